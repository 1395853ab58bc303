/** Drift: what changed since the last look, whose doing it was, and whether an approval covers it. */
import type { DiscordSnapshot } from "../discord/snapshot.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";
import type { Change } from "./compare.ts";
import type { Happening } from "./lifecycle.ts";

/** Something that the platform's log tells, and the approval that covers it, if one does. */
export interface Deed {
  entryId: string;
  type: string;
  target: Record<string, string>;
  /** Milliseconds since the epoch. */
  at: number;
  actor: { id: string; name: string | null };
  requestId: string | null;
}

/** `by`: who can have caused it, by what the log says, latest first. Empty: the log doesn't say. */
export interface Attributed extends Change {
  by: Deed[];
}

/** `findings`: what became of them, by fingerprint. */
export interface Drift {
  changes: Attributed[];
  findings: Happening[];
}

const MOST_DEEDS = 4;

/** `deeds` are those of the time between the two looks. */
export function attribute(
  changes: Change[],
  deeds: Deed[],
  looks: (DiscordSnapshot | TelegramSnapshot)[],
): Attributed[] {
  const latestFirst = [...deeds].sort((a, b) => b.at - a.at || (a.entryId < b.entryId ? 1 : -1));
  return changes.map((change) => {
    const theirs = subjectsOf(change, looks);
    return { ...change, by: onePerActor(latestFirst.filter((deed) => canCause(deed, change, theirs))) };
  });
}

/** The ids by which the log may name what gives the agent its rights: itself, its roles, everybody's role. */
function subjectsOf({ agent }: Change, looks: (DiscordSnapshot | TelegramSnapshot)[]): Set<string> {
  const ids = new Set(agent ? [agent.id] : []);
  for (const look of looks) {
    if (!("guild" in look)) continue;
    ids.add(look.guild.id);
    for (const role of look.members.find(({ id }) => id === agent?.id)?.roles ?? []) ids.add(role);
  }
  return ids;
}

const arrivals = new Set(["discord.bot.add", "telegram.member.add", "telegram.member.promote"]);
const departures = new Set([
  "discord.member.kick",
  "discord.member.ban",
  "telegram.member.ban",
  "telegram.member.remove",
]);
const membership = /^discord\.role\.(grant|revoke)$|^telegram\.member\.(promote|demote|restrict|unrestrict)$/;

function canCause({ type, target }: Deed, { what, agent, channels }: Change, theirs: Set<string>): boolean {
  if (what === "new") return arrivals.has(type) && target["userId"] === agent?.id;
  if (what === "gone") return departures.has(type) && target["userId"] === agent?.id;
  if (membership.test(type)) return target["userId"] === agent?.id;
  if (/^discord\.role\.(create|update|delete)$/.test(type)) return theirs.has(target["roleId"] ?? "");
  const here = channels?.some(({ id }) => id === target["channelId"]) ?? false;
  if (type.startsWith("discord.overwrite.")) return here && theirs.has(target["overwriteId"] ?? "");
  return type === "discord.channel.update" && here;
}

/** The latest of each kind by each person is enough to know whom to ask. */
function onePerActor(deeds: Deed[]): Deed[] {
  const seen = new Map<string, Deed>();
  for (const deed of deeds) {
    const key = `${deed.actor.id} ${deed.type}`;
    if (!seen.has(key)) seen.set(key, deed);
  }
  return [...seen.values()].slice(0, MOST_DEEDS);
}
