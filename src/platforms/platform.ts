/**
 * The one port between Countersign and a chat platform, and the words both sides use.
 * Adapters live in `platforms/<id>/`; nothing outside knows their limits or their markup.
 */
import type { DiscordSnapshotFile } from "../domain/discord/snapshot.ts";
import type { TelegramSnapshotFile } from "../domain/telegram/snapshot.ts";

export type PlatformId = "discord" | "telegram";

/** Where a card can be posted. `workspace` is null in a private chat; `channel` is a channel or chat id. */
export interface Place {
  platform: PlatformId;
  workspace: string | null;
  channel: string;
  /** A Telegram forum topic or a Discord thread inside `channel`. */
  thread?: string;
}

/** The receipt of a posted card: stored, so that every copy can be edited later. */
export interface Posted {
  place: Place;
  message: string;
}

/** Somebody on a platform, as the platform itself names them. The name is for display only; the id is the truth. */
export interface Actor {
  platform: PlatformId;
  id: string;
  name: string;
  bot: boolean;
  /** Anonymous admins, channels and business connections act without a person behind them: they can't vote. */
  anonymous: boolean;
  /** BCP 47 language of the person's app, when the platform says so. */
  locale: string | null;
}

/** What the platform says *now* about a person in a workspace. `unknown` means: treat as having no rights. */
export interface Standing {
  state: "member" | "gone" | "unknown";
  /** Discord role ids; empty on Telegram. */
  roles: string[];
  /** Holds the platform's manager right: Discord Manage Server (or owner, administrator), Telegram group admin (or creator). */
  manages: boolean;
  bot: boolean;
  name: string;
}

// ── Cards: what people see, before a platform renders it ────────────────────────────────────────────────

/** Inline text. A plain string is Countersign's own words; `said` is somebody else's and is shown inert. */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { said: string }
  | { link: string; href: string }
  | { person: string; platform: PlatformId; name: string }
  | { time: string; style: "relative" | "full" };

export type Block =
  | { kind: "text"; text: Inline[] }
  | { kind: "note"; text: Inline[] }
  | { kind: "heading"; text: Inline[] }
  | { kind: "fields"; fields: { name: string; value: Inline[] }[] }
  | { kind: "list"; items: Inline[][] }
  /** Somebody else's words, verbatim and inert, visibly set apart. */
  | { kind: "quote"; text: string }
  /** Exact bytes in a monospaced block. Never shortened: what does not fit is refused or attached by the card's author. */
  | { kind: "code"; text: string; language?: "json" }
  /** One thing of several, with the button that is about it. */
  | { kind: "section"; text: Inline[]; button: Button }
  | { kind: "select"; select: Select }
  | { kind: "divider" };

/** Values are safe characters, and short: with the select's press id they have 64 bytes together. */
export interface Option {
  value: string;
  label: string;
  /** What it means, in a few words; shown where there is room. */
  hint?: string;
}

interface Choice {
  /** As a button's press id; what was chosen comes back in `PressEvent.values`. */
  press: string;
  /** What is chosen, as a short noun. Where nothing is chosen yet it stands alone. */
  label: string;
  /** Values or ids that are chosen now. */
  chosen: string[];
  /** How many at most; 1 when left out. With more than one, none is an answer too. */
  most?: number;
}

/**
 * Something to choose. `options` is a list of our own, as long as need be: where it has to be paged, or opened first, a
 * `PressEvent` with `page` says which part somebody wants to see, and the card is drawn again with that `page`.
 * The other kinds are the platform's own pickers; one that a platform doesn't have is left out there, with a word about it.
 */
export type Select =
  | (Choice & { of: "options"; options: Option[]; page?: number })
  /** Discord's. */
  | (Choice & { of: "role" | "channel" })
  /** Telegram's, in private chats only: bots by name, and a group that we are added to with no power but to look. */
  | (Choice & { of: "bots" | "group" });

export type Button =
  | {
      press: string;
      label: string;
      style: "primary" | "success" | "danger" | "secondary";
      disabled?: boolean;
    }
  | { href: string; label: string };

export interface Attachment {
  name: string;
  mime: string;
  content: string | Uint8Array;
  /** The card is whole without it: where files can't be posted it is left out, and said to be, rather than written out. */
  spare?: boolean;
}

export interface Card {
  tone: "neutral" | "good" | "warning" | "danger";
  title: string;
  blocks: Block[];
  /** Rows of buttons. */
  buttons: Button[][];
  attachments?: Attachment[];
}

/**
 * A button's `press` is `verb:subject`, at most 64 bytes of `[A-Za-z0-9_:.-]`; the same string comes back
 * in a `PressEvent`. It is attacker-choosable on both platforms: all state lives behind it, on the server.
 */
export function pressId(verb: string, ...subject: string[]): string {
  const id = [verb, ...subject].join(":");
  if (!/^[A-Za-z0-9_:.-]{1,64}$/.test(id)) throw new Error(`press id is not 1–64 safe characters: ${id}`);
  return id;
}

// ── What people do ──────────────────────────────────────────────────────────────────────────────────────

/**
 * Answers the person. `private`: only they see it (ephemeral on Discord; on Telegram an alert, ephemeral message or DM).
 * `instead`: in the place of the private answer that this same reply gave before, or else of the one whose button was pressed,
 * where the platform can; otherwise a new one.
 */
export type Reply = (card: Card, options: { private: boolean; instead?: boolean }) => Promise<Posted | null>;

interface Happened {
  /** The platform's own id of this event, for dropping repeats. */
  id: string;
  actor: Actor;
  place: Place;
  /** A handler that rejects is given the event again, by us or by the platform, also after a restart. */
  comesAgain?: true;
  /** The person's workspace standing is looked up by whoever needs it (`Platform.standing`), never trusted from here. */
  reply: Reply;
}

/** Masks in decimal: our own, and those of others by user id. */
export interface Told {
  channel: string;
  own: string | null;
  masks: Record<string, string>;
}

export interface CommandEvent extends Happened {
  name: string;
  /** Options by name; positional words on Telegram are mapped by the command's own definition. */
  options: Record<string, string>;
  /** What the platform itself said that we and others may do where this was typed. Discord only. */
  told?: Told;
}

export interface PressEvent extends Happened {
  press: string;
  /** The message whose button was pressed. */
  on: Posted;
  /** What was chosen from a select: option values or ids, chosen by whoever pressed and checked by nobody yet. */
  values?: string[];
  /** What the platform calls the chosen ids, where it says so. For display only. */
  names?: Record<string, string>;
  /** Nothing was chosen: this page of the select is wanted, counted from 0. */
  page?: number;
}

/** Somebody is typing an option of kind "agent", and wants to see what there is. Answered at once or not at all. */
export interface CompletionEvent {
  actor: Actor;
  place: Place;
  command: string;
  option: string;
  typed: string;
}

/** A filled-in form: a Discord modal, or the reply to a Telegram force-reply prompt. */
export interface FormEvent extends PressEvent {
  fields: Record<string, string>;
}

/** Something in a workspace changed; look again. `bots` are ids seen in the event that may be agents. */
export interface ChangeEvent {
  platform: PlatformId;
  workspace: string;
  title: string | null;
  /** Of the whole workspace, BCP 47; left out where the platform doesn't say. */
  language?: string;
  what: "joined" | "left" | "migrated" | "permissions" | "members";
  /** For `migrated`: the workspace's new id. */
  becomes?: string;
  bots: { id: string; name: string; how: string }[];
}

/**
 * One thing that the platform's own log says somebody did. The names of `type` and of the keys in `target` are those that
 * manifests and params use (docs/platform-actions.md).
 */
export interface ActionEvent {
  platform: PlatformId;
  workspace: string;
  /** Unique in the workspace, the same whenever it is told; where one log entry says several things, each has its own. */
  entryId: string;
  /** `bot` is null where the log doesn't say. */
  actor: { id: string; name: string | null; bot: boolean | null };
  /** `discord.member.ban`, `telegram.member.promote` … */
  type: string;
  /** To whom or what: `{ userId }`, `{ userId, roleId }`. Empty where the log doesn't say. */
  target: Record<string, string>;
  /** Where: `{ guildId, channelId }`, `{ chatId }`. */
  where: Record<string, string>;
  /** Milliseconds since the epoch, by the platform's clock. */
  at: number;
  /** Somebody's words. */
  reason: string | null;
  changes: { key: string; before?: unknown; after?: unknown }[];
}

/**
 * Discord, where the operator has turned it on: that bots post, never what. `message`: one did; `channel` is the one that its
 * thread is in, `in` the thread or the channel itself, `proves` the permissions that it took. `began`: from now on nothing that
 * bots post there is missed, but something may have been before. `still`: nothing was missed since.
 */
export type HeardEvent =
  | {
      what: "message";
      platform: PlatformId;
      workspace: string;
      author: { id: string; name: string };
      message: string;
      channel: string;
      in: string;
      /** Milliseconds since the epoch, by the platform's clock. */
      at: number;
      proves: string[];
    }
  | { what: "began" | "still"; platform: PlatformId; workspaces: string[]; at: number };

/** A form that a press opens at once, before any lookup (platforms allow nothing else). Keyed by the press's verb. */
export interface Form {
  title: Wording;
  field: { id: string; label: Wording; required: boolean; max: number };
}

/** A sentence in the language of whoever reads it when this is called (words/language.ts). */
export type Wording = () => string;

/** What people can type. Platforms register these with the chat client. */
export interface CommandSpec {
  name: string;
  description: Wording;
  options: { name: string; description: Wording; required: boolean; kind: "text" | "agent" | "member" }[];
  /** Discord's first gate only; the command checks again. */
  managersOnly: boolean;
  /** Whether it works in a private chat with Countersign. */
  inPrivate: boolean;
  /** False: of use in private chats only. Elsewhere it is in no list, and says where to go. */
  inPlaces?: boolean;
  /** A platform's own beginning: understood there, offered in no list. */
  only?: PlatformId;
}

/** Where platforms deliver what people do. Handlers resolve when the event is durable or answered: only then is it acknowledged. */
export interface Inbox {
  commands: CommandSpec[];
  forms: Record<string, Form>;
  command(event: CommandEvent): Promise<void>;
  press(event: PressEvent): Promise<void>;
  form(event: FormEvent): Promise<void>;
  /** At most 25 are shown. Nothing for those who may not know. */
  complete(event: CompletionEvent): Promise<Option[]>;
  change(event: ChangeEvent): Promise<void>;
  /** May be told twice, and of things that happened while we were away. */
  action(event: ActionEvent): Promise<void>;
  /** May be told twice. */
  hear(event: HeardEvent): Promise<void>;
}

/** A small durable store per platform: gateway sessions, open prompts. Values are JSON. */
export interface Shelf {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Lets one process of many do what only one may: receive a bot's updates, run a shard. */
export interface Seats {
  /** Waits until this process has the seat. Rejects only when `signal` aborts. */
  take(name: string, signal: AbortSignal): Promise<Seat>;
}

export interface Seat {
  /** Aborts when the seat was taken away: somebody else may have it already. */
  lost: AbortSignal;
  /** Somebody else may have it now. */
  leave(): Promise<void>;
}

/** The part of a pino logger that adapters use. Tokens never go into fields or messages. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type SnapshotFile = DiscordSnapshotFile | TelegramSnapshotFile;

/** How far something long has come, told by whoever does it; the signal ends it early. */
export interface Progress {
  /** So many bots of so many were looked at. */
  step(done: number, total: number): void;
  signal: AbortSignal;
}

/** A chat platform. Few members, none optional: a missing ability is a fact in the snapshot. */
export interface Platform {
  readonly id: PlatformId;
  /** Resolves when connected (or when the first connection attempt is under way and will be retried). */
  start(inbox: Inbox): Promise<void>;
  stop(): Promise<void>;
  /**
   * Connected and receiving, as far as we know. `why` is a sentence when not. `heardAt`: when the platform last said anything
   * here, in milliseconds since the epoch; missing where another process listens, or nothing was heard yet.
   */
  health(): { ok: boolean; why: string | null; heardAt?: number };
  /** The workspace as the platform shows it now, as raw API objects. `watch` are user ids to look for by id. */
  snapshot(workspace: string, watch: string[], progress?: Progress): Promise<SnapshotFile>;
  /**
   * What the platform's log says, oldest first, page by page, from after the entry `after` on ("0": all that is kept). `last`
   * is where to go on. Null where there is no log, or it may not be read: then absence proves nothing.
   */
  history(
    workspace: string,
    after: string,
  ): Promise<AsyncIterable<{ actions: ActionEvent[]; last: string }> | null>;
  /** `key` makes a repeated post of the same thing harmless where the platform can do that (Discord nonce, ≤ 25 characters). */
  post(place: Place, card: Card, key: string): Promise<Posted>;
  /** Replaces what a posted message shows. Unchanged content is success. */
  edit(posted: Posted, card: Card): Promise<void>;
  standing(person: string, workspace: string): Promise<Standing>;
  /**
   * A link that people open: to a private chat with us, which begins with `/start payload` where the platform can do that, or
   * to add us to a server or group with the rights we ask for. Null where there is none, or before we know who we are.
   */
  link(to: { privateChat: string } | "add"): string | null;
}

/**
 * Nothing at all can be handled now, because the database is away for instance. That says nothing about the event: it has to
 * come again, however often.
 */
export class NotNow extends Error {
  override readonly name = "NotNow";
}

/**
 * Why a platform did not do something.
 * `gone`: the message or place no longer exists. `unreachable`: we may not write there (kicked, blocked, no permission).
 * `busy`: try again, not before `retryAfterMs`. `refused`: our request was wrong; trying again won't help.
 */
export class PlatformError extends Error {
  readonly kind: "gone" | "unreachable" | "busy" | "refused";
  readonly retryAfterMs: number | null;
  /** `unreachable` in a private chat: the link by which the person lets us write to them. */
  readonly opensChat: string | null;
  constructor(
    kind: PlatformError["kind"],
    message: string,
    options: { retryAfterMs?: number; opensChat?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "PlatformError";
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.opensChat = options.opensChat ?? null;
  }
}
