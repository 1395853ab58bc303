/** The least a bot needs in a Telegram chat, and the taps that get it there. Links can only add rights, never take them away. */
import { say } from "../audit/phrase.ts";
import type { Phrase } from "../audit/phrase.ts";
import type { Agent, Purpose } from "../manifest.ts";
import { adminRight } from "./rights.ts";
import type { TelegramChatType } from "./rights.ts";

export interface TelegramNeed {
  /** Has to be an administrator at all. */
  admin: boolean;
  /** Administrator rights it may hold, sorted. `can_manage_chat` comes with every other right, so it is never counted against anybody. */
  rights: string[];
  /** Reading what is not addressed to it is part of the job. */
  readsAll: boolean;
  dmOnly: boolean;
  /** Chats it is meant for; null when nobody said. */
  groups: string[] | null;
}

const purposes: Record<Purpose, (chat: TelegramChatType) => { rights: string[]; readsAll: boolean }> = {
  support: () => ({ rights: [], readsAll: false }),
  moderation: () => ({ rights: ["can_delete_messages", "can_restrict_members"], readsAll: true }),
  announcements: (chat) => ({ rights: chat === "channel" ? ["can_post_messages"] : [], readsAll: false }),
  reader: () => ({ rights: [], readsAll: true }),
  custom: (chat) => ({ rights: chat === "channel" ? ["can_post_messages"] : [], readsAll: false }),
};

/** What a manifest asks for; without one, what the purpose usually takes; without either, the guide's core set: no administrator. */
export function telegramNeed(
  agent: Agent | null,
  purpose: Purpose | null,
  chat: TelegramChatType,
): TelegramNeed {
  // A bot can only be in a channel as an administrator, so there the question is which rights, not whether.
  const forced = chat === "channel";
  const declared = agent?.permissions.telegram;
  if (declared !== undefined) {
    const rights = Object.keys(declared.rights).sort();
    return {
      admin: declared.admin || rights.length > 0 || forced,
      rights,
      readsAll: declared.privacyMode === "disabled" || forced,
      dmOnly: declared.dmOnly,
      groups: declared.groups.length > 0 ? declared.groups : null,
    };
  }
  const usual = purposes[purpose ?? "custom"](chat);
  return {
    admin: usual.rights.length > 0 || forced,
    rights: usual.rights,
    readsAll: usual.readsAll || forced,
    dmOnly: false,
    groups: null,
  };
}

/** Adds a bot to a group (or channel) with exactly these rights, when it is not there yet. Null without a username. */
export function addLink(username: string | null, rights: string[], chat: TelegramChatType): string | null {
  if (username === null) return null;
  const names = rights.map((key) => adminRight(key)?.link ?? null).filter((name) => name !== null);
  const where = chat === "channel" ? "startchannel" : "startgroup";
  return `https://t.me/${username}?${where}${names.length > 0 ? `&admin=${names.join("+")}` : ""}`;
}

/** The owner's settings menu of a bot, in a chat with BotFather. */
export function botFatherLink(username: string | null): string {
  return username === null ? "https://t.me/BotFather" : `https://t.me/BotFather?start=${username}`;
}

export function switchOff(bot: string, rights: string[], chat: TelegramChatType): Phrase[] {
  return [
    openAdmins(bot, chat),
    say("Turn off: {rights}.", { rights: { rights } }),
    say("Tap Save (the check mark)."),
  ];
}

export function dismissAdmin(bot: string, chat: TelegramChatType): Phrase[] {
  return [openAdmins(bot, chat), say("Tap Dismiss Admin. The bot stays in the group as an ordinary member.")];
}

export function removeBot(bot: string, chat: TelegramChatType): Phrase[] {
  const names = { bot: { said: bot } };
  return chat === "channel"
    ? [
        say("Open the channel's profile and tap Subscribers."),
        say("Touch and hold {bot}, then tap Remove from channel.", names),
      ]
    : [
        say("Open the group's profile and tap Members."),
        say("Touch and hold {bot}, then tap Remove from group.", names),
      ];
}

/** The way down where taps on the administrator screen are not at hand: out, and in again with less. */
export function removeAndReAdd(
  bot: string,
  username: string | null,
  rights: string[],
  chat: TelegramChatType,
): Phrase[] {
  const link = addLink(username, rights, chat);
  const again: Phrase =
    link === null
      ? say("Add {bot} again by its username, as an ordinary member.", { bot: { said: bot } })
      : chat === "channel"
        ? say("Open {link}, choose this channel and confirm.", { link: { code: link } })
        : say("Open {link}, choose this group and confirm.", { link: { code: link } });
  return [...removeBot(bot, chat), again];
}

/** Privacy mode only takes hold when the bot is added again. */
export function privacyOn(bot: string, username: string | null, chat: TelegramChatType): Phrase[] {
  return [
    say(
      "The bot's owner: in BotFather send /mybots, choose the bot, then Bot Settings → Group Privacy → Turn on.",
    ),
    ...removeAndReAdd(bot, username, [], chat),
  ];
}

export function joinsOff(): Phrase {
  return say(
    "The bot's owner: in BotFather send /mybots, choose the bot, then Bot Settings → Allow Groups? → Turn groups off, so that nobody can add it again.",
  );
}

function openAdmins(bot: string, chat: TelegramChatType): Phrase {
  const names = { bot: { said: bot } };
  return chat === "channel"
    ? say("Open the channel's profile, tap the pencil (Edit), then Administrators, then {bot}.", names)
    : say("Open the group's profile, tap the pencil (Edit), then Administrators, then {bot}.", names);
}
