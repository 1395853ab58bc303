/** Where we are told that bots post: what that proves, and what silence there proves. Times are milliseconds since the epoch. */
import { answerAt, rowOf } from "../discord/permissions.ts";
import type { CompiledGuild } from "../discord/compile.ts";
import { flags } from "../discord/flags.ts";
import { type Channel, isThread } from "../discord/snapshot.ts";
import { coverageOf, type Covered } from "./coverage.ts";

export interface Listening extends Covered {
  /** Since when we see each channel, by its id: in others nobody tells us anything. */
  channels: Record<string, number>;
}

/** What is noted every few minutes is not over before it was missed some times. */
const NOTED_MS = 30 * 60_000;
/** Reconnects that lose a moment are part of every month. */
const WHOLE = 0.99;
const CATEGORY = 4;

/** Whether we are told now. */
export function isListening({ to }: Pick<Covered, "to">, now: number): boolean {
  return now - to < NOTED_MS;
}

/** Whoever can send neither in channels nor in threads has no use for these. */
const withSending =
  flags.EMBED_LINKS |
  flags.ATTACH_FILES |
  flags.SEND_TTS_MESSAGES |
  flags.SEND_POLLS |
  flags.MENTION_EVERYONE |
  flags.SEND_VOICE_MESSAGES |
  flags.USE_EXTERNAL_EMOJIS |
  flags.USE_EXTERNAL_STICKERS |
  flags.BYPASS_SLOWMODE;

/**
 * What this bot can't have used without our hearing of it. Sending in channels, if every message that it posted in one since then
 * was told to us: we listened all the time, in every channel where it may post, or where we can't tell. What it writes in threads
 * is another matter: private ones are told to their members only. 0 where anything may have been missed.
 */
export function heardUse(
  seen: { guild: CompiledGuild; channels: readonly Channel[]; viewer: string },
  bot: string,
  listening: Listening,
  window: { from: number; to: number },
): bigint {
  const { guild, channels, viewer } = seen;
  if (!isListening(listening, window.to) || coverageOf(listening, window) < WHOLE) return 0n;
  const [member, self] = [guild.memberAt.get(bot), guild.memberAt.get(viewer)];
  if (member === undefined || self === undefined) return 0n;
  let inThreads = false;
  for (const channel of channels) {
    if (channel.type === CATEGORY || isThread(channel.type)) continue;
    const at = guild.channelAt.get(channel.id);
    if (at === undefined) return 0n;
    const row = rowOf(guild, at);
    const { effective, unknown } = answerAt(row, member);
    const may = effective | unknown;
    inThreads ||= (may & flags.SEND_MESSAGES_IN_THREADS) !== 0n;
    if ((may & flags.SEND_MESSAGES) === 0n) continue;
    const since = listening.channels[channel.id];
    const sees = (answerAt(row, self).effective & flags.VIEW_CHANNEL) !== 0n;
    if (since === undefined || since > window.from || !sees) return 0n;
  }
  return flags.SEND_MESSAGES | (inThreads ? 0n : withSending);
}
