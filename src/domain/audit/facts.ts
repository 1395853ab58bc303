/** What an acceptance was given for: the power, reach and declaration of whom it is about. Once any of them grows, it was something else that was accepted. */
import { digest } from "../approval/action.ts";
import { ask } from "../discord/permissions.ts";
import { compileGuild } from "../discord/compile.ts";
import { namesOf } from "../discord/flags.ts";
import type { DiscordSnapshot, Role } from "../discord/snapshot.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";
import { inOrder } from "../in-order.ts";
import type { KnownAgent } from "./agents.ts";
import type { Finding } from "./finding.ts";

/** Lists are sorted. Empty where the finding is about no agent that can be seen. */
export interface Facts {
  /** Permissions or rights that the agent holds in the whole workspace. */
  holds: string[];
  /** Roles that stand above its highest one, and those below or beside it. */
  above: string[];
  below: string[];
  /** Channels that the finding rests on. */
  channels: string[];
  /** Digest of its manifest; null without one. */
  manifest: string | null;
}

/** Whether there is more now than was known then. Less is no reason to ask again. */
export function outgrew(then: Facts, now: Facts): boolean {
  const more = (a: string[], b: string[]) => b.some((one) => !a.includes(one));
  return (
    more(then.holds, now.holds) ||
    more(then.channels, now.channels) ||
    then.above.some((role) => now.below.includes(role)) ||
    then.manifest !== now.manifest
  );
}

/** The facts of each finding of one look; what they share is worked out once. */
export function factsIn(
  snapshot: DiscordSnapshot | TelegramSnapshot,
  agents: KnownAgent[],
): (finding: Pick<Finding, "subject" | "channels">) => Facts {
  const powers = "guild" in snapshot ? onDiscord(snapshot) : onTelegram(snapshot);
  const manifests = new Map(
    agents.flatMap(({ userId, manifest }) => (manifest ? [[userId, manifest] as const] : [])),
  );
  const known = new Map<string, Omit<Facts, "channels">>();
  const of = (agent: string) => {
    const before = known.get(agent);
    if (before) return before;
    const manifest = manifests.get(agent);
    const made = {
      ...powers(agent),
      manifest: manifest ? digest("countersign/facts/v1", inOrder(manifest)) : null,
    };
    known.set(agent, made);
    return made;
  };
  return ({ subject, channels }) => ({
    ...(subject.kind === "agent" ? of(subject.id) : { ...nothing, manifest: null }),
    channels: [...(channels ?? [])].sort(),
  });
}

type Power = Pick<Facts, "holds" | "above" | "below">;
const nothing: Power = { holds: [], above: [], below: [] };

function onDiscord(snapshot: DiscordSnapshot): (agent: string) => Power {
  const guild = compileGuild(snapshot, snapshot.takenAt);
  const members = new Map(snapshot.members.map((member) => [member.id, member]));
  const roles = [...snapshot.guild.roles].sort(lowestFirst);
  const place = new Map(roles.map((role, index) => [role.id, index]));
  return (agent) => {
    const member = members.get(agent);
    if (!member) return nothing;
    const top = Math.max(0, ...member.roles.map((role) => place.get(role) ?? 0));
    const ids = (some: Role[]) => some.map((role) => role.id).sort();
    return {
      holds: namesOf(ask(guild, agent, null).raw).sort(),
      above: ids(roles.slice(top + 1)),
      below: ids(roles.slice(0, top + 1)),
    };
  };
}

/** The higher number is the higher role; of two with the same number the older one. */
function lowestFirst(a: Role, b: Role): number {
  return a.position - b.position || (BigInt(a.id) > BigInt(b.id) ? -1 : 1);
}

function onTelegram(snapshot: TelegramSnapshot): (agent: string) => Power {
  const members = new Map(snapshot.members.map((member) => [member.id, member]));
  return (agent) => {
    const member = members.get(agent);
    return member ? { ...nothing, holds: [`status:${member.status}`, ...member.rights].sort() } : nothing;
  };
}
