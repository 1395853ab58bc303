/** Who may do what in a chat: Telegram's own arithmetic, computed here and nowhere from the service. */
import type { TelegramChatMember } from "@gramio/types";
import type { Chat, Member, Permissions, Rights, State } from "./state.ts";
import { isPresent, userOf } from "./state.ts";

/** Every right, and the kinds of chat that have it. */
const RIGHTS: Record<keyof Rights, Chat["type"][]> = {
  is_anonymous: ["group", "supergroup", "channel"],
  can_manage_chat: ["group", "supergroup", "channel"],
  can_delete_messages: ["group", "supergroup", "channel"],
  can_manage_video_chats: ["group", "supergroup", "channel"],
  can_restrict_members: ["group", "supergroup", "channel"],
  can_promote_members: ["group", "supergroup", "channel"],
  can_change_info: ["group", "supergroup", "channel"],
  can_invite_users: ["group", "supergroup", "channel"],
  can_post_stories: ["group", "supergroup", "channel"],
  can_edit_stories: ["group", "supergroup", "channel"],
  can_delete_stories: ["group", "supergroup", "channel"],
  can_send_welcome_messages: ["group", "supergroup", "channel"],
  can_post_messages: ["channel"],
  can_edit_messages: ["channel"],
  can_manage_direct_messages: ["channel"],
  can_pin_messages: ["group", "supergroup"],
  can_manage_tags: ["group", "supergroup"],
  can_manage_topics: ["supergroup"],
};
export const rightNames = Object.keys(RIGHTS) as (keyof Rights)[];

const PERMISSIONS = [
  "can_send_messages",
  "can_send_audios",
  "can_send_documents",
  "can_send_photos",
  "can_send_videos",
  "can_send_video_notes",
  "can_send_voice_notes",
  "can_send_polls",
  "can_send_other_messages",
  "can_add_web_page_previews",
  "can_react_to_messages",
  "can_edit_tag",
  "can_change_info",
  "can_invite_users",
  "can_pin_messages",
  "can_manage_topics",
] as const satisfies (keyof Permissions)[];

/** The whole set for this kind of chat. Any right brings `can_manage_chat` with it. */
export function rightsFor(type: Chat["type"], wanted: Partial<Rights>): Rights {
  const has = rightNames.some((name) => name !== "is_anonymous" && wanted[name] === true);
  const entries = rightNames
    .filter((name) => RIGHTS[name].includes(type))
    .map((name) => [name, wanted[name] === true || (name === "can_manage_chat" && has)]);
  return Object.fromEntries(entries);
}

export function allRights(type: Chat["type"]): Rights {
  const all = Object.fromEntries(rightNames.map((name) => [name, name !== "is_anonymous"]));
  return rightsFor(type, all);
}

export function holdsAny(rights: Rights): boolean {
  return rightNames.some((name) => rights[name] === true);
}

/** What is left out of `given` is as in `otherwise`. */
export function permissionsFor(given: Partial<Permissions>, otherwise: boolean): Permissions {
  return Object.fromEntries(PERMISSIONS.map((name) => [name, given[name] ?? otherwise])) as Permissions;
}

export function isAdmin(member: Member | undefined): member is Member & { rights: Rights } {
  return member?.status === "creator" || member?.status === "administrator";
}

/** Bots can hold the right, but only to pass it on. */
export function actsAnonymously(state: State, chat: Chat, id: number): boolean {
  return chat.members.get(id)?.rights?.is_anonymous === true && !state.bots.has(id);
}

/** In a basic group every administrator has every right. */
export function hasRight(chat: Chat, user: number, right: keyof Rights): boolean {
  const member = chat.members.get(user);
  if (!isAdmin(member)) return false;
  if (member.status === "creator" && right !== "is_anonymous") return RIGHTS[right].includes(chat.type);
  if (chat.type === "group" && right !== "is_anonymous") return RIGHTS[right].includes("group");
  return member.rights[right] === true;
}

/** Of an ordinary member: the chat's default, less the member's own restriction. Admins of groups may always. */
export function isPermitted(chat: Chat, user: number, permission: keyof Permissions): boolean {
  const member = chat.members.get(user);
  if (!isPresent(member)) return false;
  if (isAdmin(member)) return true;
  if (member.status === "restricted" && member.permissions?.[permission] !== true) return false;
  return chat.permissions[permission];
}

/** For what both an admin right and a member permission can allow (invite, pin, change info, topics). */
export function mayAs(
  chat: Chat,
  user: number,
  name: "can_invite_users" | "can_pin_messages" | "can_change_info" | "can_manage_topics",
): boolean {
  if (isAdmin(chat.members.get(user))) return hasRight(chat, user, name);
  return chat.type !== "channel" && isPermitted(chat, user, name);
}

export function newMember(status: Member["status"]): Member {
  return {
    status,
    rights: null,
    customTitle: null,
    newer: [],
    promotedBy: null,
    permissions: null,
    until: 0,
    readsAll: false,
  };
}

/** As the Bot API shows a member to the bot that asks; someone never seen in the chat is "left". */
export function showMember(state: State, chat: Chat, id: number, viewer: number): TelegramChatMember {
  const user = userOf(state, id);
  if (!user) throw new Error(`no such user: ${id}`);
  const member = chat.members.get(id) ?? newMember("left");
  const title = member.customTitle ? { custom_title: member.customTitle } : {};
  switch (member.status) {
    case "creator":
      return { status: "creator", user, is_anonymous: member.rights?.is_anonymous === true, ...title };
    case "administrator": {
      const rights = chat.type === "group" ? allRights("group") : (member.rights ?? allRights(chat.type));
      const newer = Object.fromEntries(member.newer.map((name) => [name, true]));
      const edit = member.promotedBy === viewer && hasRight(chat, viewer, "can_promote_members");
      return { status: "administrator", user, can_be_edited: edit, ...rights, ...newer, ...title };
    }
    case "restricted": {
      const permissions = member.permissions ?? chat.permissions;
      return { status: "restricted", user, is_member: true, ...permissions, until_date: member.until };
    }
    case "kicked":
      return { status: "kicked", user, until_date: member.until };
    case "member":
    case "left":
      return { status: member.status, user };
  }
  return member.status satisfies never;
}
