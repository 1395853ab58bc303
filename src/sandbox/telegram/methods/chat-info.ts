/** Reading chats and members. As on Telegram, membership is enough to ask; only the owner's own client sees more. */
import type { TelegramChatFullInfo, TelegramChatMember } from "@gramio/types";
import { badRequest, refusals } from "../errors.ts";
import { actsAnonymously, hasRight, isAdmin, showMember } from "../rights.ts";
import { readFlag, readInteger } from "../read.ts";
import { showChat, showMessage } from "../show.ts";
import { isPresent, userOf } from "../state.ts";
import { readableChat } from "../target.ts";
import type { Call } from "./method.ts";

const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

export function getChat({ state, bot, params }: Call): TelegramChatFullInfo {
  const chat = readableChat(state, bot, params);
  const pinned = chat.pinned === null ? undefined : chat.messages.get(chat.pinned);
  const inGroup = chat.type === "group" || chat.type === "supergroup";
  return {
    ...showChat(state, chat),
    accent_color_id: Math.abs(chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: NO_GIFTS,
    ...(chat.username && { active_usernames: [chat.username] }),
    ...(inGroup && { permissions: { ...chat.permissions } }),
    ...(pinned && { pinned_message: showMessage(chat, pinned, true) }),
    ...(hasRight(chat, bot.user.id, "can_invite_users") && {
      invite_link: `https://t.me/+sandbox${Math.abs(chat.id)}`,
    }),
  };
}

export function getChatMember({ state, bot, params }: Call): TelegramChatMember {
  const chat = readableChat(state, bot, params);
  const user = readInteger(params, "user_id") ?? 0;
  if (user <= 0) throw badRequest("invalid user_id specified");
  if (!userOf(state, user)) throw refusals.userNotFound();
  if (chat.private) {
    const known = user === chat.private.bot || user === chat.private.person;
    if (!known) throw badRequest("member not found");
    return { status: "member", user: userOf(state, user) ?? bot.user };
  }
  return showMember(state, chat, user, bot.user.id);
}

/** Other bots are left out unless `return_bots` asks for them; anonymous admins are shown only to admins (tdlib/telegram-bot-api#667). */
export function getChatAdministrators({ state, bot, params }: Call): TelegramChatMember[] {
  const chat = readableChat(state, bot, params);
  if (chat.private) throw badRequest("there are no administrators in the private chat");
  const withBots = readFlag(params, "return_bots");
  const all = isAdmin(chat.members.get(bot.user.id));
  return [...chat.members]
    .filter(([, member]) => isAdmin(member))
    .filter(([id]) => withBots || id === bot.user.id || !state.bots.has(id))
    .filter(([id]) => all || !actsAnonymously(state, chat, id))
    .map(([id]) => showMember(state, chat, id, bot.user.id));
}

export function getChatMemberCount({ state, bot, params }: Call): number {
  const chat = readableChat(state, bot, params);
  return chat.private ? 2 : [...chat.members.values()].filter(isPresent).length;
}
