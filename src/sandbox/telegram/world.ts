/** The plain seed of a Telegram world: who exists, which bots, which chats, who may do what in them. */
import type { TelegramChatAdministratorRights, TelegramChatPermissions } from "@gramio/types";

/** Ids are Telegram's numbers; strings of digits are taken too, because the rest of Countersign holds ids as strings. */
export type Id = number | string;

export interface TelegramWorld {
  users: TelegramPersonSeed[];
  bots: TelegramBotSeed[];
  chats: TelegramChatSeed[];
  /** Private chats in which the person has pressed Start. */
  started?: { user: Id; bot: Id }[];
}

export interface TelegramPersonSeed {
  id: Id;
  firstName: string;
  lastName?: string;
  username?: string;
  /** IETF tag of the person's app language. */
  language?: string;
}

export interface TelegramBotSeed {
  id: Id;
  token: string;
  name: string;
  username: string;
  /** Who made it with BotFather; only that person changes its privacy. */
  owner: Id;
  /** BotFather's Group Privacy switch; default on (the bot sees only what is meant for it). */
  privacy?: boolean;
  /** Default true. */
  canJoinGroups?: boolean;
  /** Bot-to-bot communication mode; shown by no API field. Default off. */
  botToBot?: boolean;
  /** getMe's other booleans, by their Bot API names; default false. */
  features?: Partial<Record<BotFeature, boolean>>;
}

export type BotFeature =
  | "supports_guest_queries"
  | "supports_inline_queries"
  | "can_connect_to_business"
  | "has_main_web_app"
  | "has_topics_enabled"
  | "allows_users_to_create_topics"
  | "can_manage_bots"
  | "supports_join_request_queries";

export interface TelegramChatSeed {
  /** Negative: `-5…` for basic groups, `-100…` for supergroups and channels. */
  id: Id;
  type: "group" | "supergroup" | "channel";
  title: string;
  username?: string;
  owner: Id;
  /** Whether the owner acts anonymously. */
  ownerAnonymous?: boolean;
  admins?: TelegramAdminSeed[];
  /** People and bots without extra rights. */
  members?: Id[];
  restricted?: { id: Id; permissions: Partial<TelegramChatPermissions>; until?: number }[];
  banned?: Id[];
  /** Default permissions of members; what is left out is allowed, as in a new group, except in channels. */
  permissions?: Partial<TelegramChatPermissions>;
  /** Bots that joined while their privacy was off, though it may be on now (the switch works on joining only). */
  joinedWithPrivacyOff?: Id[];
  /** Given: the supergroup is a forum with these topics beside General. */
  topics?: { id: Id; name: string }[];
}

export interface TelegramAdminSeed {
  id: Id;
  /** Left out: false. `can_manage_chat` is implied by any other right, as on Telegram. */
  rights: Partial<TelegramChatAdministratorRights>;
  customTitle?: string;
  /** Rights that Telegram has added since this was written, by their API names. */
  newer?: string[];
  /** Default: the owner. */
  promotedBy?: Id;
}

export function numericId(id: Id): number {
  const number = typeof id === "number" ? id : Number(id);
  if (!Number.isSafeInteger(number)) throw new Error(`not a Telegram id: ${JSON.stringify(id)}`);
  return number;
}
