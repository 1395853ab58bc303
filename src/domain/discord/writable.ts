/** Channels in which a bot can put a card that people read: text and announcement channels, in the order of the server. */
import { compileGuild } from "./compile.ts";
import { flags } from "./flags.ts";
import { answerAt, newRow, resolveRow } from "./permissions.ts";
import type { Channel, DiscordSnapshot } from "./snapshot.ts";

const CARDS = flags.VIEW_CHANNEL | flags.SEND_MESSAGES;
const TEXT = new Set([0, 5]);

/** Only where that is certain. `at` in milliseconds since the epoch: a bot that is timed out writes nowhere. */
export function writableChannels(snapshot: DiscordSnapshot, bot: string, at: number): Channel[] {
  const guild = compileGuild(snapshot, new Date(at));
  const member = guild.memberAt.get(bot);
  if (member === undefined) return [];
  const row = newRow(guild);
  return snapshot.channels
    .filter(({ id, type, hidden }) => {
      const place = guild.channelAt.get(id);
      if (place === undefined || hidden || !TEXT.has(type)) return false;
      resolveRow(guild, place, row);
      return (answerAt(row, member).effective & CARDS) === CARDS;
    })
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}
