/** The change that ends an escalation, as a remedy. Whatever is offered here was tried on the snapshot and worked. */
import { cheapestCut } from "../discord/cut.ts";
import type { Change as Trial } from "../discord/cut.ts";
import { reachesAfter } from "../discord/escalation.ts";
import type { Escalation } from "../discord/escalation.ts";
import type { Field } from "../discord/field.ts";
import { flags } from "../discord/flags.ts";
import type { Stakes } from "../discord/sinks.ts";
import type { Role } from "../discord/snapshot.ts";
import { cutRemedy, merged } from "./discord-cut-words.ts";
import { withoutBits } from "./discord-fix.ts";
import { moveBelow } from "./discord-roles.ts";
import { after } from "./phrase.ts";
import type { Change, Remedy } from "./remedy.ts";
import { higher, topRole } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** What the remedies of one audit are tried on. */
export interface Trials {
  view: DiscordView;
  field: Field;
  stakes: Stakes;
  /** By bot: what ended an escalation of it already. One change that ends two of them is one thing to do. */
  proven: Map<string, Remedy[]>;
}

/** `first` is the bot that had better change: its power is what the story rests on. */
export function endIt(trials: Trials, first: DiscordAgent, escalation: Escalation): Remedy {
  const { view, field, stakes, proven } = trials;
  const known = proven.get(first.id) ?? [];
  const bots = [escalation.bot, ...(escalation.with === null ? [] : [escalation.with])];
  const works = ({ changes }: Remedy): boolean =>
    changes.length > 0 && !reachesAfter(field, changes.map(trial), bots, escalation.sink, stakes);
  const same = known.find(works);
  if (same !== undefined) return same;
  const found = habitual(view, first, escalation.takes).find(works) ?? cut(trials, first, escalation, works);
  proven.set(first.id, [...known, found]);
  return found;
}

/** Taking a bot out is the last resort: before that it loses Manage Roles everywhere, by which every step is made. */
function cut(
  { view, field, stakes }: Trials,
  first: DiscordAgent,
  escalation: Escalation,
  works: (remedy: Remedy) => boolean,
): Remedy {
  const cheapest = cheapestCut(field, escalation, stakes);
  if (cheapest.changes.every(({ op }) => op !== "remove-member"))
    return cutRemedy(view, escalation.bot, cheapest);
  const everywhere = withoutManageRoles(view, first);
  return everywhere !== null && works(everywhere) ? everywhere : cutRemedy(view, escalation.bot, cheapest);
}

/** Null where it needs Manage Roles, or has it nowhere by a channel's permissions. */
function withoutManageRoles(view: DiscordView, agent: DiscordAgent): Remedy | null {
  if ((agent.own & agent.need.may & flags.MANAGE_ROLES) !== 0n) return null;
  const ids = new Set([agent.id, view.everyone.id, ...agent.roles.map((role) => role.id)]);
  const changes = view.channels.flatMap((channel): Trial[] => {
    const concern = (channel.overwrites ?? []).filter(({ id }) => ids.has(id));
    if (concern.every(({ allow }) => (allow & flags.MANAGE_ROLES) === 0n)) return [];
    const own = concern.find(({ id }) => id === agent.id);
    return [
      {
        op: "set-overwrite",
        channel: channel.id,
        target: agent.id,
        kind: "member",
        allow: (own?.allow ?? 0n) & ~flags.MANAGE_ROLES,
        deny: (own?.deny ?? 0n) | flags.MANAGE_ROLES,
      },
    ];
  });
  if (changes.length === 0) return null;
  const inChannels = cutRemedy(view, agent.id, { changes, cost: changes.length });
  if (agent.excess === 0n) return inChannels;
  const onServer = withoutBits(view, agent, agent.excess);
  return {
    ...onServer,
    summary: after(onServer.summary, inChannels.summary),
    steps: [...onServer.steps, ...inChannels.steps],
    survivingRoute: null,
    undo: {
      text: after(onServer.undo.text, inChannels.undo.text),
      link: onServer.undo.link,
    },
    changes: merged([...onServer.changes.map(trial), ...changes]),
  };
}

/** The remedies that other rules offer for such a bot: what it doesn't need goes; what it needs is kept in its place. */
function* habitualOf(view: DiscordView, agent: DiscordAgent, takes: Role[]): Generator<Remedy> {
  const roles = agent.excess & flags.MANAGE_ROLES;
  if (roles !== 0n) yield withoutBits(view, agent, roles);
  if (agent.excess !== 0n) yield withoutBits(view, agent, agent.excess);
  if ((agent.own & agent.need.may & flags.MANAGE_ROLES) === 0n) return;
  const below = takes.filter((role) => standsBelow(agent, role));
  if (below.length > 0) yield moveBelow(agent, below);
}

const habitual = (view: DiscordView, agent: DiscordAgent, takes: Role[]): Remedy[] => [
  ...habitualOf(view, agent, takes),
];

function standsBelow(agent: DiscordAgent, role: Role): boolean {
  const top = topRole(agent);
  return top !== null && higher(top, role);
}

/** A remedy's change for the analysis, which knows roles, overwrites and members. */
function trial(change: Change): Trial {
  switch (change.op) {
    case "set-role-permissions":
      return { ...change, permissions: BigInt(change.permissions) };
    case "set-overwrite":
      return { ...change, allow: BigInt(change.allow), deny: BigInt(change.deny) };
    case "take-role":
    case "move-role-below":
    case "remove-member":
      return change;
    default:
      throw new Error(`${change.op} is no change of powers`);
  }
}
