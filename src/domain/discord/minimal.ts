/** The smallest set of permissions that still lets a bot do its work, and the link with which a human hands it exactly that. */
import { CHANNEL_BITS, KNOWN, flags } from "./flags.ts";

const NEEDS_SENDING =
  flags.EMBED_LINKS |
  flags.ATTACH_FILES |
  flags.SEND_TTS_MESSAGES |
  flags.SEND_POLLS |
  flags.MENTION_EVERYONE;

/** What only means something to somebody who may enter a voice channel. Events are planned from outside. */
const NEEDS_CONNECT =
  flags.PRIORITY_SPEAKER |
  flags.STREAM |
  flags.SPEAK |
  flags.MUTE_MEMBERS |
  flags.DEAFEN_MEMBERS |
  flags.MOVE_MEMBERS |
  flags.USE_VAD |
  flags.REQUEST_TO_SPEAK |
  flags.USE_SOUNDBOARD |
  flags.USE_EXTERNAL_SOUNDS |
  flags.SET_VOICE_CHANNEL_STATUS;

/**
 * The mask with everything Discord wants beside it, so that what is kept also works (facts/least-privilege.md section 8). Where
 * sending in channels or in threads would do and neither is there, it adds the one for channels.
 */
export function closure(mask: bigint): bigint {
  let closed = mask;
  if ((closed & flags.PIN_MESSAGES) !== 0n) closed |= flags.READ_MESSAGE_HISTORY;
  if ((closed & NEEDS_CONNECT) !== 0n) closed |= flags.CONNECT;
  const sends = (closed & (flags.SEND_MESSAGES | flags.SEND_MESSAGES_IN_THREADS)) !== 0n;
  if ((closed & NEEDS_SENDING) !== 0n && !sends) closed |= flags.SEND_MESSAGES;
  if ((closed & CHANNEL_BITS) !== 0n) closed |= flags.VIEW_CHANNEL;
  return closed;
}

export interface Needs {
  /** Declared in the manifest. */
  required: bigint;
  /** Proven used within the window. */
  observed: bigint;
  /** Held today, never visible in use, and not declined by the owner: kept, because absence proves nothing. */
  unobservableHeld: bigint;
  /** Forbidden by the manifest: wins over everything. */
  never: bigint;
  /** The bot's guild-level mask today, all its roles and @everyone together. */
  current: bigint;
}

export interface Minimal {
  /** What to keep: never wider than `current`. */
  mask: bigint;
  /** Held today and no longer needed. */
  removed: bigint;
  /** Needed and not held. Handing these out widens access: a grant, to be labelled and approved as one. */
  grant: bigint;
  /** Needed (or proven used) and forbidden at the same time: the manifest contradicts itself or the bot breaks it. */
  conflict: bigint;
}

/** An administrator holds everything, so keeping a named permission of one is not a grant. */
export function minimalMask({ required, observed, unobservableHeld, never, current }: Needs): Minimal {
  const wanted = closure(required | observed | unobservableHeld);
  const held = (current & flags.ADMINISTRATOR) === 0n ? current : current | KNOWN;
  const keep = wanted & ~never;
  return {
    mask: keep & held,
    removed: current & ~keep,
    grant: keep & ~held,
    conflict: (required | observed) & never,
  };
}

/**
 * The consent screen on which a human sets the bot's own role to exactly these permissions (facts/discord.md section 9). Other roles
 * and @everyone are not touched. The same link with today's integer is the undo.
 */
export function inviteLink({
  applicationId,
  guildId,
  permissions,
}: {
  applicationId: string;
  guildId: string;
  permissions: bigint;
}): string {
  const query = [
    `client_id=${encodeURIComponent(applicationId)}`,
    "scope=bot+applications.commands",
    `permissions=${permissions}`,
    `guild_id=${encodeURIComponent(guildId)}`,
    "disable_guild_select=true",
  ];
  return `https://discord.com/oauth2/authorize?${query.join("&")}`;
}
