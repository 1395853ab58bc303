/** Changes in a chat that are a reason to look again. */
import type { ChangeEvent } from "../platform.ts";
import type { ChatMember, MemberUpdate, Message } from "./shapes.ts";
import { isManager, isPresent, nameOf } from "./shapes.ts";

/**
 * About ourselves. A private chat is no workspace: being blocked is told as `left` with the person's id, so that whoever
 * counts on reaching them knows; being unblocked is not told, because it would look like a new group.
 */
export function ownChange({
  chat,
  old_chat_member: old,
  new_chat_member: now,
}: MemberUpdate): ChangeEvent | null {
  const what = !isPresent(now) ? "left" : isPresent(old) ? "permissions" : "joined";
  if (chat.type === "private" && what !== "left") return null;
  return { platform: "telegram", workspace: chat.id, title: chat.title ?? null, what, bots: [] };
}

/** About somebody else. Null for people coming and going: only bots are audited, and people who manage. */
export function otherChange({
  chat,
  from,
  old_chat_member: old,
  new_chat_member: now,
}: MemberUpdate): ChangeEvent | null {
  const { user } = now;
  if (!user.is_bot && !isManager(old) && !isManager(now)) return null;
  return {
    platform: "telegram",
    workspace: chat.id,
    title: chat.title ?? null,
    what: isPresent(old) === isPresent(now) ? "permissions" : "members",
    bots: user.is_bot ? [{ id: user.id, name: nameOf(user), how: described(old, now, from.id) }] : [],
  };
}

/** Bots that were added or removed, as every bot in the group is told whatever it may read. */
export function serviceChange(message: Message, own: string): ChangeEvent | null {
  const by = message.from ? ` by ${message.from.id}` : "";
  const come = (message.new_chat_members ?? []).map((user) => ({ user, how: `added${by}` }));
  const gone = message.left_chat_member ? [{ user: message.left_chat_member, how: `removed${by}` }] : [];
  const bots = [...come, ...gone].filter(({ user }) => user.is_bot && user.id !== own);
  if (bots.length === 0) return null;
  return {
    platform: "telegram",
    workspace: message.chat.id,
    title: message.chat.title ?? null,
    what: "members",
    bots: bots.map(({ user, how }) => ({ id: user.id, name: nameOf(user), how })),
  };
}

function described(old: ChatMember, now: ChatMember, by: string): string {
  if (!isPresent(now)) return `removed by ${by}`;
  if (!isPresent(old)) return isManager(now) ? `added as administrator by ${by}` : `added by ${by}`;
  if (isManager(now) && !isManager(old)) return `made administrator by ${by}`;
  if (isManager(old) && !isManager(now)) return `no longer administrator, by ${by}`;
  return `rights changed by ${by}`;
}
