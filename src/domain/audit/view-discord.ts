/** One Discord server prepared for the rules: every bot with what it holds, what it needs and what it sees. */
import { compileGuild } from "../discord/compile.ts";
import type { CompiledGuild } from "../discord/compile.ts";
import { flags, isFlagName, maskOf } from "../discord/flags.ts";
import { answerAt, rowOf, type Answer, type Row } from "../discord/permissions.ts";
import { isThread, sharedOverwrites } from "../discord/snapshot.ts";
import type { Channel, DiscordSnapshot, Member, Overwrite, Role } from "../discord/snapshot.ts";
import { basisOf, purposeOf } from "./agents.ts";
import type { Attestation } from "./attestation.ts";
import type { Approvals, Basis, KnownAgent } from "./agents.ts";
import { compileAfter } from "./discord-after.ts";
import { changedSince, usageFromLog } from "./discord-usage.ts";
import { countersignNeed, discordNeed } from "./discord-need.ts";
import type { DiscordNeed } from "./discord-need.ts";
import type { Subject } from "./finding.ts";
import { say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import { heardUse, isListening } from "./listening.ts";
import { noRecords } from "./records.ts";
import type { Records } from "./records.ts";
import type { Need } from "./rule.ts";
import { unusedOf, whyNotUsable } from "./usage.ts";
import { notCompared } from "./unapproved.ts";
import type { Unapproved } from "./unapproved.ts";
import type { Usage } from "./usage.ts";

export interface DiscordAgent {
  subject: Subject;
  id: string;
  /** Null when only its own role gives it away: what else it holds is then not visible. */
  member: Member | null;
  known: KnownAgent | null;
  basis: Basis;
  need: DiscordNeed;
  applicationId: string;
  /** Its roles that are in the server, without @everyone, lowest first. */
  roles: Role[];
  /** The role that Discord made for it and that a re-invite link rewrites. */
  managed: Role | null;
  /** What its roles give it, @everyone not counted. Written-out bits: ADMINISTRATOR is one of them, not all of them. */
  own: bigint;
  /** Holds ADMINISTRATOR by a role of its own. */
  administrator: boolean;
  /** Channel permissions mean nothing to it: an administrator by any route, or the server's owner. */
  unlimited: boolean;
  /** `own` beyond what it needs, without ADMINISTRATOR. */
  excess: bigint;
  /** Needed and held, but in a covered window every use of it would have been seen and none was. */
  unused: bigint;
  /** Proven used, by whatever route it held it. */
  used: bigint;
  /** Visible channels it certainly sees, by id order. Threads and categories are not counted. */
  sees: Channel[];
}

export interface DiscordView {
  platform: "discord";
  workspace: { id: string; name: string };
  snapshot: DiscordSnapshot;
  guild: CompiledGuild;
  /** The server after every agent's re-invite, to say what an administrator would lose. */
  after: CompiledGuild;
  /** Role id → role. */
  roles: Map<string, Role>;
  everyone: Role;
  /** Countersign itself, when the server shows it. */
  self: DiscordAgent | null;
  agents: DiscordAgent[];
  /** Channels that can be judged: not hidden, with known overwrites, neither thread nor category; by id. */
  channels: Channel[];
  /** By role or member id, where it has channel permissions of its own: in judged channels, by channel id. */
  overwrites: { get(id: string): { channel: Channel; overwrite: Overwrite }[] | undefined };
  /** All but threads and categories. */
  totalChannels: number;
  approvals: Approvals | null;
  usage: Usage | null;
  /** What was proven used, however short the window: too little to call anything unused, enough to try again. */
  proven: Usage | null;
  attestations: Attestation[];
  unapproved: Unapproved[];
  at: number;
  /** We are told that bots post, not what. */
  listens: boolean;
  /** Why a need is not met; a need that is absent here is met. */
  unmet: Partial<Record<Need, Phrase>>;
}

const CATEGORY = 4;
/** In the low word of a mask (lanes.ts). */
const VIEW_CHANNEL = Number(flags.VIEW_CHANNEL);

export function viewDiscord(
  given: DiscordSnapshot,
  known: KnownAgent[],
  approvals: Approvals | null,
  at: number,
  records: Records = noRecords,
): DiscordView {
  const snapshot = inOrder(given);
  // A timeout ends by itself: what it takes away for an hour must not hide what the bot holds.
  const lasting = {
    ...snapshot,
    members: snapshot.members.map((member) => ({ ...member, timeoutUntil: null })),
  };
  const guild = compileGuild(lasting, new Date(at));
  const roles = new Map(snapshot.guild.roles.map((role) => [role.id, role]));
  const everyone = roles.get(snapshot.guild.id);
  // readDiscordSnapshot refuses a guild without it.
  if (everyone === undefined) throw new Error(`guild ${snapshot.guild.id} has no @everyone role`);
  const countable = snapshot.channels.filter(
    (channel) => !isThread(channel.type) && channel.type !== CATEGORY,
  );
  const channels = countable
    .filter((channel) => !channel.hidden && channel.overwrites !== null)
    .sort((a, b) => byId(a.id, b.id));

  const byUser = new Map(known.map((agent) => [agent.userId, agent]));
  const own = new Map<string | null, Role>();
  for (const role of snapshot.guild.roles)
    if (role.managed && !own.has(role.botId)) own.set(role.botId, role);
  const members = new Map(snapshot.members.map((member) => [member.id, member]));
  const bots = new Set([
    ...snapshot.members.filter((member) => member.bot).map((member) => member.id),
    ...snapshot.guild.roles.flatMap((role) => (role.managed && role.botId !== null ? [role.botId] : [])),
  ]);
  const told = records.usage ?? usageFromLog(snapshot.auditLog, Number(snapshot.takenAt));
  const notUsable = whyNotUsable(told, records.persona === "auditor");
  const usage = notUsable === null ? told : null;
  const uses = Map.groupBy(told?.used ?? [], ({ agent }) => agent);
  const sight = seen(guild, channels, [...bots]);
  const heardOf = ({ listening, from, to }: Usage, bot: string): bigint => {
    const seen = { guild, channels: snapshot.channels, viewer: snapshot.viewer };
    return listening === undefined ? 0n : heardUse(seen, bot, listening, { from, to });
  };
  const all = [...bots].sort(byId).map((id) => {
    const known = byUser.get(id) ?? null;
    const used = maskOf((uses.get(id) ?? []).map(({ permission }) => permission).filter(isFlagName));
    const need =
      id === snapshot.viewer && known === null
        ? countersignNeed
        : discordNeed(known?.manifest ?? null, purposeOf(known), at, used);
    const agent = agentOf(snapshot, { roles, own }, id, members.get(id) ?? null, known, need);
    const heard = usage === null ? 0n : heardOf(usage, id);
    return { ...agent, used, unused: unusedBy(agent, usage, snapshot, heard), sees: sight.get(id) ?? [] };
  });
  const self = byUser.has(snapshot.viewer)
    ? null
    : (all.find((agent) => agent.id === snapshot.viewer) ?? null);
  return {
    platform: "discord",
    workspace: { id: snapshot.guild.id, name: snapshot.guild.name },
    snapshot,
    guild,
    after: all.some((agent) => agent.administrator) ? compileAfter(snapshot, everyone, all, at) : guild,
    roles,
    everyone,
    self,
    agents: all.filter((agent) => agent !== self),
    channels,
    overwrites: byTarget(channels),
    totalChannels: countable.length,
    approvals,
    usage,
    proven: told,
    listens: told?.listening !== undefined && isListening(told.listening, at),
    attestations: records.attestations ?? [],
    unapproved: records.unapproved ?? [],
    at,
    unmet: {
      ...unmetNeeds(snapshot, channels, approvals, self),
      ...(notUsable === null ? {} : { usage: notUsable }),
      ...(records.usage?.lastActive || records.usage?.listening
        ? {}
        : { activity: say("Nobody has recorded when the bots here last did something.") }),
      ...(records.unapproved ? {} : { actions: notCompared }),
      ...(records.attestations
        ? {}
        : { checklist: say("The checklist is kept by the running service, not in a snapshot.") }),
    },
  };
}

const sorted = <T extends { id: string }>(all: T[]): T[] => [...all].sort((a, b) => byId(a.id, b.id));

/** The same snapshot in any order gives the same report. */
function inOrder(snapshot: DiscordSnapshot): DiscordSnapshot {
  return {
    ...snapshot,
    guild: { ...snapshot.guild, roles: sorted(snapshot.guild.roles) },
    channels: sharedOverwrites(sorted(snapshot.channels), sorted),
    members: sorted(snapshot.members),
    auditLog: [...snapshot.auditLog].sort((a, b) => byId(String(a["id"]), String(b["id"]))),
  };
}

/** A greater position is higher; on a tie the older role (smaller id) is. */
export function higher(a: Role, b: Role): boolean {
  return a.position !== b.position ? a.position > b.position : byId(a.id, b.id) < 0;
}

/** The highest role an agent has; null when it has none but @everyone. */
export function topRole(agent: DiscordAgent): Role | null {
  return agent.roles.at(-1) ?? null;
}

/** Snowflakes in the order of their numbers. */
export function byId(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function agentOf(
  snapshot: DiscordSnapshot,
  { roles: all, own: ownRoles }: { roles: Map<string, Role>; own: Map<string | null, Role> },
  id: string,
  member: Member | null,
  known: KnownAgent | null,
  need: DiscordNeed,
): Omit<DiscordAgent, "sees" | "unused" | "used"> {
  const managed = ownRoles.get(id) ?? null;
  const held = member === null ? (managed === null ? [] : [managed.id]) : member.roles;
  const roles = held
    .map((role) => all.get(role))
    .filter((role) => role !== undefined)
    .sort((a, b) => (higher(a, b) ? 1 : -1));
  const own = roles.reduce((mask, role) => mask | role.permissions, 0n);
  const name = member?.name ?? managed?.name ?? id;
  return {
    subject: { kind: "agent", id, name },
    id,
    member,
    known,
    basis: basisOf(known, "discord"),
    need,
    applicationId: known?.applicationId ?? id,
    roles,
    managed: managed !== null && roles.includes(managed) ? managed : null,
    own,
    administrator: (own & flags.ADMINISTRATOR) !== 0n,
    unlimited:
      ((own | (all.get(snapshot.guild.id)?.permissions ?? 0n)) & flags.ADMINISTRATOR) !== 0n ||
      id === snapshot.guild.ownerId,
    excess: own & ~need.may & ~flags.ADMINISTRATOR,
  };
}

/** Only of grants that are older than the window: what was given yesterday can't have been unused for weeks. */
function unusedBy(
  agent: Omit<DiscordAgent, "sees" | "unused" | "used">,
  usage: Usage | null,
  snapshot: DiscordSnapshot,
  heard: bigint,
): bigint {
  const joined = agent.member?.joinedAt?.getTime();
  if (usage === null || agent.administrator || joined === undefined || joined > usage.from) return 0n;
  if ((usage.changed[agent.id] ?? 0) > usage.from) return 0n;
  const roles = agent.roles.map((role) => role.id);
  if (changedSince(snapshot.auditLog, agent.id, roles, usage.from)) return 0n;
  return unusedOf(usage, agent.id, agent.own & agent.need.may & ~agent.need.rare, heard);
}

function byTarget(channels: Channel[]): DiscordView["overwrites"] {
  const sharing = Map.groupBy(channels, ({ overwrites }) => overwrites ?? []);
  const naming = new Map<string, { overwrite: Overwrite; all: Channel[] }[]>();
  for (const [overwrites, all] of sharing)
    for (const overwrite of overwrites) {
      const lists = naming.get(overwrite.id);
      if (lists === undefined) naming.set(overwrite.id, [{ overwrite, all }]);
      else lists.push({ overwrite, all });
    }
  const found = new Map<string, { channel: Channel; overwrite: Overwrite }[]>();
  return {
    get(id) {
      const lists = naming.get(id);
      const known = found.get(id);
      if (known !== undefined || lists === undefined) return known;
      const made = lists
        .flatMap(({ overwrite, all }) => all.map((channel) => ({ channel, overwrite })))
        .sort((a, b) => byId(a.channel.id, b.channel.id));
      found.set(id, made);
      return made;
    },
  };
}

/** What many rules ask of one view, and of each of its bots, is worked out when it is asked for first. */
export function onceAView<T>(work: (view: DiscordView) => T): (view: DiscordView) => T {
  const known = new WeakMap<DiscordView, { is: T }>();
  return (view) => {
    const before = known.get(view) ?? { is: work(view) };
    known.set(view, before);
    return before.is;
  };
}

/** What a bot may do in a channel; nothing is certain about one that is known by its role only. */
export function answerIn(view: Pick<DiscordView, "guild">, agent: { id: string }, channel: Channel): Answer {
  const { guild } = view;
  const [at, member] = [guild.channelAt.get(channel.id), guild.memberAt.get(agent.id)];
  return at === undefined || member === undefined
    ? { raw: 0n, effective: 0n, unknown: guild.universe }
    : answerOf(rowOf(guild, at), member);
}

const answers = new WeakMap<Row, Answer[]>();

/** The same object for all channels that share a row. */
function answerOf(row: Row, member: number): Answer {
  const known = answers.get(row) ?? [];
  answers.set(row, known);
  return (known[member] ??= answerAt(row, member));
}

/** For each of these members the channels it certainly sees. */
function seen(guild: CompiledGuild, channels: Channel[], ids: string[]): Map<string, Channel[]> {
  const found = new Map<string, Channel[]>(ids.map((id) => [id, []]));
  const here = ids.flatMap((id) => {
    const member = guild.memberAt.get(id);
    return member === undefined ? [] : [{ member, sees: found.get(id)! }];
  });
  const seeing = new Map<Row, Channel[][]>();
  for (const channel of channels) {
    const at = guild.channelAt.get(channel.id);
    if (at === undefined) continue;
    const row = rowOf(guild, at);
    let those = seeing.get(row);
    if (those === undefined) {
      those = here.flatMap(({ member, sees }) =>
        (row.effective.at[member]! & VIEW_CHANNEL) === 0 ? [] : [sees],
      );
      seeing.set(row, those);
    }
    for (const sees of those) sees.push(channel);
  }
  return found;
}

function unmetNeeds(
  snapshot: DiscordSnapshot,
  channels: Channel[],
  approvals: Approvals | null,
  self: DiscordAgent | null,
): DiscordView["unmet"] {
  const place = approvals?.places.find((id) => channels.some((channel) => channel.id === id));
  const hidden = approvals?.places.some((id) =>
    snapshot.channels.some((channel) => channel.id === id && channel.hidden),
  );
  const roles = approvals?.approvers.some((who) => who.startsWith("discord:"));
  return {
    ...(snapshot.auditLog.length > 0 ? {} : { "audit-log": say("The snapshot has no audit log.") }),
    ...(place !== undefined
      ? {}
      : {
          "approvals-place": hidden
            ? say("Countersign can't see the channel where approvals are decided.")
            : say("No approvals are decided in this server."),
        }),
    ...(roles ? {} : { approvers: say("Nobody on Discord is named as an approver.") }),
    ...(self ? {} : { self: say("The snapshot does not show the bot that looked.") }),
    ...(snapshot.guild.mfaLevel === null
      ? { "mfa-level": say("The snapshot does not say whether moderators need 2FA.") }
      : {}),
  };
}
