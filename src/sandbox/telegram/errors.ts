/** Refusals of the Bot API, with the status and the words that Telegram uses. */
import type { TelegramResponseParameters } from "@gramio/types";

export class Refusal extends Error {
  readonly code: number;
  readonly parameters: TelegramResponseParameters | undefined;
  constructor(code: number, description: string, parameters?: TelegramResponseParameters) {
    super(description);
    this.name = "Refusal";
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(words: string, parameters?: TelegramResponseParameters): Refusal {
  return new Refusal(400, `Bad Request: ${words}`, parameters);
}

export function forbidden(words: string): Refusal {
  return new Refusal(403, `Forbidden: ${words}`);
}

export const refusals = {
  unauthorized: () => new Refusal(401, "Unauthorized"),
  noSuchMethod: () => new Refusal(404, "Not Found: method not found"),
  sessionEnded: (how: "closed" | "logged out") =>
    new Refusal(400, how === "closed" ? "Closed" : "Logged out"),
  otherPoller: () =>
    new Refusal(
      409,
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
  webhookActive: () =>
    new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  chatNotFound: () => badRequest("chat not found"),
  userNotFound: () => badRequest("user not found"),
  upgraded: (to: number) =>
    badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: to }),
  kicked: (kind: string) => forbidden(`bot was kicked from the ${kind} chat`),
  notMember: (kind: string) => forbidden(`bot is not a member of the ${kind} chat`),
  blocked: () => forbidden("bot was blocked by the user"),
  notStarted: () => forbidden("bot can't initiate conversation with a user"),
  toBot: () => forbidden("bot can't send messages to bots"),
  notEnoughRights: (to: string) => badRequest(`not enough rights to ${to}`),
  adminRequired: () => badRequest("CHAT_ADMIN_REQUIRED"),
  unsupportedParseMode: () => badRequest("unsupported parse_mode"),
  emptyText: () => badRequest("message text is empty"),
  textTooLong: () => badRequest("message is too long"),
  captionTooLong: () => badRequest("message caption is too long"),
  badEntities: (why: string) => badRequest(`can't parse entities: ${why}`),
  buttonData: () => badRequest("BUTTON_DATA_INVALID"),
  notModified: () =>
    badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    ),
  noMessageToEdit: () => badRequest("message to edit not found"),
  noTextToEdit: () => badRequest("there is no text in the message to edit"),
  noCaptionToEdit: () => badRequest("there is no caption in the message to edit"),
  cannotEdit: () => badRequest("message can't be edited"),
  noMessageToDelete: () => badRequest("message to delete not found"),
  cannotDelete: () => badRequest("message can't be deleted"),
  noMessageToReply: () => badRequest("message to be replied not found"),
  noThread: () => badRequest("message thread not found"),
  queryTooOld: () => badRequest("query is too old and response timeout expired or query ID is invalid"),
  supergroupsOnly: () => badRequest("method is available only for supergroups"),
  supergroupsAndChannelsOnly: () => badRequest("method is available for supergroup and channel chats only"),
  isAdministrator: () => badRequest("user is an administrator of the chat"),
  isOwner: () => badRequest("can't remove chat owner"),
} as const;
