/** The cheapest change after which a bot no longer gets where it could get: found by trying, so it is proven on the snapshot. */
import { boardOf, low } from "./board.ts";
import { type Escalation, reachesAfter } from "./escalation.ts";
import { type Field, baseOf, hasToday, rankOf } from "./field.ts";
import { type FlagName, flags } from "./flags.ts";
import type { Deed, Stakes } from "./sinks.ts";
import type { Channel, Overwrite, Role } from "./snapshot.ts";

/** One thing a person changes. The names are those of remedies. */
export type Change =
  | { op: "set-role-permissions"; role: string; permissions: bigint }
  | { op: "take-role"; member: string; role: string }
  | { op: "move-role-below"; role: string; below: string }
  | {
      op: "set-overwrite";
      channel: string;
      target: string;
      kind: "role" | "member";
      allow: bigint;
      deny: bigint;
    }
  | { op: "remove-member"; member: string };

export interface Cut {
  changes: Change[];
  /** 1 for what concerns this bot alone, more for what others feel, 10 for taking a bot out of the server. */
  cost: number;
}

const cost = { ownRole: 1, ownOverwrite: 1, sharedRole: 2, position: 2, everyone: 4, removal: 10 } as const;

/** Two cuts together are tried after all single ones; so many of them. */
const PAIRS = 40;

export function cheapestCut(field: Field, escalation: Escalation, stakes: Stakes): Cut {
  const bots = [escalation.bot, ...(escalation.with === null ? [] : [escalation.with])];
  const singles = candidates(field, escalation, bots).sort(byCost);
  const works = ({ changes }: Cut): boolean => !reachesAfter(field, changes, bots, escalation.sink, stakes);
  const removal = { changes: [{ op: "remove-member", member: escalation.bot } as const], cost: cost.removal };
  // Most that could be tried never has to be: what is cheaper than any two together comes first.
  const [first, second] = singles;
  const cheap = singles.filter(({ cost }) => cost < (first?.cost ?? 0) + (second?.cost ?? 0));
  const found = cheap.find((cut) => cut.cost < removal.cost && works(cut));
  if (found !== undefined) return found;
  const pairs = singles
    .flatMap((one, at) => singles.slice(at + 1).map((other) => both(one, other)))
    .sort(byCost)
    .slice(0, PAIRS);
  const rest = [...singles.slice(cheap.length), ...pairs].sort(byCost);
  return rest.find((cut) => cut.cost < removal.cost && works(cut)) ?? removal;
}

const byCost = (a: Cut, b: Cut): number => a.cost - b.cost || a.changes.length - b.changes.length;
const both = (one: Cut, other: Cut): Cut => ({
  changes: [...one.changes, ...other.changes],
  cost: one.cost + other.cost,
});

function candidates(field: Field, { deed, takes, opened }: Escalation, bots: string[]): Cut[] {
  const names = new Set<FlagName>([...flagsOf(deed), "MANAGE_ROLES", "ADMINISTRATOR"]);
  const channels = [...new Set([...channelsOf(deed), ...opened.map(({ channel }) => channel)])].flatMap(
    (id) => field.channels.find((channel) => channel.id === id) ?? [],
  );
  return bots
    .flatMap((bot) => [
      ...[...names].map((name) => withoutBit(field, bot, flags[name])),
      ...channels.flatMap((channel) => [...names].map((name) => closedTo(bot, channel, flags[name]))),
      ...(deed.does === "carries-out" ? [blindfold(field, bot)] : []),
      ...lowered(field, bot, takes),
      ...heldRoles(field, bot)
        .filter((role) => !isOwn(field, bot, role) && role.id !== field.guildId)
        .map((role): Cut => ({
          changes: [{ op: "take-role", member: bot, role: role.id }],
          cost: cost.sharedRole,
        })),
    ])
    .filter(({ changes }) => changes.length > 0);
}

function flagsOf(deed: Deed): FlagName[] {
  switch (deed.does) {
    case "becomes-administrator":
    case "hands-out-approver-role":
      return [];
    case "posts-as-countersign":
      return ["MANAGE_WEBHOOKS"];
    case "removes-approver":
    case "deletes-record":
    case "removes-countersign":
      return [deed.with, "BAN_MEMBERS", "KICK_MEMBERS"];
    case "pings-everyone":
      return ["MENTION_EVERYONE"];
    case "carries-out":
      return ["SEND_MESSAGES"];
  }
}

function channelsOf(deed: Deed): string[] {
  if ("channel" in deed) return [deed.channel];
  return deed.does === "carries-out" ? [deed.from, deed.to] : [];
}

const heldRoles = ({ roles, members, guildId }: Field, bot: string): Role[] =>
  [guildId, ...(members.get(bot)?.roles ?? [])].flatMap((id) => roles.get(id) ?? []);

/** A role whose change nobody but this bot feels. */
const isOwn = ({ guildId, members }: Field, bot: string, role: Role): boolean =>
  role.id !== guildId &&
  [...members.values()].every(({ id, roles }) => id === bot || !roles.includes(role.id));

/** The bit gone everywhere: from every role the bot holds and every overwrite that speaks for it. */
function withoutBit(field: Field, bot: string, bit: bigint): Cut {
  const held = heldRoles(field, bot).filter(({ permissions }) => (permissions & bit) !== 0n);
  const fromRoles = held.map((role): Cut => {
    if (isOwn(field, bot, role) || role.id === field.guildId)
      return {
        changes: [{ op: "set-role-permissions", role: role.id, permissions: role.permissions & ~bit }],
        cost: isOwn(field, bot, role) ? cost.ownRole : cost.everyone,
      };
    return { changes: [{ op: "take-role", member: bot, role: role.id }], cost: cost.sharedRole };
  });
  const ids = new Set([bot, ...heldRoles(field, bot).map(({ id }) => id)]);
  const fromOverwrites = allowing(field, bit)
    .filter(({ overwrite }) => ids.has(overwrite.id))
    .map(({ channel, overwrite }): Cut => {
      const own = overwrite.id === bot || field.roles.get(overwrite.id)?.botId === bot;
      return {
        changes: [written(channel, { ...overwrite, allow: overwrite.allow & ~bit })],
        cost: own ? cost.ownOverwrite : cost.sharedRole,
      };
    });
  return [...fromRoles, ...fromOverwrites].reduce(both, { changes: [], cost: 0 });
}

interface Place {
  channel: Channel;
  overwrite: Overwrite;
}

const allowances = new WeakMap<Field, Map<bigint, Place[]>>();

/** All overwrites that allow the bit: few bits are asked about, for many bots. */
function allowing(field: Field, bit: bigint): Place[] {
  const known = allowances.get(field) ?? new Map<bigint, Place[]>();
  allowances.set(field, known);
  const found =
    known.get(bit) ??
    field.channels.flatMap((channel) =>
      low(bit) !== 0 && (boardOf(field, channel).given & low(bit)) === 0
        ? []
        : channel
            .overwrites!.filter(({ allow }) => (allow & bit) !== 0n)
            .map((overwrite) => ({ channel, overwrite })),
    );
  known.set(bit, found);
  return found;
}

/** The bit denied to the bot in one channel, by its own overwrite: that has the last word. */
function closedTo(bot: string, channel: Channel, bit: bigint): Cut {
  const own = channel.overwrites!.find(({ id, kind }) => kind === "member" && id === bot);
  const { allow, deny } = own ?? { allow: 0n, deny: 0n };
  if ((bit & flags.ADMINISTRATOR) !== 0n) return { changes: [], cost: 0 };
  const overwrite: Overwrite = { id: bot, kind: "member", allow: allow & ~bit, deny: deny | bit };
  return { changes: [written(channel, overwrite)], cost: cost.ownOverwrite };
}

/** Every channel that @everyone can't see and the bot can, closed to it as well. */
function blindfold(field: Field, bot: string): Cut {
  const today = { bot, low: low(baseOf(field, bot)) };
  const closed = new Set(field.kinds.closed.map(({ overwrites }) => overwrites));
  return field.channels
    .filter((channel) => closed.has(channel.overwrites))
    .filter((channel) => hasToday(field, today, channel, low(flags.VIEW_CHANNEL)))
    .map((channel) => closedTo(bot, channel, flags.VIEW_CHANNEL))
    .reduce(both, { changes: [], cost: 0 });
}

/** The bot's highest role moved below what it takes. */
function lowered(field: Field, bot: string, takes: Role[]): Cut[] {
  const top = heldRoles(field, bot).find(({ id }) => field.rank.get(id) === rankOf(field, bot));
  if (!top || top.id === field.guildId || !isOwn(field, bot, top)) return [];
  const lowest = [...takes].sort((a, b) => field.rank.get(a.id)! - field.rank.get(b.id)!)[0];
  return lowest
    ? [{ changes: [{ op: "move-role-below", role: top.id, below: lowest.id }], cost: cost.position }]
    : [];
}

const written = (channel: Channel, { id, kind, allow, deny }: Overwrite): Change => ({
  op: "set-overwrite",
  channel: channel.id,
  target: id,
  kind,
  allow,
  deny,
});
