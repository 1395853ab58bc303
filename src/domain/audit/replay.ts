/** What was proven used, tried again on the workspace as a remedy would leave it: which of it would fail, and where. */
import { maskIn } from "../discord/arithmetic.ts";
import { NEEDS_WRITING } from "../discord/gates.ts";
import { flags, isFlagName, namesOf } from "../discord/flags.ts";
import type { Channel, Overwrite } from "../discord/snapshot.ts";
import { adminRight } from "../telegram/rights.ts";
import type { Change } from "./remedy.ts";
import { provable } from "./usage.ts";
import type { Used } from "./usage.ts";
import { byId } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";
import type { TelegramView } from "./view-telegram.ts";

/** Actions that would fail: of one agent, by one permission, in one place. */
export interface Failing {
  agent: { id: string; name: string };
  /** As in manifests. */
  permission: string;
  /** Null for the whole workspace. */
  channel: { id: string; name: string } | null;
  count: number;
  /** Milliseconds since the epoch. */
  last: number;
  /** Its manifest rules the permission out, whoever uses it. */
  forbidden: boolean;
}

export interface Replay {
  /** Actions that were seen, of the agents whose powers change. */
  observed: number;
  /** Most often used first. */
  failing: Failing[];
  /** Of the observed ones: nobody can tell, because the place is hidden or it matters whom they were done to. */
  unclear: number;
  /** Taken away, and every use of it would have been seen. */
  traced: boolean;
  /** Taken away, and nobody can know whether it was used: permissions or rights as in manifests. */
  untraced: string[];
}

type Outcome = "works" | "fails" | "unclear";

/** Whether an action works depends on who stands above whom. */
const ranked =
  flags.KICK_MEMBERS |
  flags.BAN_MEMBERS |
  flags.MODERATE_MEMBERS |
  flags.MANAGE_ROLES |
  flags.MANAGE_NICKNAMES;

/** Null where nothing was watched, or nobody's powers change. */
export function replay(view: DiscordView | TelegramView, changes: Change[]): Replay | null {
  if (view.proven === null) return null;
  return view.platform === "discord"
    ? onDiscord(view, view.proven.used, changes)
    : onTelegram(view, view.proven.used, changes);
}

function onDiscord(view: DiscordView, used: Used[], changes: Change[]): Replay | null {
  const touched = agentsTouched(view, changes);
  if (touched.length === 0) return null;
  const uses = byWhom(used);
  const total: Replay = { observed: 0, failing: [], unclear: 0, traced: false, untraced: [] };
  let [wouldBeSeen, untraced] = [false, 0n];
  for (const agent of touched) {
    const both = { now: today(view, agent), later: stateOf(view, agent, changes) };
    const less = losses(view, agent, both) & ~flags.ADMINISTRATOR;
    const seen = traced | agent.unused;
    wouldBeSeen ||= (less & seen) !== 0n;
    untraced |= less & ~seen;
    for (const use of uses.get(agent.id) ?? []) {
      total.observed += use.count;
      const outcome = tryOne(view, agent, both, use);
      if (outcome === "unclear") total.unclear += use.count;
      if (outcome !== "fails") continue;
      const channel = channelOf(view, use.channel);
      total.failing.push({
        agent: { id: agent.id, name: agent.subject.name },
        permission: use.permission,
        channel: channel === undefined ? null : { id: channel.id, name: channel.name },
        count: use.count,
        last: use.last,
        forbidden: isFlagName(use.permission) && (agent.need.never & flags[use.permission]) !== 0n,
      });
    }
  }
  total.traced = wouldBeSeen;
  total.untraced = namesOf(untraced);
  total.failing.sort(mostFirst);
  return total;
}

/** Whoever uses these is in the log; Manage Server as well, though what is in there may have been done by other rights. */
const traced = provable | flags.MANAGE_GUILD;

/** A bot as it is, or as it would be. */
interface State {
  gone: boolean;
  /** Guild-level mask, @everyone's included. */
  base: bigint;
  roles: ReadonlySet<string>;
  moved: boolean;
  /** Channel id → its overwrites then, where they change. */
  overwrites: Map<string, Overwrite[]>;
}

function stateOf(view: DiscordView, agent: DiscordAgent, changes: Change[]): State {
  const masks = new Map<string, bigint>();
  const taken = new Set<string>();
  const overwrites: State["overwrites"] = new Map();
  let [gone, moved] = [false, false];
  for (const change of changes)
    switch (change.op) {
      case "set-role-permissions":
        masks.set(change.role, BigInt(change.permissions));
        break;
      case "take-role":
        if (change.member === agent.id) taken.add(change.role);
        break;
      case "remove-member":
        gone ||= change.member === agent.id;
        break;
      case "move-role-below":
        moved ||= agent.roles.some(({ id }) => id === change.role);
        break;
      case "set-overwrite":
      case "delete-overwrite": {
        const { channel } = change;
        const today = overwrites.get(channel) ?? channelOf(view, channel)?.overwrites;
        const others = (today ?? []).filter(({ id }) => id !== change.target);
        overwrites.set(channel, change.op === "delete-overwrite" ? others : [...others, written(change)]);
        break;
      }
      default:
    }
  const held = [view.everyone, ...agent.roles.filter(({ id }) => !taken.has(id))];
  return {
    gone,
    base: held.reduce((mask, role) => mask | (masks.get(role.id) ?? role.permissions), 0n),
    roles: new Set(held.map(({ id }) => id)),
    moved,
    overwrites,
  };
}

const written = ({ target, kind, allow, deny }: Extract<Change, { op: "set-overwrite" }>): Overwrite => ({
  id: target,
  kind,
  allow: BigInt(allow),
  deny: BigInt(deny),
});

interface Today extends State {
  /** Whether each use works, worked out once: many remedies are tried on the same uses. */
  outcomes: Map<Used, Outcome>;
}

const todays = new WeakMap<DiscordAgent, Today>();

function today(view: DiscordView, agent: DiscordAgent): Today {
  const known = todays.get(agent) ?? { ...stateOf(view, agent, []), outcomes: new Map<Used, Outcome>() };
  todays.set(agent, known);
  return known;
}

interface Both {
  now: Today;
  later: State;
}

/** Whatever a permission in a channel rests on besides itself. */
const ground = flags.ADMINISTRATOR | flags.VIEW_CHANNEL | flags.CONNECT | flags.SEND_MESSAGES;

function tryOne(view: DiscordView, agent: DiscordAgent, { now, later }: Both, use: Used): Outcome {
  if (!isFlagName(use.permission)) return "unclear";
  const bit = flags[use.permission];
  const untouched =
    !later.gone &&
    !later.moved &&
    ((now.base ^ later.base) & (bit | ground)) === 0n &&
    now.roles.size === later.roles.size &&
    !later.overwrites.has(use.channel ?? "");
  if (untouched) return "works";
  const before = now.outcomes.get(use) ?? may(view, agent, now, bit, use.channel);
  now.outcomes.set(use, before);
  // What it can't do today either is not this remedy's doing.
  if (before === "fails") return "works";
  if (later.gone) return "fails";
  if (later.moved && (bit & ranked) !== 0n) return "unclear";
  const same =
    ((now.base ^ later.base) & (bit | flags.ADMINISTRATOR)) === 0n && now.roles.size === later.roles.size;
  if (before === "unclear") return same ? "works" : "unclear";
  return may(view, agent, later, bit, use.channel);
}

/** Whether a bot may do what this bit stands for, where it did it. */
function may(view: DiscordView, agent: DiscordAgent, as: State, bit: bigint, place?: string): Outcome {
  if (agent.member === null) return "unclear";
  if ((as.base & flags.ADMINISTRATOR) !== 0n || agent.id === view.snapshot.guild.ownerId) return "works";
  const inServer = (as.base & bit) !== 0n ? "works" : "fails";
  if (place === undefined) return inServer;
  const channel = channelOf(view, place);
  if (channel === undefined)
    // A channel that is gone says nothing about the next one; one that is hidden may have permissions of its own.
    return view.snapshot.channels.some(({ id }) => id === place) ? "unclear" : inServer;
  const who = { everyone: view.everyone.id, roles: as.roles, member: agent.id };
  const mask = maskIn(as.overwrites.get(place) ?? channel.overwrites ?? [], who, as.base);
  return (mask & bit) !== 0n && opens(mask, channel, bit) ? "works" : "fails";
}

/** What Discord takes away on top of the arithmetic (gates.ts), for one permission. */
function opens(mask: bigint, { type }: Channel, bit: bigint): boolean {
  if ((mask & flags.VIEW_CHANNEL) === 0n) return false;
  if ((type === 2 || type === 13) && (mask & flags.CONNECT) === 0n) return bit === flags.VIEW_CHANNEL;
  return (bit & NEEDS_WRITING) === 0n || (mask & flags.SEND_MESSAGES) !== 0n;
}

/** What it loses in the server or in a channel that changes for it. */
function losses(view: DiscordView, agent: DiscordAgent, { now, later }: Both): bigint {
  if (later.gone) return agent.own;
  const who = { everyone: view.everyone.id, member: agent.id };
  let lost = now.base & ~later.base;
  for (const [id, overwrites] of later.overwrites) {
    const was = maskIn(channelOf(view, id)?.overwrites ?? [], { ...who, roles: now.roles }, now.base);
    lost |= was & ~maskIn(overwrites, { ...who, roles: later.roles }, later.base);
  }
  return lost;
}

const channels = new WeakMap<DiscordView, Map<string, Channel>>();

/** One that can be judged. */
function channelOf(view: DiscordView, id: string | undefined): Channel | undefined {
  const known = channels.get(view) ?? new Map(view.channels.map((channel) => [channel.id, channel]));
  channels.set(view, known);
  return id === undefined ? undefined : known.get(id);
}

/** Whose powers a remedy changes, by id. */
function agentsTouched(view: DiscordView, changes: Change[]): DiscordAgent[] {
  const found = new Set<DiscordAgent>();
  const touch = (id: string): void =>
    concerned(view)
      .get(id)
      ?.forEach((agent) => found.add(agent));
  for (const change of changes)
    if (change.op === "set-role-permissions" || change.op === "move-role-below") touch(change.role);
    else if (change.op === "take-role" || change.op === "remove-member") touch(change.member);
    else if (change.op === "set-overwrite" || change.op === "delete-overwrite") touch(change.target);
  return [...found].sort((a, b) => byId(a.id, b.id));
}

const concernedIn = new WeakMap<DiscordView, Map<string, DiscordAgent[]>>();

/** By the id of a bot, or of a role: whom a change of it concerns. */
function concerned(view: DiscordView): Map<string, DiscordAgent[]> {
  const known = concernedIn.get(view);
  if (known !== undefined) return known;
  const all = view.self === null ? view.agents : [...view.agents, view.self];
  const made = new Map<string, DiscordAgent[]>([[view.everyone.id, all]]);
  for (const agent of all)
    for (const id of [agent.id, ...agent.roles.map((role) => role.id)])
      made.set(id, [...(made.get(id) ?? []), agent]);
  concernedIn.set(view, made);
  return made;
}

/** Of one audit's many remedies each asks for the same uses. */
const byAgent = new WeakMap<Used[], Map<string, Used[]>>();

function byWhom(used: Used[]): Map<string, Used[]> {
  const known = byAgent.get(used) ?? Map.groupBy(used, ({ agent }) => agent);
  byAgent.set(used, known);
  return known;
}

function onTelegram(view: TelegramView, used: Used[], changes: Change[]): Replay | null {
  const left = new Map<string, string[]>();
  for (const change of changes)
    if (change.op === "set-rights") left.set(change.member, change.rights);
    else if (change.op === "remove-member") left.set(change.member, []);
  if (left.size === 0) return null;
  const total: Replay = { observed: 0, failing: [], unclear: 0, traced: false, untraced: [] };
  for (const agent of view.agents) {
    const rights = left.get(agent.member.id);
    if (rights === undefined) continue;
    const off = agent.member.rights.filter((key) => !rights.includes(key) && key !== "can_manage_chat");
    const unseen = off.filter((key) => (adminRight(key)?.usage ?? "U") === "U");
    total.untraced.push(...unseen);
    total.traced ||= unseen.length < off.length;
    for (const use of used.filter((one) => one.agent === agent.member.id)) {
      total.observed += use.count;
      if (rights.includes(use.permission) || !agent.member.rights.includes(use.permission)) continue;
      const { permission, count, last } = use;
      const { id, name } = agent.subject;
      total.failing.push({ agent: { id, name }, permission, channel: null, count, last, forbidden: false });
    }
  }
  total.failing.sort(mostFirst);
  return total;
}

const mostFirst = (a: Failing, b: Failing): number =>
  b.count - a.count ||
  (a.permission < b.permission ? -1 : a.permission > b.permission ? 1 : 0) ||
  byId(a.agent.id, b.agent.id) ||
  byId(a.channel?.id ?? "", b.channel?.id ?? "");
