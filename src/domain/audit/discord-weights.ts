/** What single permissions are worth in the wrong hands. Facts, discord.md section 8: who can do what with them. */
import { KNOWN, bitsOf, flags, nuclear } from "../discord/flags.ts";
import type { Severity } from "./severity.ts";

/** Power over the server or its members; has a rule of its own. */
export const nuclearBits =
  flags.MANAGE_GUILD | flags.MANAGE_ROLES | flags.MANAGE_CHANNELS | flags.BAN_MEMBERS | flags.KICK_MEMBERS;

/** Judged by rules that say more about them than "not needed". */
export const spokenForBits =
  nuclearBits | flags.ADMINISTRATOR | flags.MENTION_EVERYONE | flags.MANAGE_WEBHOOKS;

/** Worth reaching for: what somebody who climbs is after. */
export const dangerousBits =
  nuclear.critical | nuclear.high | nuclear.medium | flags.MODERATE_MEMBERS | flags.MENTION_EVERYONE;

/** Nobody hands these to everybody knowingly. */
export const everyoneBits =
  dangerousBits | flags.MANAGE_GUILD_EXPRESSIONS | flags.MANAGE_EVENTS | flags.MANAGE_NICKNAMES;

const high = nuclear.high | flags.MANAGE_WEBHOOKS;
const medium =
  nuclear.medium |
  flags.MENTION_EVERYONE |
  flags.MODERATE_MEMBERS |
  flags.MANAGE_GUILD_EXPRESSIONS |
  flags.MANAGE_EVENTS |
  flags.VIEW_AUDIT_LOG |
  flags.MOVE_MEMBERS;
const low =
  flags.MANAGE_NICKNAMES |
  flags.MUTE_MEMBERS |
  flags.DEAFEN_MEMBERS |
  flags.CREATE_INSTANT_INVITE |
  flags.ATTACH_FILES |
  flags.CREATE_PRIVATE_THREADS |
  flags.CREATE_PUBLIC_THREADS |
  flags.VIEW_GUILD_INSIGHTS |
  flags.VIEW_CREATOR_MONETIZATION_ANALYTICS |
  flags.PIN_MESSAGES |
  flags.BYPASS_SLOWMODE |
  flags.VIEW_CHANNEL |
  flags.READ_MESSAGE_HISTORY |
  flags.SEND_MESSAGES |
  flags.CREATE_GUILD_EXPRESSIONS |
  flags.CREATE_EVENTS |
  flags.USE_EXTERNAL_APPS;

/** The worst of the permissions in the mask. A bit nobody knows is not harmless until somebody has looked. */
export function worstOf(mask: bigint): Severity {
  if ((mask & nuclear.critical) !== 0n) return "critical";
  if ((mask & high) !== 0n) return "high";
  if ((mask & (medium | ~KNOWN)) !== 0n) return "medium";
  return (mask & low) !== 0n ? "low" : "info";
}

const points: Record<Severity, number> = { info: 1, low: 2, medium: 8, high: 20, critical: 40 };

/** How much a set of permissions weighs in the score. ADMINISTRATOR weighs as much as everything together. */
export function weightOf(mask: bigint): number {
  const all = (mask & flags.ADMINISTRATOR) === 0n ? mask : KNOWN;
  return bitsOf(all & ~flags.ADMINISTRATOR).reduce((sum, bit) => sum + points[worstOf(1n << BigInt(bit))], 0);
}

export const weightOfEverything = weightOf(flags.ADMINISTRATOR);
