/** What the page draws, as plain data. Text arrives as runs with looks; nothing here is markup. */
import type { TextBlock } from "../plain-markdown.ts";

export interface ShownButton {
  kind: "button";
  label: string;
  /** What to send back to press it; null for a link or a dead button. */
  press: string | null;
  url: string | null;
  style: "primary" | "secondary" | "success" | "danger" | "link";
  /** For links to Discord's consent screen: what it would show. */
  consent: Consent | null;
}

export interface Consent {
  bot: string;
  server: string;
  /** What the bot will be allowed to do, in Discord's words. */
  gets: string[];
  /** What it holds today and will not hold afterwards. */
  loses: string[];
}

export interface ShownSelect {
  kind: "select";
  id: string;
  /** What it lists; everything but a `list` is the app's own, and can be searched. */
  of: "list" | "people" | "roles" | "anybody" | "channels";
  placeholder: string;
  choices: ShownChoice[];
  /** Values that are chosen already. */
  chosen: string[];
  least: number;
  most: number;
  disabled: boolean;
}

export interface ShownChoice {
  value: string;
  label: string;
  /** A second, smaller line; null for none. */
  hint: string | null;
}

/** A button of the keyboard that a Telegram bot puts in the place of the letters. */
export interface ShownKey {
  label: string;
  /** The app's own picker, with what it offers; null where the label itself is sent. */
  picks: { of: "users" | "group"; most: number; choices: ShownChoice[] } | null;
}

export interface ShownFile {
  name: string;
  /** Of the page's own server. */
  url: string;
  picture: boolean;
}

export type Part =
  | { kind: "text"; blocks: TextBlock[] }
  | { kind: "line" }
  | { kind: "row"; controls: (ShownButton | ShownSelect)[] }
  | { kind: "card"; accent: string | null; parts: Part[] }
  | { kind: "section"; parts: Part[]; aside: Part[] }
  | { kind: "file"; file: ShownFile };

export interface ShownMessage {
  id: string;
  from: string;
  bot: boolean;
  mine: boolean;
  /** Milliseconds since the epoch. */
  at: number;
  parts: Part[];
  /** "Olivia used a command", or what this message answers. */
  above: string | null;
  onlyYou: boolean;
  edited: boolean;
  thinking: boolean;
  pings: boolean;
  /** The app opens a reply to this message, with this placeholder. */
  prompt: string | null;
  /** "Mo removed Night Desk": drawn as a line, not as somebody's words. */
  event: string | null;
}

export interface ShownRoom {
  id: string;
  name: string;
  /** The heading it is listed under; null for none. */
  group: string | null;
  kind: "channel" | "direct" | "group" | "private";
  locked: boolean;
  writable: boolean;
  /** Only for private chats with a bot that has not been started. */
  needsStart: boolean;
  messages: ShownMessage[];
  commands: ShownCommand[];
  /** What the app says under the name, such as how many members there are; null for nothing. */
  about: string | null;
  keyboard: { message: string; rows: ShownKey[][] } | null;
}

export interface ShownCommand {
  /** What is typed, with its slash. */
  name: string;
  description: string;
  bot: string;
  options: ShownOption[];
}

export interface ShownOption {
  name: string;
  description: string;
  required: boolean;
  /** The app suggests what the bot answers while one types. */
  suggests: boolean;
  choices: { label: string; value: string }[];
}

export interface ShownMember {
  id: string;
  name: string;
  bot: boolean;
  me: boolean;
  group: string;
  /** Roles on Discord, or what Telegram's list says. */
  marks: { name: string; color: string | null }[];
  /** What this person can do to them, on Telegram. */
  deeds: { what: "dismiss" | "remove"; label: string }[];
}

export interface ShownPlatform {
  title: string;
  rooms: ShownRoom[];
  members: ShownMember[];
}
