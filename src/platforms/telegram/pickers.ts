/**
 * Telegram's own pickers of bots and groups: buttons of a reply keyboard, in private chats only. What they are about is kept
 * on the shelf under the number that Telegram sends back.
 */
import { createHash } from "node:crypto";
import type { TelegramKeyboardButton, TelegramReplyKeyboardMarkup } from "@gramio/types";
import { z } from "zod";
import type { Card, PressEvent, Select, Shelf } from "../platform.ts";
import { inertLine } from "./inert.ts";
import type { Message } from "./shapes.ts";

export type Picker = Extract<Select, { of: "bots" | "group" }>;

export interface Pickers {
  /** The keyboard for the pickers of a card; what they are about is remembered first. */
  keyboard(chat: string, pickers: Picker[]): Promise<TelegramReplyKeyboardMarkup>;
  /** What somebody picked; null for a message that is none of that, or of a keyboard that nobody remembers. */
  picked(
    message: Message,
  ): Promise<(Pick<PressEvent, "press"> & { values: string[]; names: Record<string, string> }) | null>;
}

/** Telegram lets at most ten be picked at once. */
const mostBots = 10;
const kept = z.object({ press: z.string() });

export function pickersOf({ blocks }: Pick<Card, "blocks">): Picker[] {
  return blocks.flatMap((block) =>
    block.kind === "select" && (block.select.of === "bots" || block.select.of === "group")
      ? [block.select]
      : [],
  );
}

export function createPickers(shelf: Shelf): Pickers {
  return {
    async keyboard(chat, pickers) {
      for (const { press } of pickers) await shelf.put(keyOf(chat, numberOf(press)), { press });
      return {
        keyboard: pickers.map((picker) => [button(picker)]),
        resize_keyboard: true,
        one_time_keyboard: true,
      };
    },
    async picked({ chat, users_shared: users, chat_shared: group }) {
      const number = users?.request_id ?? group?.request_id;
      if (number === undefined) return null;
      const known = kept.safeParse(await shelf.get(keyOf(chat.id, number)));
      if (!known.success) return null;
      const { press } = known.data;
      if (group)
        return { press, values: [group.chat_id], names: group.title ? { [group.chat_id]: group.title } : {} };
      const all = users?.users ?? [];
      const names = all.flatMap(({ user_id: id, first_name: name, username }) =>
        name || username ? [[id, name ?? `@${username}`]] : [],
      );
      return {
        press,
        values: all.map(({ user_id: id }) => id),
        names: Object.fromEntries(names) as Record<string, string>,
      };
    },
  };
}

/** We ask for no power in a group: being an administrator without any is what it takes to see the others. */
const watching = {
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
};

function button({ of, press, label }: Picker): TelegramKeyboardButton {
  const text = inertLine(label).trim() || "·";
  const request_id = numberOf(press);
  if (of === "bots")
    return {
      text,
      request_users: {
        request_id,
        user_is_bot: true,
        max_quantity: mostBots,
        request_name: true,
        request_username: true,
      },
    };
  return {
    text,
    request_chat: {
      request_id,
      chat_is_channel: false,
      // Only somebody who may make administrators can add one; theirs has to be at least what they ask for us.
      user_administrator_rights: { ...watching, can_promote_members: true },
      bot_administrator_rights: watching,
      request_title: true,
    },
  };
}

/** The same for the same press, so that an older keyboard still works. */
function numberOf(press: string): number {
  return createHash("sha256").update(press).digest().readUInt32BE(0) >>> 1;
}

function keyOf(chat: string, number: number): string {
  return `telegram:picker:${chat}:${number}`;
}
