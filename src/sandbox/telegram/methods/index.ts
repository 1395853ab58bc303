import { answerCallbackQuery } from "./answer-callback-query.ts";
import { getChat, getChatAdministrators, getChatMember, getChatMemberCount } from "./chat-info.ts";
import { deleteMyCommands, getMyCommands, setMyCommands } from "./commands.ts";
import { copyMessage } from "./copy-message.ts";
import { createForumTopic } from "./create-forum-topic.ts";
import { getMyDefaultAdministratorRights, setMyDefaultAdministratorRights } from "./default-rights.ts";
import { deleteMessage } from "./delete-message.ts";
import {
  deleteEphemeralMessage,
  editEphemeralMessageReplyMarkup,
  editEphemeralMessageText,
} from "./edit-ephemeral-message.ts";
import { editMessageCaption } from "./edit-message-caption.ts";
import { editMessageReplyMarkup } from "./edit-message-reply-markup.ts";
import { editMessageText } from "./edit-message-text.ts";
import { getMe } from "./get-me.ts";
import { getUpdates } from "./get-updates.ts";
import { leaveChat } from "./leave-chat.ts";
import type { Method } from "./method.ts";
import { banChatMember, restrictChatMember, setChatPermissions, unbanChatMember } from "./moderate.ts";
import { pinChatMessage } from "./pin-chat-message.ts";
import { promoteChatMember } from "./promote-chat-member.ts";
import { sendChatAction } from "./send-chat-action.ts";
import { sendDocument, sendPhoto } from "./send-file.ts";
import { sendMessage } from "./send-message.ts";
import { close, logOut } from "./session.ts";
import { deleteWebhook, getWebhookInfo, setWebhook } from "./webhook.ts";

/** Every Bot API method that the sandbox has; any other is 404, as for a name Telegram doesn't know. */
export const telegramMethods = {
  getMe,
  logOut,
  close,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendDocument,
  sendPhoto,
  sendChatAction,
  copyMessage,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  editEphemeralMessageText,
  editEphemeralMessageReplyMarkup,
  deleteEphemeralMessage,
  answerCallbackQuery,
  getChat,
  getChatMember,
  getChatAdministrators,
  getChatMemberCount,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyDefaultAdministratorRights,
  getMyDefaultAdministratorRights,
  promoteChatMember,
  restrictChatMember,
  banChatMember,
  unbanChatMember,
  setChatPermissions,
  pinChatMessage,
  createForumTopic,
  leaveChat,
} satisfies Record<string, Method>;
