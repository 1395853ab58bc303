/** Where an escalation can end, and how a bot with a given power gets there. */
import { boardOf, low } from "./board.ts";
import { type Field, baseOf, hasToday, needIn, rankOf, suffices, thinkableSomewhere } from "./field.ts";
import { type FlagName, flags } from "./flags.ts";
import { type Most, type Power, canHandOut, rolesFor } from "./power.ts";
import { givenTo, none, sceneOf } from "./scene.ts";
import type { Channel, Role } from "./snapshot.ts";
import { type Limit, type Way, holdsWith, waysInto } from "./ways.ts";

export const sinks = [
  "server-takeover",
  "approval-forgery",
  "evidence-erasure",
  "mass-mention",
  "private-channel-exfiltration",
] as const;
export type Sink = (typeof sinks)[number];

/** What a bot must not get at. */
export interface Stakes {
  /** Channels with approval cards and reports. */
  places: string[];
  approverRoles: string[];
  approvers: string[];
  /** Countersign's own user id, when it is in the server. */
  countersign: string | null;
}

/** What of it is there and can be judged. */
export interface Targets {
  places: Channel[];
  approverRoles: Role[];
  /** Named approvers and those who hold an approver role; bots never vote. */
  approvers: string[];
  countersign: string | null;
  /** The lowest rank among them: who doesn't stand above it stands above none of them. */
  lowest: { approverRole: number; approver: number; countersign: number };
  /** What the places allow to roles below a rank, once it was asked. */
  given: Map<Channel, Map<number, number>>;
}

/** What it does in the end. */
export type Deed =
  | { does: "becomes-administrator" }
  | { does: "posts-as-countersign"; channel: string }
  | { does: "hands-out-approver-role"; role: string }
  | { does: "removes-approver"; person: string; with: FlagName }
  | { does: "deletes-record"; channel: string; with: FlagName }
  | { does: "removes-countersign"; with: FlagName }
  | { does: "pings-everyone"; channel: string }
  | { does: "carries-out"; from: string; to: string };

/** A deed, the roles taken for it and the overwrites written for it, in order. */
export interface Reach {
  deed: Deed;
  takes: Role[];
  opened: { channel: string; way: Way }[];
}

type Find = (field: Field, power: Power, targets: Targets, limit: Limit) => Generator<Reach>;

const serverWide = function* (power: Power, bits: bigint, deed: Deed): Generator<Reach> {
  const takes = rolesFor(power, bits);
  if (takes !== null) yield { deed, takes, opened: [] };
};

const inChannel = function* (
  field: Field,
  power: Power,
  channel: Channel,
  bits: number,
  deed: Deed,
  limit: Limit,
): Generator<Reach> {
  for (const way of waysInto(field, power, channel, bits, [], limit))
    yield through(deed, [{ channel: channel.id, way }]);
};

const through = (deed: Deed, steps: Reach["opened"]): Reach => ({
  deed,
  takes: [...new Set(steps.flatMap(({ way }) => way.takes))],
  opened: steps.filter(({ way }) => way.opens !== 0n),
});

/** E11: silencing, kicking and banning reach everybody whose highest role is lower; nobody times out an administrator. */
const removers: FlagName[] = ["BAN_MEMBERS", "KICK_MEMBERS", "MODERATE_MEMBERS"];

const VIEW_CHANNEL = low(flags.VIEW_CHANNEL);
const SEND_MESSAGES = low(flags.SEND_MESSAGES);
const MANAGE_ROLES = low(flags.MANAGE_ROLES);

/** What it takes no channel to do comes first: it is quick to tell, and often held already. */
export const find: Record<Sink, Find> = {
  "server-takeover": (_, power) => serverWide(power, flags.ADMINISTRATOR, { does: "becomes-administrator" }),

  *"approval-forgery"(field, power, targets, limit) {
    for (const role of targets.approverRoles)
      if (canHandOut(field, power.rank, role))
        yield* serverWide(power, flags.MANAGE_ROLES, {
          does: "hands-out-approver-role",
          role: role.id,
        });
    for (const person of targets.approvers)
      for (const flag of removers)
        if (
          rankOf(field, person) < power.rank &&
          (flag !== "MODERATE_MEMBERS" || !isAdministrator(field, person))
        )
          yield* serverWide(power, flags[flag], { does: "removes-approver", person, with: flag });
    for (const channel of targets.places)
      yield* inChannel(
        field,
        power,
        channel,
        low(flags.MANAGE_WEBHOOKS),
        {
          does: "posts-as-countersign",
          channel: channel.id,
        },
        limit,
      );
  },

  *"evidence-erasure"(field, power, targets, limit) {
    const self = targets.countersign;
    if (self !== null && self !== power.bot) {
      yield* serverWide(power, flags.MANAGE_GUILD, {
        does: "removes-countersign",
        with: "MANAGE_GUILD",
      });
      for (const flag of ["BAN_MEMBERS", "KICK_MEMBERS"] as const)
        if (rankOf(field, self) < power.rank)
          yield* serverWide(power, flags[flag], { does: "removes-countersign", with: flag });
    }
    for (const channel of targets.places)
      for (const flag of ["MANAGE_MESSAGES", "MANAGE_CHANNELS"] as const)
        yield* inChannel(
          field,
          power,
          channel,
          low(flags[flag]),
          {
            does: "deletes-record",
            channel: channel.id,
            with: flag,
          },
          limit,
        );
  },

  *"mass-mention"(field, power, _, limit) {
    const bits = low(flags.MENTION_EVERYONE | flags.SEND_MESSAGES);
    for (const channel of likely(field, power, field.kinds.all, bits))
      yield* inChannel(field, power, channel, bits, { does: "pings-everyone", channel: channel.id }, limit);
  },

  *"private-channel-exfiltration"(field, power) {
    for (const from of likely(field, power, field.kinds.closed, VIEW_CHANNEL))
      for (const to of likely(field, power, field.kinds.open, SEND_MESSAGES)) {
        const deed = { does: "carries-out", from: from.id, to: to.id } as const;
        // Reads first, and can still write after whatever else that takes; or prepares the writing, and it survives the reading.
        for (const read of waysInto(field, power, from, 0))
          for (const write of waysInto(field, power, to, SEND_MESSAGES, read.takes))
            yield through(deed, [
              { channel: from.id, way: read },
              { channel: to.id, way: write },
            ]);
        for (const write of waysInto(field, power, to, SEND_MESSAGES))
          for (const read of waysInto(field, power, from, 0, write.takes))
            if (holdsWith(field, power, to, SEND_MESSAGES, read.takes, write.opens))
              yield through(deed, [
                { channel: to.id, way: write },
                { channel: from.id, way: read },
              ]);
      }
  },
};

/** Whether it is worth trying for those who have no more than this together. A "no" is certain. */
export function conceivable(field: Field, targets: Targets, sink: Sink, most: Most): boolean {
  const { bits, rank } = most;
  const { lowest, places } = targets;
  const has = (mask: bigint): boolean => (bits & mask) !== 0n;
  const at = (...wanted: FlagName[]): boolean => {
    const held = low(bits);
    return places.some((place) => {
      const given = givenIn(field, targets, place, most);
      return wanted.some((flag) => suffices(held, given, needIn(place, low(flags[flag]))));
    });
  };
  switch (sink) {
    case "server-takeover":
      return has(flags.ADMINISTRATOR);
    case "approval-forgery":
      return (
        (lowest.approverRole < rank && has(flags.MANAGE_ROLES)) ||
        (lowest.approver < rank && has(removing | flags.MODERATE_MEMBERS)) ||
        at("MANAGE_WEBHOOKS")
      );
    case "evidence-erasure":
      return (
        (targets.countersign !== null &&
          (has(flags.MANAGE_GUILD) || (lowest.countersign < rank && has(removing)))) ||
        at("MANAGE_MESSAGES", "MANAGE_CHANNELS")
      );
    case "mass-mention":
      return thinkableSomewhere(field, low(bits), low(flags.MENTION_EVERYONE | flags.SEND_MESSAGES));
    case "private-channel-exfiltration":
      return (
        field.kinds.closed.length > 0 &&
        field.kinds.open.length > 0 &&
        thinkableSomewhere(field, low(bits), VIEW_CHANNEL | SEND_MESSAGES)
      );
  }
}

/** What the channel's overwrites allow to these bots, or to a role that one of them could get hold of. */
function givenIn(field: Field, { given }: Targets, place: Channel, { powers, rank, takes }: Most): number {
  let all = takes ? (given.get(place)?.get(rank) ?? 0) : 0;
  if (takes && given.get(place)?.has(rank) !== true) {
    for (const [id, { allow }] of boardOf(field, place).roles) {
      const role = field.roles.get(id);
      if (role !== undefined && canHandOut(field, rank, role)) all |= allow;
    }
    given.set(place, (given.get(place) ?? new Map<number, number>()).set(rank, all));
  }
  for (const power of powers) all |= givenTo(sceneOf(field, power, place, []), none);
  return all;
}

const removing = flags.BAN_MEMBERS | flags.KICK_MEMBERS;

export function targetsOf(field: Field, stakes: Stakes): Targets {
  const approverRoles = stakes.approverRoles.flatMap((id) => field.roles.get(id) ?? []);
  const approvers = [...field.members.values()]
    .filter(
      ({ id, bot, roles }) =>
        !bot && (stakes.approvers.includes(id) || roles.some((role) => stakes.approverRoles.includes(role))),
    )
    .map(({ id }) => id);
  const { countersign } = stakes;
  const lowestOf = (ranks: number[]): number => Math.min(Infinity, ...ranks);
  return {
    places: field.channels.filter((channel) => stakes.places.includes(channel.id)),
    approverRoles,
    approvers,
    countersign,
    lowest: {
      approverRole: lowestOf(
        approverRoles
          .filter((role) => canHandOut(field, Infinity, role))
          .map(({ id }) => field.rank.get(id)!),
      ),
      approver: approvers.reduce((least, one) => Math.min(least, rankOf(field, one)), Infinity),
      countersign: countersign === null ? Infinity : rankOf(field, countersign),
    },
    given: new Map(),
  };
}

const isAdministrator = (field: Field, person: string): boolean =>
  (baseOf(field, person) & flags.ADMINISTRATOR) !== 0n;

/** The channels worth looking at: one where it has the bits already is enough; where nobody can change anything it never will. */
function likely(field: Field, power: Power, channels: Channel[], bits: number): Channel[] {
  const { bot, own } = power;
  const today = { bot, low: low(own) };
  const now = channels.find((channel) => hasToday(field, today, channel, needIn(channel, bits)));
  if (now) return [now];
  if (power.offer.roles.length > 0 || power.shared !== 0n) return channels;
  return channels.filter((channel) =>
    power.writers.some((writer) =>
      hasToday(field, { bot: writer.bot, low: low(writer.own) }, channel, MANAGE_ROLES),
    ),
  );
}
