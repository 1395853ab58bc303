/** A server as it is now: raw API objects by HTTP, and the gateway's stubs for channels that HTTP does not show us. */
import { z } from "zod";
import type { DiscordSnapshotFile } from "../../domain/discord/snapshot.ts";
import type { Progress } from "../platform.ts";
import type { Hidden } from "./hidden.ts";
import { discordCode, platformError } from "./errors.ts";
import type { Discord } from "./rest.ts";
import { guildShape, memberShape, readsAuditLog } from "./rights.ts";

const channelShape = z.looseObject({
  id: z.string(),
  permission_overwrites: z.array(z.looseObject({ id: z.string(), type: z.number() })).optional(),
});
const channelsShape = z.array(channelShape);
const auditLogShape = z.looseObject({ audit_log_entries: z.array(z.record(z.string(), z.unknown())) });

const MEMBER_OVERWRITE = 1;
/** Unknown member, unknown user. */
const NOT_HERE = new Set([10007, 10013]);

/**
 * `members` are the bots that a role is made for, members that an overwrite names, whoever is watched, and we ourselves:
 * looked up one by one, because a list of all would need a privileged intent. Rejects with a PlatformError.
 */
export async function snapshot(
  discord: Discord,
  workspace: string,
  watch: string[],
  options: { viewer: string; hidden: Hidden; now: () => number; progress?: Progress | undefined },
): Promise<DiscordSnapshotFile> {
  const ending = options.progress ? { signal: options.progress.signal } : {};
  try {
    const [rawGuild, rawChannels] = await Promise.all([
      discord.call("getGuild", { guild_id: workspace }, ending),
      discord.call("listChannels", { guild_id: workspace }, ending),
    ]);
    const guild = guildShape.parse(rawGuild);
    const channels = channelsShape.parse(rawChannels);
    const seen = new Set(channels.map(({ id }) => id));
    const stubs = (await options.hidden.of(workspace)).filter(({ id }) => !seen.has(id));
    const wanted = new Set([
      options.viewer,
      ...guild.roles.flatMap(({ tags }) => tags?.bot_id ?? []),
      ...channels.flatMap((channel) => overwrittenMembers(channel)),
      ...watch,
    ]);
    const members = await findMembers(discord, workspace, [...wanted], options.progress);
    const self = members.find(({ user }) => user.id === options.viewer);
    const auditLog =
      self && readsAuditLog(guild, self, options.now()) ? await readAuditLog(discord, workspace) : null;
    // People are not what was counted.
    const quietly = options.progress && { signal: options.progress.signal, step() {} };
    const named = await findMembers(discord, workspace, addersIn(auditLog, wanted), quietly);
    return {
      platform: "discord",
      takenAt: new Date(options.now()).toISOString(),
      viewer: options.viewer,
      guild,
      channels: [...channels, ...stubs],
      members: [...members, ...named],
      ...(auditLog ? { auditLog } : {}),
    };
  } catch (error) {
    throw platformError(error, "show this server");
  }
}

const BOT_ADD = 28;

/** People who added a bot that we look at: a report that names them is better than one with a number. */
function addersIn(log: Record<string, unknown>[] | null, known: ReadonlySet<string>): string[] {
  const people = (log ?? []).flatMap((entry) =>
    entry["action_type"] === BOT_ADD && known.has(String(entry["target_id"]))
      ? [String(entry["user_id"])]
      : [],
  );
  return [...new Set(people)].filter((id) => !known.has(id));
}

function overwrittenMembers(channel: z.infer<typeof channelShape>): string[] {
  return (channel.permission_overwrites ?? [])
    .filter(({ type }) => type === MEMBER_OVERWRITE)
    .map(({ id }) => id);
}

async function findMembers(
  discord: Discord,
  workspace: string,
  ids: string[],
  progress: Progress | undefined,
) {
  let done = 0;
  const options = progress ? { signal: progress.signal } : {};
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        const member = await discord.call("getMember", { guild_id: workspace, user_id: id }, options);
        progress?.step((done += 1), ids.length);
        return memberShape.parse(member);
      } catch (error) {
        if (NOT_HERE.has(discordCode(error) ?? 0)) return null;
        throw error;
      }
    }),
  );
  return found.filter((member) => member !== null);
}

/** The newest hundred entries, or null where Discord does not let us read them after all. */
async function readAuditLog(discord: Discord, workspace: string): Promise<Record<string, unknown>[] | null> {
  try {
    const log = await discord.call("readAuditLog", { guild_id: workspace }, { query: { limit: "100" } });
    return auditLogShape.parse(log).audit_log_entries;
  } catch (error) {
    if (platformError(error, "").kind === "unreachable") return null;
    throw error;
  }
}
