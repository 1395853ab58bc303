/** Channels, threads and their permission overwrites. */
import { changesBetween, writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { bits } from "../flags.ts";
import { tellChannel, tellGuild, withVisibility } from "../gateway/dispatch.ts";
import { canView, channelPermissions, guildPermissions, requireInChannel } from "../permissions.ts";
import type { Fields } from "../read.ts";
import { channelShape, overwriteShape } from "../shapes/guild.ts";
import type { Channel, Overwrite } from "../state.ts";
import { requireRights, type Doer } from "./doer.ts";

export type ChannelPatch = Partial<Pick<Channel, "name" | "topic" | "nsfw" | "position" | "parentId">>;

export function createChannel(
  doer: Doer,
  given: ChannelPatch & { name: string; type?: number; overwrites?: Overwrite[] },
): Channel {
  const { discord, guild, by, reason } = doer;
  requireRights(doer, "MANAGE_CHANNELS");
  const held = guildPermissions(discord, guild, by);
  for (const each of given.overwrites ?? [])
    if ((each.allow | each.deny) & ~held) throw refuse("missingPermissions");
  const channel: Channel = {
    type: 0,
    position: guild.channels.size,
    parentId: null,
    topic: null,
    nsfw: false,
    overwrites: [],
    ...given,
    id: discord.newId(),
    guildId: guild.id,
    messages: [],
    recipients: [],
    thread: null,
  };
  guild.channels.set(channel.id, channel);
  discord.channels.set(channel.id, channel);
  tellChannel(discord, channel, "CHANNEL_CREATE");
  const changes = changesBetween({}, auditable(channel));
  writeAudit(discord, guild, "CHANNEL_CREATE", { by, target: channel.id, changes, reason });
  return channel;
}

export function editChannel(doer: Doer, channel: Channel, patch: ChannelPatch): void {
  const { discord, guild, by, reason } = doer;
  requireInChannel(discord, channel, by, channel.thread ? "MANAGE_THREADS" : "MANAGE_CHANNELS");
  const before = auditable(channel);
  withVisibility(discord, guild, () => Object.assign(channel, patch));
  const changes = changesBetween(before, auditable(channel));
  if (changes.length === 0) return;
  tellChannel(discord, channel, "CHANNEL_UPDATE");
  const action = channel.thread ? "THREAD_UPDATE" : "CHANNEL_UPDATE";
  writeAudit(discord, guild, action, { by, target: channel.id, changes, reason });
}

export function deleteChannel(doer: Doer, channel: Channel): void {
  const { discord, guild, by, reason } = doer;
  requireInChannel(discord, channel, by, channel.thread ? "MANAGE_THREADS" : "MANAGE_CHANNELS");
  const shape = channelShape(discord, channel);
  const seers = (botId: string) => canView(discord, channel, botId);
  tellGuild(discord, guild, "GUILDS", channel.thread ? "THREAD_DELETE" : "CHANNEL_DELETE", (session) =>
    seers(session.botId) ? shape : null,
  );
  guild.channels.delete(channel.id);
  discord.channels.delete(channel.id);
  const changes = changesBetween(auditable(channel), {});
  const action = channel.thread ? "THREAD_DELETE" : "CHANNEL_DELETE";
  writeAudit(discord, guild, action, { by, target: channel.id, changes, reason });
}

/** Sets or replaces one overwrite. */
export function setOverwrite(doer: Doer, channel: Channel, overwrite: Overwrite): void {
  const old = channel.overwrites.find((each) => each.id === overwrite.id);
  const touched = ((old?.allow ?? 0n) ^ overwrite.allow) | ((old?.deny ?? 0n) ^ overwrite.deny);
  checkOverwriting(doer, channel, touched);
  const rest = channel.overwrites.filter((each) => each.id !== overwrite.id);
  replaceOverwrites(doer, channel, [...rest, overwrite]);
  const changes = changesBetween(old ? overwriteFields(old) : {}, overwriteFields(overwrite));
  if (changes.length > 0)
    record(doer, channel, old ? "OVERWRITE_UPDATE" : "OVERWRITE_CREATE", overwrite, changes);
}

export function deleteOverwrite(doer: Doer, channel: Channel, id: string): void {
  const old = channel.overwrites.find((each) => each.id === id);
  if (!old) throw refuse("unknownOverwrite");
  // No limit on the bits: a deny can be deleted by whoever manages permissions here.
  requireInChannel(doer.discord, channel, doer.by, "MANAGE_ROLES");
  replaceOverwrites(
    doer,
    channel,
    channel.overwrites.filter((each) => each.id !== id),
  );
  record(doer, channel, "OVERWRITE_DELETE", old, changesBetween(overwriteFields(old), {}));
}

/** Only bits that the doer holds, unless an overwrite here lets it manage permissions; MANAGE_ROLES itself only for administrators. */
function checkOverwriting({ discord, guild, by }: Doer, channel: Channel, touched: bigint): void {
  requireInChannel(discord, channel, by, "MANAGE_ROLES");
  const server = guildPermissions(discord, guild, by);
  if (server & bits("ADMINISTRATOR")) return;
  if (touched & bits("MANAGE_ROLES")) throw refuse("missingPermissions");
  const mine = [by, guild.id, ...(guild.members.get(by)?.roles ?? [])];
  const managesHere = channel.overwrites.some(
    (each) => mine.includes(each.id) && (each.allow & bits("MANAGE_ROLES")) !== 0n,
  );
  const held = server | channelPermissions(discord, channel, by);
  if (!managesHere && touched & ~held) throw refuse("missingPermissions");
}

function replaceOverwrites({ discord, guild }: Doer, channel: Channel, overwrites: Overwrite[]): void {
  withVisibility(discord, guild, () => {
    channel.overwrites = overwrites;
  });
  tellChannel(discord, channel, "CHANNEL_UPDATE");
}

function record(
  { discord, guild, by, reason }: Doer,
  channel: Channel,
  action: "OVERWRITE_CREATE" | "OVERWRITE_UPDATE" | "OVERWRITE_DELETE",
  overwrite: Overwrite,
  changes: Fields[],
): void {
  const name = guild.roles.get(overwrite.id)?.name;
  writeAudit(discord, guild, action, {
    by,
    target: channel.id,
    changes,
    options: {
      id: overwrite.id,
      type: String(overwrite.type),
      ...(name === undefined ? {} : { role_name: name }),
    },
    reason,
  });
}

export function createThread(doer: Doer, parent: Channel, given: { name: string; type: 11 | 12 }): Channel {
  const { discord, guild, by } = doer;
  requireInChannel(
    discord,
    parent,
    by,
    given.type === 12 ? "CREATE_PRIVATE_THREADS" : "CREATE_PUBLIC_THREADS",
  );
  const thread: Channel = {
    id: discord.newId(),
    type: given.type,
    guildId: guild.id,
    name: given.name,
    position: 0,
    parentId: parent.id,
    topic: null,
    nsfw: false,
    overwrites: [],
    messages: [],
    recipients: [],
    thread: { ownerId: by, members: new Set([by]), archived: false, createdAt: discord.now() },
  };
  guild.channels.set(thread.id, thread);
  discord.channels.set(thread.id, thread);
  tellGuild(discord, guild, "GUILDS", "THREAD_CREATE", (session) =>
    canView(discord, thread, session.botId)
      ? { ...channelShape(discord, thread), newly_created: true }
      : null,
  );
  const changes = [{ key: "name", new_value: thread.name }];
  writeAudit(discord, guild, "THREAD_CREATE", { by, target: thread.id, changes, reason: doer.reason });
  return thread;
}

function auditable(channel: Channel): Fields {
  return {
    name: channel.name,
    type: channel.type,
    topic: channel.topic,
    nsfw: channel.nsfw,
    parent_id: channel.parentId,
  };
}

function overwriteFields(overwrite: Overwrite): Fields {
  const { allow, deny } = overwriteShape(overwrite);
  return { allow, deny };
}
