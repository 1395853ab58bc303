/** Updates as actions: what somebody did to a member or to the chat. Telegram shows bots no log, so this is all there is. */
import type { PlatformActionType } from "../../domain/audit/platform-actions.ts";
import type { ActionEvent } from "../platform.ts";
import { type ChatMember, isManager, isPresent, type MemberUpdate, type Message, nameOf } from "./shapes.ts";

/** Empty where nobody did anything to anybody: people who come and go by themselves. */
export function actionsOfMember(update: MemberUpdate, updateId: number): ActionEvent[] {
  const { chat, from, date, old_chat_member: old, new_chat_member: now } = update;
  if (chat.type === "private" || from.id === now.user.id) return [];
  const changes = rightsChanged(old, now);
  const type = typeOf(old, now, changes);
  if (type === null) return [];
  return [
    {
      platform: "telegram",
      workspace: chat.id,
      entryId: `${date}.${updateId}`,
      actor: { id: from.id, name: nameOf(from), bot: from.is_bot },
      type,
      target: { userId: now.user.id },
      where: { chatId: chat.id },
      at: date * 1000,
      reason: null,
      changes: [{ key: "status", before: old.status, after: now.status }, ...changes],
    },
  ];
}

/** Service messages of other bots: proof that they used a right. People's are nobody's business. */
export function actionsOfMessage(message: Message): ActionEvent[] {
  const { chat, from, message_id: id, date } = message;
  if (!from?.is_bot || chat.type === "private") return [];
  const done = deeds.filter(([, fields]) => fields.some((field) => message[field] !== undefined));
  return done.map(([type]) => ({
    platform: "telegram",
    workspace: chat.id,
    entryId: `message.${id}`,
    actor: { id: from.id, name: nameOf(from), bot: true },
    type,
    target: message.pinned_message ? { messageId: String(message.pinned_message.message_id) } : {},
    where: { chatId: chat.id },
    at: date * 1000,
    reason: null,
    changes: [],
  }));
}

const deeds: [PlatformActionType, (keyof Message)[]][] = [
  ["telegram.chat.title", ["new_chat_title"]],
  ["telegram.chat.photo", ["new_chat_photo", "delete_chat_photo"]],
  ["telegram.message.pin", ["pinned_message"]],
  [
    "telegram.topic.manage",
    ["forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"],
  ],
  ["telegram.video_chat.manage", ["video_chat_scheduled", "video_chat_started", "video_chat_ended"]],
];

function typeOf(
  old: ChatMember,
  now: ChatMember,
  changes: ActionEvent["changes"],
): PlatformActionType | null {
  if (now.status === "kicked") return "telegram.member.ban";
  if (old.status === "kicked" && !isManager(now)) return "telegram.member.unban";
  if (!isPresent(now)) return isPresent(old) ? "telegram.member.remove" : null;
  if (isManager(now)) {
    if (!isManager(old)) return "telegram.member.promote";
    if (changes.length === 0) return null;
    return changes.some(({ after }) => after === true) ? "telegram.member.promote" : "telegram.member.demote";
  }
  if (isManager(old)) return "telegram.member.demote";
  if (!isPresent(old)) return "telegram.member.add";
  if (now.status === "restricted") return "telegram.member.restrict";
  return old.status === "restricted" ? "telegram.member.unrestrict" : null;
}

/** Rights and permissions that differ; a right that is not listed is not held. */
function rightsChanged(old: ChatMember, now: ChatMember): ActionEvent["changes"] {
  const rights = (member: ChatMember) =>
    Object.entries(member).filter(([key]) => key.startsWith("can_") && key !== "can_be_edited");
  const keys = [...new Set([...rights(old), ...rights(now)].map(([key]) => key))].sort();
  return keys
    .map((key) => ({ key, before: old[key] === true, after: now[key] === true }))
    .filter(({ before, after }) => before !== after);
}
