/**
 * The rules once more, as plainly as the documentation states them, over one fully visible guild and one bigint at a time.
 * Shares nothing with the resolver but the flag names.
 */
import { KNOWN, flags } from "../../../src/domain/discord/flags.ts";
import type { Channel, DiscordSnapshot, Member } from "../../../src/domain/discord/snapshot.ts";

export interface Truth {
  raw: bigint;
  effective: bigint;
}

/** `inside`: whether the member is in the channel, if that is a private thread. */
export function truth(
  { guild, channels }: DiscordSnapshot,
  member: Member,
  channel: Channel | null,
  at: Date,
  inside: boolean,
): Truth {
  let all = KNOWN;
  for (const role of guild.roles) all |= role.permissions;
  for (const one of channels) for (const ow of one.overwrites ?? []) all |= ow.allow | ow.deny;

  let base = 0n;
  for (const role of guild.roles)
    if (role.id === guild.id || member.roles.includes(role.id)) base |= role.permissions;
  if (member.id === guild.ownerId || base & flags.ADMINISTRATOR) return { raw: all, effective: all };

  const isThread = channel !== null && [10, 11, 12].includes(channel.type);
  const source = isThread ? channels.find((one) => one.id === channel.parentId)! : channel;
  let raw = base;
  if (source !== null) {
    const overwrites = source.overwrites!;
    const everyone = overwrites.find((ow) => ow.id === guild.id);
    if (everyone) raw = (raw & ~everyone.deny) | everyone.allow;
    let allow = 0n;
    let deny = 0n;
    for (const ow of overwrites)
      if (ow.kind === "role" && member.roles.includes(ow.id)) {
        allow |= ow.allow;
        deny |= ow.deny;
      }
    raw = (raw & ~deny) | allow;
    const own = overwrites.find((ow) => ow.kind === "member" && ow.id === member.id);
    if (own) raw = (raw & ~own.deny) | own.allow;
  }

  let effective = raw;
  if (channel !== null) {
    const speak = isThread ? flags.SEND_MESSAGES_IN_THREADS : flags.SEND_MESSAGES;
    if (!(raw & speak)) {
      effective &= ~(
        flags.MENTION_EVERYONE |
        flags.SEND_TTS_MESSAGES |
        flags.ATTACH_FILES |
        flags.EMBED_LINKS
      );
    }
    if (isThread) effective &= ~flags.SEND_MESSAGES;
    if ((channel.type === 2 || channel.type === 13) && !(raw & flags.CONNECT))
      effective &= flags.VIEW_CHANNEL;
    if (channel.type === 12 && !inside && !(raw & flags.MANAGE_THREADS)) effective = 0n;
    if (!(raw & flags.VIEW_CHANNEL)) effective = 0n;
  }
  if (member.flags & 0x480)
    effective &= flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY | flags.CHANGE_NICKNAME;
  if (member.timeoutUntil !== null && member.timeoutUntil > at)
    effective &= flags.VIEW_CHANNEL | flags.READ_MESSAGE_HISTORY;
  return { raw, effective };
}
