/** Which permissions the audit log of a snapshot proves used (facts/discord.md section 7). */
import type { FlagName } from "../discord/flags.ts";
import { timeOf } from "./discord-log.ts";
import type { Usage, Used } from "./usage.ts";

type Entry = Record<string, unknown>;

/** Discord keeps 45 days. */
const keptMs = 45 * 24 * 60 * 60 * 1000;

const byType = new Map<number, FlagName>([
  ...range(10, 12, "MANAGE_CHANNELS"),
  ...range(13, 15, "MANAGE_ROLES"),
  [20, "KICK_MEMBERS"],
  [21, "KICK_MEMBERS"],
  [22, "BAN_MEMBERS"],
  [23, "BAN_MEMBERS"],
  [25, "MANAGE_ROLES"],
  [26, "MOVE_MEMBERS"],
  [27, "MOVE_MEMBERS"],
  ...range(30, 32, "MANAGE_ROLES"),
  [40, "CREATE_INSTANT_INVITE"],
  [60, "CREATE_GUILD_EXPRESSIONS"],
  [90, "CREATE_GUILD_EXPRESSIONS"],
  [130, "CREATE_GUILD_EXPRESSIONS"],
  [74, "PIN_MESSAGES"],
  [75, "PIN_MESSAGES"],
  [100, "CREATE_EVENTS"],
  [192, "SET_VOICE_CHANNEL_STATUS"],
  [193, "SET_VOICE_CHANNEL_STATUS"],
]);

const byMemberKey = new Map<string, FlagName>([
  ["communication_disabled_until", "MODERATE_MEMBERS"],
  ["nick", "MANAGE_NICKNAMES"],
  ["mute", "MUTE_MEMBERS"],
  ["deaf", "DEAFEN_MEMBERS"],
]);

/** The window begins with the oldest entry: what lies before it may have been cut off. Null when the entries carry no times. */
export function usageFromLog(log: Entry[], takenAt: number): Usage | null {
  const times = log.map((entry) => timeOf(entry["id"])).filter((time) => time !== null);
  if (times.length === 0) return null;
  const from = Math.max(Math.min(...times), takenAt - keptMs);
  const found = new Map<string, Used>();
  for (const entry of log) {
    const [agent, at] = [entry["user_id"], timeOf(entry["id"])];
    if (typeof agent !== "string" || at === null) continue;
    const channel = channelOf(entry);
    for (const permission of proves(entry)) {
      const key = `${agent} ${permission} ${channel ?? ""}`;
      const before = found.get(key);
      found.set(key, {
        agent,
        permission,
        last: Math.max(at, before?.last ?? 0),
        count: (before?.count ?? 0) + 1,
        ...(channel === null ? {} : { channel }),
      });
    }
  }
  return { used: [...found.values()], from, to: takenAt, coverage: 1, changed: {}, lastActive: null };
}

/** Where it was done, of what is done in one channel. */
function channelOf(entry: Entry): string | null {
  const type = Number(entry["action_type"]);
  const options = entry["options"];
  const named =
    typeof options === "object" && options !== null && "channel_id" in options && options.channel_id;
  const place = (type >= 10 && type <= 15) || type === 192 || type === 193 ? entry["target_id"] : named;
  return typeof place === "string" ? place : null;
}

function proves(entry: Entry): FlagName[] {
  const type = Number(entry["action_type"]);
  const simple = byType.get(type);
  if (simple !== undefined) return [simple];
  // A thread's type is not always told: either permission may have been used.
  if (type === 110) return ["CREATE_PUBLIC_THREADS", "CREATE_PRIVATE_THREADS"];
  if (type !== 24 || !Array.isArray(entry["changes"])) return [];
  return entry["changes"].flatMap((change: unknown) => {
    const key = typeof change === "object" && change !== null && "key" in change ? change.key : null;
    return typeof key === "string" ? (byMemberKey.get(key) ?? []) : [];
  });
}

/** Whether the log shows that the bot's roles, or what they grant, were changed after this moment. */
export function changedSince(log: Entry[], bot: string, roles: string[], since: number): boolean {
  return log.some((entry) => {
    const at = timeOf(entry["id"]);
    if (at === null || at < since) return false;
    if (entry["action_type"] === 25) return entry["target_id"] === bot;
    return (
      (entry["action_type"] === 30 || entry["action_type"] === 31) &&
      roles.includes(String(entry["target_id"]))
    );
  });
}

function range(first: number, last: number, name: FlagName): [number, FlagName][] {
  return Array.from({ length: last - first + 1 }, (_, index) => [first + index, name]);
}
