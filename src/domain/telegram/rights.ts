/** Administrator rights and chat permissions of Bot API 10.3, as one table each. New ones arrive about quarterly: a key not listed here is kept and reported. */
import type { Severity } from "../audit/severity.ts";

export type TelegramChatType = "group" | "supergroup" | "channel";

/**
 * Whether a use of the right leaves a trace that another bot can see. A: in an update that names the actor. B: in a
 * service message. U: nowhere, so it can never be called unused. state: it is not used, it simply holds.
 */
export type UsageClass = "A" | "B" | "U" | "state";

export interface TelegramRight {
  key: string;
  /** The switch's name in today's apps. Wording differs a little between clients. */
  label: string;
  chats: readonly TelegramChatType[];
  usage: UsageClass;
  /** What holding it without need is worth. */
  severity: Severity;
  /** What a wrong word to the agent could do with it, to be read after "it can ". */
  harm: string;
  /** Its name in an add-with-rights link, or null where links can't carry it. */
  link: string | null;
  /** The server always says whether an administrator holds it; otherwise its absence means "no". */
  always: boolean;
}

const everywhere = ["group", "supergroup", "channel"] as const;
const groups = ["group", "supergroup"] as const;
const channels = ["channel"] as const;

type Row = [
  key: string,
  label: string,
  chats: readonly TelegramChatType[],
  usage: UsageClass,
  severity: Severity,
  link: string | null,
  always: boolean,
  harm: string,
];

// prettier-ignore
const rows: Row[] = [
  ["is_anonymous", "Remain Anonymous", everywhere, "state", "high", "anonymous", true, "act under the group's own name, so nobody can tell who did it"],
  ["can_manage_chat", "Manage chat", everywhere, "U", "low", "manage_chat", true, "read the recent-actions log, see hidden members and ignore slow mode"],
  ["can_delete_messages", "Delete Messages", everywhere, "U", "high", "delete_messages", true, "delete anybody's messages, approval cards included, without a trace other bots can see"],
  ["can_manage_video_chats", "Manage Video Chats", everywhere, "B", "low", "manage_video_chats", true, "start and end video chats"],
  ["can_restrict_members", "Ban Users", everywhere, "A", "high", "restrict_members", true, "mute, ban or remove people"],
  ["can_promote_members", "Add New Admins", everywhere, "A", "critical", "promote_members", true, "make others administrators"],
  ["can_change_info", "Change Group Info", everywhere, "B", "medium", "change_info", true, "change the name, photo and description"],
  ["can_invite_users", "Invite Users via Link", everywhere, "A", "medium", "invite_users", true, "bring in anybody, other bots included"],
  ["can_post_stories", "Post Stories", everywhere, "U", "medium", "post_stories", true, "publish stories in the chat's name"],
  ["can_edit_stories", "Edit Stories of Others", everywhere, "U", "medium", "edit_stories", true, "change other people's stories"],
  ["can_delete_stories", "Delete Stories of Others", everywhere, "U", "medium", "delete_stories", true, "delete other people's stories"],
  ["can_send_welcome_messages", "Send Welcome Messages", everywhere, "U", "low", null, true, "write to everybody who joins"],
  ["can_post_messages", "Post Messages", channels, "U", "medium", "post_messages", false, "post in the channel's name"],
  ["can_edit_messages", "Edit Messages of Others", channels, "U", "high", "edit_messages", false, "rewrite what others posted"],
  ["can_manage_direct_messages", "Manage Direct Messages", channels, "U", "medium", "manage_direct_messages", false, "read and answer the channel's direct messages"],
  ["can_pin_messages", "Pin Messages", groups, "B", "low", "pin_messages", false, "pin and unpin messages"],
  ["can_manage_tags", "Manage Member Tags", groups, "U", "low", "manage_tags", false, "change members' tags"],
  ["can_manage_topics", "Manage Topics", ["supergroup"], "B", "medium", "manage_topics", false, "close, rename and delete topics"],
];

export const adminRights: readonly TelegramRight[] = rows.map(
  ([key, label, chats, usage, severity, link, always, harm]) => ({
    key,
    label,
    chats,
    usage,
    severity,
    link,
    always,
    harm,
  }),
);

const byKey = new Map(adminRights.map((right) => [right.key, right]));

/** The right named `key`, or null for one that this version does not know. */
export function adminRight(key: string): TelegramRight | null {
  return byKey.get(key) ?? null;
}

/** What an app calls the right; an unknown one is called by its key. */
export function rightLabel(key: string): string {
  return byKey.get(key)?.label ?? key;
}

/** What every ordinary member may do (`ChatPermissions`), with the switch's name under Permissions. */
export const memberPermissions: Readonly<Record<string, string>> = {
  can_send_messages: "Send Messages",
  can_send_audios: "Send Music",
  can_send_documents: "Send Files",
  can_send_photos: "Send Photos",
  can_send_videos: "Send Videos",
  can_send_video_notes: "Send Video Messages",
  can_send_voice_notes: "Send Voice Messages",
  can_send_polls: "Send Polls",
  can_send_other_messages: "Send Stickers & GIFs",
  can_add_web_page_previews: "Embed Links",
  can_react_to_messages: "Send Reactions",
  can_edit_tag: "Edit Own Tag",
  can_change_info: "Change Chat Info",
  can_invite_users: "Add Members",
  can_pin_messages: "Pin Messages",
  can_manage_topics: "Create Topics",
};
