/** Everything the sandboxed Telegram knows. Methods and people change it; nothing outside this folder does. */
import type {
  TelegramBotCommand,
  TelegramChatAdministratorRights,
  TelegramChatPermissions,
  TelegramInlineKeyboardMarkup,
  TelegramKeyboardButton,
  TelegramMessage,
  TelegramUser,
} from "@gramio/types";
import type { Params } from "./read.ts";
import type { Inbox } from "./updates.ts";

export type Rights = TelegramChatAdministratorRights;
export type Permissions = Required<TelegramChatPermissions>;

export interface State {
  /** Milliseconds. */
  now: () => number;
  people: Map<number, Person>;
  bots: Map<number, Bot>;
  /** By `chatKey`. */
  chats: Map<string, Chat>;
  queries: Map<string, CallbackQuery>;
  files: Map<string, StoredFile>;
  /** Basic groups that became supergroups: old id → new id. */
  upgraded: Map<number, number>;
  /** Null: no limit. */
  messagesPerMinute: number | null;
  /** By bot and chat, when the recent messages were sent. */
  sent: Map<string, number[]>;
  /** Carries out a call that came in a webhook's response. */
  perform: (bot: Bot, params: Params) => void;
  /** A fresh number, used for query, file and ephemeral ids. */
  next: () => number;
}

export interface Person {
  user: TelegramUser;
}

export interface Bot {
  user: TelegramUser;
  token: string;
  owner: number;
  privacy: boolean;
  canJoinGroups: boolean;
  botToBot: boolean;
  features: Partial<TelegramUser>;
  inbox: Inbox;
  /** By scope and language. */
  commands: Map<string, TelegramBotCommand[]>;
  /** After logOut or close the token is refused. */
  session: "open" | "closed" | "logged out";
  defaultRights: { groups: Rights | null; channels: Rights | null };
}

export interface Chat {
  key: string;
  /** As bots see it; in a private chat the person's id. */
  id: number;
  type: "private" | "group" | "supergroup" | "channel";
  title: string;
  username: string | null;
  forum: boolean;
  /** Everybody who is or was here. */
  members: Map<number, Member>;
  permissions: Permissions;
  topics: Map<number, { name: string; closed: boolean }>;
  messages: Map<number, StoredMessage>;
  lastMessageId: number;
  /** General commands go to the bot that posted last. */
  lastBotToPost: number | null;
  pinned: number | null;
  /** Given in private chats. */
  private: { bot: number; person: number; started: boolean; blocked: boolean } | null;
}

export interface Member {
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  /** Of a creator or administrator. */
  rights: Rights | null;
  customTitle: string | null;
  /** Rights that this sandbox only shows: Telegram may have added them tomorrow. */
  newer: string[];
  promotedBy: number | null;
  /** Of somebody restricted. */
  permissions: Permissions | null;
  /** Unix time; 0 is for ever. */
  until: number;
  /** A bot whose privacy was off when it joined. The switch has no effect on groups it is already in. */
  readsAll: boolean;
}

export interface StoredMessage {
  /** Its key in `Chat.messages`; what bots get as `message_id`, except for ephemeral messages. */
  id: number;
  /** As Telegram shows it to bots, without the parts that depend on the reader or are looked up when shown. */
  message: TelegramMessage;
  /** Person or bot that really wrote it, also behind an anonymous admin. */
  author: number;
  replyTo: number | null;
  keyboard: TelegramInlineKeyboardMarkup | null;
  /** A force reply or reply keyboard that the client shows under the input. */
  prompt: {
    kind: "force_reply" | "keyboard" | "remove_keyboard";
    placeholder: string | null;
    /** Of a reply keyboard. */
    buttons?: TelegramKeyboardButton[][];
    /** Only for those whom the message mentions, and for whoever wrote what it answers. */
    selective: boolean;
  } | null;
  /** Only this person sees it. */
  onlyFor: number | null;
  ephemeralId: number | null;
  /** The message that an ephemeral one stands in place of. */
  inPlaceOf: number | null;
  /** The privacy-on bot that this message was meant for, if any. */
  meantFor: number | null;
  file: StoredFile | null;
}

export interface StoredFile {
  id: string;
  name: string;
  mime: string;
  content: Uint8Array;
}

export interface CallbackQuery {
  id: string;
  bot: number;
  from: number;
  chat: string;
  message: number;
  createdAt: number;
  answer: { text: string; alert: boolean } | null;
  answered: (answer: { text: string; alert: boolean }) => void;
}

export function chatKey(chat: number): string {
  return String(chat);
}

export function privateKey(bot: number, person: number): string {
  return `${bot}:${person}`;
}

export function userOf(state: State, id: number): TelegramUser | undefined {
  return state.people.get(id)?.user ?? state.bots.get(id)?.user;
}

export type Present = Member & { status: Exclude<Member["status"], "left" | "kicked"> };

export function isPresent(member: Member | undefined): member is Present {
  return member !== undefined && member.status !== "left" && member.status !== "kicked";
}

/** Seconds, as every date of the Bot API. */
export function unixTime(state: State): number {
  return Math.floor(state.now() / 1000);
}
