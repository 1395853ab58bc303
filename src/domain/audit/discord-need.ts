/** What an agent may hold on Discord: its manifest's words, or what such agents usually need, or the guide's core set. */
import { flags, maskOf } from "../discord/flags.ts";
import { closure } from "../discord/minimal.ts";
import type { Agent, Purpose } from "../manifest.ts";
import { spokenForBits } from "./discord-weights.ts";

export interface DiscordNeed {
  /** Everything it may hold. */
  may: bigint;
  /** What it can't do its job without; a subset of `may`. */
  required: bigint;
  /** Declared as rarely used, so its disuse says nothing. */
  rare: bigint;
  /** Its manifest asks for ADMINISTRATOR. That is never part of `may`: nothing needs everything. */
  wantsAdministrator: boolean;
  /** What its manifest rules out. */
  never: bigint;
  /** Channels it is meant for; null when nobody said. `category:ID` is already without its prefix. */
  channels: { allow: string[]; allowCategories: string[]; deny: string[]; denyCategories: string[] } | null;
}

const {
  VIEW_CHANNEL,
  SEND_MESSAGES,
  READ_MESSAGE_HISTORY,
  ADD_REACTIONS,
  SEND_MESSAGES_IN_THREADS,
  EMBED_LINKS,
} = flags;

/** "Send Messages, Read Message History, and Add Reactions are sufficient for most support bots", and what those imply today. */
export const coreSet =
  VIEW_CHANNEL |
  SEND_MESSAGES |
  READ_MESSAGE_HISTORY |
  ADD_REACTIONS |
  SEND_MESSAGES_IN_THREADS |
  EMBED_LINKS;

const usual: Record<Purpose, bigint> = {
  support: coreSet,
  moderation: coreSet | flags.MANAGE_MESSAGES | flags.MODERATE_MEMBERS | flags.VIEW_AUDIT_LOG,
  announcements: VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY | EMBED_LINKS | flags.ATTACH_FILES,
  reader: VIEW_CHANNEL | READ_MESSAGE_HISTORY,
  custom: coreSet,
};

/** What Countersign asks for (facts/discord.md section 6): it watches, it never changes anything. */
export const countersignNeed: DiscordNeed = {
  may:
    VIEW_CHANNEL |
    SEND_MESSAGES |
    SEND_MESSAGES_IN_THREADS |
    READ_MESSAGE_HISTORY |
    EMBED_LINKS |
    flags.ATTACH_FILES |
    flags.VIEW_AUDIT_LOG,
  required: VIEW_CHANNEL | SEND_MESSAGES | flags.VIEW_AUDIT_LOG,
  rare: 0n,
  wantsAdministrator: false,
  never: 0n,
  channels: null,
};

/**
 * `used`: what it was proven to use. Where nobody has declared anything that is needed too, but for powers: those somebody has to
 * declare, whoever uses them.
 */
export function discordNeed(
  agent: Agent | null,
  purpose: Purpose | null,
  at: number,
  used = 0n,
): DiscordNeed {
  const declared = agent?.permissions.discord;
  const channels = channelsOf(agent);
  if (declared === undefined) {
    const may = usual[purpose ?? "custom"] | closure(used & ~spokenForBits);
    return { may, required: 0n, rare: 0n, wantsAdministrator: false, never: 0n, channels };
  }
  // A rare grant past its end is no longer a reason to hold it.
  const rare = Object.entries(declared.rare)
    .filter(([, grant]) => Date.parse(`${grant.expires}T23:59:59Z`) >= at)
    .map(([name]) => name);
  const required = Object.keys(declared.required);
  const names = [...required, ...Object.keys(declared.optional), ...rare];
  const never = maskOf(declared.never);
  const asked = maskOf(names) & ~never;
  // What a declared permission can't work without is declared with it: sending needs seeing.
  const may = closure(asked & ~flags.ADMINISTRATOR) & ~never;
  return {
    // Whoever asks for Administrator alone has not said what for: then the core set has to do.
    may: may === 0n && asked !== 0n ? coreSet & ~never : may,
    rare: maskOf(rare),
    wantsAdministrator: (asked & flags.ADMINISTRATOR) !== 0n,
    required: maskOf(required) & ~never & ~flags.ADMINISTRATOR,
    never,
    channels,
  };
}

const plainIds = (refs: string[]): string[] => refs.filter((ref) => !ref.startsWith("category:"));

const categories = (refs: string[]): string[] =>
  refs.filter((ref) => ref.startsWith("category:")).map((ref) => ref.slice("category:".length));

function channelsOf(agent: Agent | null): DiscordNeed["channels"] {
  const declared = agent?.channels.discord;
  if (declared === undefined || declared.allow.length + declared.deny.length === 0) return null;
  return {
    allow: plainIds(declared.allow),
    allowCategories: categories(declared.allow),
    deny: plainIds(declared.deny),
    denyCategories: categories(declared.deny),
  };
}
