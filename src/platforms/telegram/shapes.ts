/** The parts of Bot API objects that we read, checked at the edge. Everything else in them is dropped here. */
import { z } from "zod";

const id = z.int().transform(String);

export const user = z.object({
  id,
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
export type User = z.infer<typeof user>;

/** What getMe says about ourselves; the booleans go into our own report. */
export const ownUser = z.looseObject({ ...user.shape, username: z.string() });
export type OwnUser = z.infer<typeof ownUser>;

export const chat = z.object({
  id,
  type: z.string(),
  title: z.string().optional(),
});
export type Chat = z.infer<typeof chat>;

const sentFrom = z.object({
  message_id: z.int(),
  /** Seconds since 1970. */
  date: z.int().catch(0),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  ephemeral_message_id: z.int().optional(),
  chat,
});

export const message = sentFrom.extend({
  from: user.optional(),
  sender_chat: chat.optional(),
  sender_business_bot: z.unknown().optional(),
  business_connection_id: z.string().optional(),
  via_bot: z.unknown().optional(),
  guest_bot_caller_user: z.unknown().optional(),
  guest_bot_caller_chat: z.unknown().optional(),
  forward_origin: z.unknown().optional(),
  text: z.string().optional(),
  reply_to_message: z.object({ message_id: z.int(), from: user.optional() }).optional(),
  new_chat_members: z.array(user).optional(),
  left_chat_member: user.optional(),
  new_chat_title: z.unknown().optional(),
  new_chat_photo: z.unknown().optional(),
  delete_chat_photo: z.unknown().optional(),
  pinned_message: z.object({ message_id: z.int() }).optional().catch(undefined),
  forum_topic_created: z.unknown().optional(),
  forum_topic_edited: z.unknown().optional(),
  forum_topic_closed: z.unknown().optional(),
  forum_topic_reopened: z.unknown().optional(),
  video_chat_scheduled: z.unknown().optional(),
  video_chat_started: z.unknown().optional(),
  video_chat_ended: z.unknown().optional(),
  users_shared: z
    .object({
      request_id: z.int(),
      users: z.array(
        z.object({ user_id: id, first_name: z.string().optional(), username: z.string().optional() }),
      ),
    })
    .optional()
    .catch(undefined),
  chat_shared: z
    .object({ request_id: z.int(), chat_id: id, title: z.string().optional() })
    .optional()
    .catch(undefined),
  migrate_to_chat_id: id.optional(),
  migrate_from_chat_id: id.optional(),
});
export type Message = z.infer<typeof message>;

export const callbackQuery = z.object({
  id: z.string(),
  from: user,
  message: sentFrom
    .extend({
      reply_markup: z
        .object({
          inline_keyboard: z.array(
            z.array(z.object({ text: z.string(), callback_data: z.string().optional() })),
          ),
        })
        .optional()
        .catch(undefined),
    })
    .optional(),
  data: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof callbackQuery>;

export const chatMember = z.looseObject({
  status: z.string(),
  user,
  is_member: z.boolean().optional(),
});
export type ChatMember = z.infer<typeof chatMember>;

export const memberUpdate = z.object({
  chat,
  from: user,
  /** Seconds since 1970. */
  date: z.int(),
  old_chat_member: chatMember,
  new_chat_member: chatMember,
});
export type MemberUpdate = z.infer<typeof memberUpdate>;

/** Of a message that we sent. */
export const sent = z.object({ message_id: z.int(), ephemeral_message_id: z.int().optional() });

export function nameOf({ first_name: first, last_name: last }: User): string {
  return last ? `${first} ${last}` : first;
}

export function isPresent({ status, is_member: still }: ChatMember): boolean {
  if (status === "restricted") return still === true;
  return status !== "left" && status !== "kicked";
}

export function isManager({ status }: ChatMember): boolean {
  return status === "creator" || status === "administrator";
}
