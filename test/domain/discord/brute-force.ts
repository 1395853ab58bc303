/**
 * Escalation by trying: bots make every move Discord lets them make, on the server itself, until nothing new comes up. Uses the
 * resolver to see what they can do after each move, and nothing of the analysis it is compared with.
 */
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { flags } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import type { Sink, Stakes } from "../../../src/domain/discord/sinks.ts";
import type { Channel, DiscordSnapshot, Role } from "../../../src/domain/discord/snapshot.ts";

interface State {
  snapshot: DiscordSnapshot;
  /** `bot channel`: closed channels a bot has read on the way. */
  read: Set<string>;
}

const has = (mask: bigint, ...names: (keyof typeof flags)[]): boolean =>
  names.every((name) => (mask & flags[name]) !== 0n);

/** The sinks that any of these bots reaches, with each other's help. */
export function tryEverything(start: DiscordSnapshot, bots: string[], stakes: Stakes): Set<Sink> {
  const found = new Set<Sink>();
  const isClosed = closedIn(start);
  const seen = new Set<string>();
  const queue: State[] = [{ snapshot: structuredClone(start), read: new Set() }];
  while (queue.length > 0) {
    const state = queue.pop()!;
    writeOverwrites(state.snapshot, bots);
    look(state, bots, stakes, isClosed, found);
    const key = keyOf(state, bots);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const next of moves(state.snapshot, bots)) queue.push({ snapshot: next, read: new Set(state.read) });
  }
  return found;
}

function closedIn(snapshot: DiscordSnapshot): (channel: Channel) => boolean {
  const nobody = { id: "1", name: "", bot: true, roles: [], timeoutUntil: null, flags: 0, joinedAt: null };
  const guild = compileGuild({ ...snapshot, members: [nobody] }, snapshot.takenAt);
  const closed = new Set(
    snapshot.channels.filter(({ id }) => !has(ask(guild, "1", id).raw, "VIEW_CHANNEL")).map(({ id }) => id),
  );
  return ({ id }) => closed.has(id);
}

/** Every overwrite that can be written is written: it only adds to what the bots have. */
function writeOverwrites(snapshot: DiscordSnapshot, bots: string[]): void {
  const outOfReach = flags.ADMINISTRATOR | flags.MANAGE_ROLES;
  for (let changed = true; changed;) {
    changed = false;
    const guild = compileGuild(snapshot, snapshot.takenAt);
    for (const writer of bots)
      for (const channel of snapshot.channels) {
        if (!has(ask(guild, writer, channel.id).raw, "MANAGE_ROLES")) continue;
        const applies = [
          snapshot.guild.id,
          writer,
          ...snapshot.members.find(({ id }) => id === writer)!.roles,
        ];
        const any = channel.overwrites!.some(
          ({ id, allow }) => applies.includes(id) && has(allow, "MANAGE_ROLES"),
        );
        const bits = (any ? guild.universe : ask(guild, writer, null).raw) & ~outOfReach;
        for (const target of bots) {
          let own = channel.overwrites!.find(({ id }) => id === target);
          if (!own) channel.overwrites!.push((own = { id: target, kind: "member", allow: 0n, deny: 0n }));
          if ((bits & ~own.allow) === 0n) continue;
          own.allow |= bits;
          own.deny &= ~bits;
          changed = true;
        }
      }
  }
}

const higher = (a: Role, b: Role): boolean =>
  a.position !== b.position ? a.position > b.position : BigInt(a.id) < BigInt(b.id);

function topOf(snapshot: DiscordSnapshot, person: string): Role {
  const held = snapshot.members.find(({ id }) => id === person)!.roles;
  const everyone = snapshot.guild.roles.find(({ id }) => id === snapshot.guild.id)!;
  return snapshot.guild.roles
    .filter(({ id }) => held.includes(id))
    .reduce((top, role) => (top === everyone || higher(role, top) ? role : top), everyone);
}

function* moves(snapshot: DiscordSnapshot, bots: string[]): Generator<DiscordSnapshot> {
  const guild = compileGuild(snapshot, snapshot.takenAt);
  for (const actor of bots) {
    const bits = ask(guild, actor, null).raw;
    if (!has(bits, "MANAGE_ROLES")) continue;
    const top = topOf(snapshot, actor);
    const lower = snapshot.guild.roles.filter((role) => higher(top, role));
    for (const target of bots) {
      for (const role of lower) {
        const { roles } = snapshot.members.find(({ id }) => id === target)!;
        if (role.id === snapshot.guild.id || role.managed || roles.includes(role.id)) continue;
        yield changed(snapshot, (copy) => copy.members.find(({ id }) => id === target)!.roles.push(role.id));
      }
      if (target === actor || top.id === snapshot.guild.id) continue;
      const gains = (bits & ~ask(guild, target, null).raw) !== 0n;
      const rises = lower.some((role) => higher(role, topOf(snapshot, target)));
      if (!gains && !rises) continue;
      const next = Math.max(...lower.map(({ position }) => position));
      const made: Role = {
        ...top,
        id: String(900 + snapshot.guild.roles.length),
        position: (top.position + next) / 2,
        permissions: bits & (top.permissions | bits),
        managed: false,
        botId: null,
      };
      yield changed(snapshot, (copy) => {
        copy.guild.roles.push(made);
        copy.members.find(({ id }) => id === target)!.roles.push(made.id);
      });
    }
  }
}

function changed(snapshot: DiscordSnapshot, change: (copy: DiscordSnapshot) => void): DiscordSnapshot {
  const copy = structuredClone(snapshot);
  change(copy);
  return copy;
}

function look(
  state: State,
  bots: string[],
  stakes: Stakes,
  isClosed: (channel: Channel) => boolean,
  found: Set<Sink>,
): void {
  const { snapshot, read } = state;
  const guild = compileGuild(snapshot, snapshot.takenAt);
  for (const bot of bots) {
    const bits = ask(guild, bot, null).effective;
    const top = topOf(snapshot, bot);
    const outranks = (person: string) =>
      person !== snapshot.guild.ownerId && higher(top, topOf(snapshot, person));
    if (has(bits, "ADMINISTRATOR")) found.add("server-takeover");
    for (const channel of snapshot.channels) {
      const can = ask(guild, bot, channel.id).effective;
      if (has(can, "SEND_MESSAGES", "MENTION_EVERYONE")) found.add("mass-mention");
      const enters = has(can, "VIEW_CHANNEL") && (channel.type !== 2 || has(can, "CONNECT"));
      if (enters && isClosed(channel)) read.add(`${bot} ${channel.id}`);
      if (!stakes.places.includes(channel.id)) continue;
      if (has(can, "MANAGE_WEBHOOKS")) found.add("approval-forgery");
      if (has(can, "MANAGE_MESSAGES") || has(can, "MANAGE_CHANNELS")) found.add("evidence-erasure");
    }
    const writes = snapshot.channels.some(
      (channel) => !isClosed(channel) && has(ask(guild, bot, channel.id).effective, "SEND_MESSAGES"),
    );
    if (writes && [...read].some((one) => one.startsWith(`${bot} `)))
      found.add("private-channel-exfiltration");
    const handsOut = snapshot.guild.roles.some(
      (role) => stakes.approverRoles.includes(role.id) && !role.managed && higher(top, role),
    );
    if (has(bits, "MANAGE_ROLES") && handsOut) found.add("approval-forgery");
    for (const person of snapshot.members) {
      if (!outranks(person.id) || bots.includes(person.id)) continue;
      const approves =
        stakes.approvers.includes(person.id) ||
        person.roles.some((role) => stakes.approverRoles.includes(role));
      const admin = has(ask(guild, person.id, null).effective, "ADMINISTRATOR");
      const removes = has(bits, "KICK_MEMBERS") || has(bits, "BAN_MEMBERS");
      if (!person.bot && approves && (removes || (has(bits, "MODERATE_MEMBERS") && !admin)))
        found.add("approval-forgery");
      if (person.id === stakes.countersign && removes) found.add("evidence-erasure");
    }
    if (has(bits, "MANAGE_GUILD") && stakes.countersign !== bot && stakes.countersign !== null)
      found.add("evidence-erasure");
  }
}

function keyOf({ snapshot, read }: State, bots: string[]): string {
  const of = (value: unknown): string =>
    JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one));
  return of([
    snapshot.members.filter(({ id }) => bots.includes(id)).map(({ roles }) => [...roles].sort()),
    snapshot.guild.roles.map(({ position, permissions }) => [position, permissions]),
    snapshot.channels.map(({ overwrites }) => overwrites),
    [...read].sort(),
  ]);
}
