/**
 * What changed between two looks at the same workspace: who can do more than before, who less. Only what is certain on both
 * sides counts: a channel that was hidden and is visible now tells what is there, not that it is new.
 */
import { compileGuild } from "../discord/compile.ts";
import { channelBits, flags, namesOf } from "../discord/flags.ts";
import { answerAt, ask, newRow, resolveRow } from "../discord/permissions.ts";
import { type Channel, type DiscordSnapshot, isThread } from "../discord/snapshot.ts";
import type { TelegramMember, TelegramSnapshot } from "../telegram/snapshot.ts";

/** A channel, an agent … The id is the truth. */
export interface Named {
  id: string;
  name: string;
}

/** new: it was not here, or not known to be. gone: it is certainly not here any more. rights: it can do more, or less. */
export interface Change {
  direction: "wider" | "narrower";
  what: "new" | "gone" | "rights";
  /** Null: ordinary members of a Telegram chat. */
  agent: Named | null;
  /** Permissions as manifests write them; for `new` what it holds. */
  names: string[];
  /** Only there; null: in the whole workspace. */
  channels: Named[] | null;
}

export function compareSnapshots(
  before: DiscordSnapshot | TelegramSnapshot,
  after: DiscordSnapshot | TelegramSnapshot,
): Change[] {
  const changes =
    "guild" in before
      ? "guild" in after
        ? compareDiscord(before, after)
        : []
      : "guild" in after
        ? []
        : compareTelegram(before, after);
  const order = (change: Change) => `${change.direction === "wider" ? 0 : 1} ${change.agent?.id ?? ""}`;
  return changes.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

const CATEGORY = 4;

function compareDiscord(before: DiscordSnapshot, after: DiscordSnapshot): Change[] {
  const [old, now] = [before, after]
    .map(lasting)
    .map((one) => ({ snapshot: one, guild: compileGuild(one, one.takenAt) }));
  if (!old || !now) return [];
  const bots = new Map(
    [...before.members, ...after.members].filter(({ bot }) => bot).map(({ id, name }) => [id, { id, name }]),
  );
  const here = (snapshot: DiscordSnapshot, id: string) => snapshot.members.some((member) => member.id === id);
  const changes: Change[] = [];
  const staying = new Map<string, { agent: Named; administrator: boolean; gained: bigint; lost: bigint }>();
  for (const agent of bots.values()) {
    if (!here(before, agent.id)) {
      const held = ask(now.guild, agent.id, null).raw;
      const names = held & flags.ADMINISTRATOR ? ["ADMINISTRATOR"] : namesOf(held);
      changes.push({ direction: "wider", what: "new", agent, names, channels: null });
      continue;
    }
    if (!here(after, agent.id)) {
      changes.push({ direction: "narrower", what: "gone", agent, names: [], channels: null });
      continue;
    }
    const was = ask(old.guild, agent.id, null);
    const is = ask(now.guild, agent.id, null);
    const gained = is.raw & ~(was.raw | was.unknown);
    const lost = was.raw & ~(is.raw | is.unknown);
    const administrator = ((gained | lost) & flags.ADMINISTRATOR) !== 0n;
    staying.set(agent.id, { agent, administrator, gained, lost });
    changes.push(...rights(agent, gained, lost, null));
  }
  return [...changes, ...inChannels(old, now, staying)];
}

/** A timeout ends by itself: it is no change of rights. */
function lasting(snapshot: DiscordSnapshot): DiscordSnapshot {
  return { ...snapshot, members: snapshot.members.map((member) => ({ ...member, timeoutUntil: null })) };
}

/** Administrator is said alone: it contains all the others. */
function rights(agent: Named, gained: bigint, lost: bigint, channels: Named[] | null): Change[] {
  const say = (direction: Change["direction"], mask: bigint): Change[] =>
    mask === 0n
      ? []
      : [
          {
            direction,
            what: "rights",
            agent,
            names: mask & flags.ADMINISTRATOR ? ["ADMINISTRATOR"] : namesOf(mask),
            channels,
          },
        ];
  return [...say("wider", gained), ...say("narrower", lost)];
}

type Side = { snapshot: DiscordSnapshot; guild: ReturnType<typeof compileGuild> };

/** What differs in single channels beyond what differs everywhere; channels with the same difference are told together. */
function inChannels(
  old: Side,
  now: Side,
  staying: Map<string, { agent: Named; administrator: boolean; gained: bigint; lost: bigint }>,
): Change[] {
  const rowBefore = newRow(old.guild);
  const rowAfter = newRow(now.guild);
  const groups = new Map<string, { agent: Named; gained: bigint; lost: bigint; channels: Named[] }>();
  const was = new Map(old.snapshot.channels.map((channel) => [channel.id, channel]));
  for (const channel of now.snapshot.channels) {
    const earlier = was.get(channel.id);
    if (!earlier || !judged(earlier) || !judged(channel)) continue;
    const [atBefore, atAfter] = [old.guild.channelAt.get(channel.id), now.guild.channelAt.get(channel.id)];
    if (atBefore === undefined || atAfter === undefined) continue;
    resolveRow(old.guild, atBefore, rowBefore);
    resolveRow(now.guild, atAfter, rowAfter);
    for (const [id, { agent, administrator, ...everywhere }] of staying) {
      const [memberBefore, memberAfter] = [old.guild.memberAt.get(id), now.guild.memberAt.get(id)];
      if (administrator || memberBefore === undefined || memberAfter === undefined) continue;
      const before = answerAt(rowBefore, memberBefore);
      const after = answerAt(rowAfter, memberAfter);
      const here = channelBits(channel.type);
      const gained = after.effective & ~(before.effective | before.unknown) & ~everywhere.gained & here;
      const lost = before.effective & ~(after.effective | after.unknown) & ~everywhere.lost & here;
      if ((gained | lost) === 0n) continue;
      const key = `${id} ${gained} ${lost}`;
      const group = groups.get(key) ?? { agent, gained, lost, channels: [] };
      group.channels.push({ id: channel.id, name: channel.name });
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ agent, gained, lost, channels }) =>
    rights(agent, gained, lost, channels.sort(byId)),
  );
}

function judged(channel: Channel): boolean {
  return (
    !channel.hidden && channel.overwrites !== null && channel.type !== CATEGORY && !isThread(channel.type)
  );
}

function byId(a: Named, b: Named): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

function compareTelegram(before: TelegramSnapshot, after: TelegramSnapshot): Change[] {
  const was = new Map(before.members.map((member) => [member.id, member]));
  const changes = after.members.filter(({ bot }) => bot).flatMap((now) => memberChange(was.get(now.id), now));
  return [...changes, ...forEverybody(before, after)];
}

/** Somebody whom the later file does not name may still be here: nothing is said about them. */
function memberChange(was: TelegramMember | undefined, now: TelegramMember): Change[] {
  const agent = { id: now.id, name: now.name };
  if (!was?.present)
    return now.present
      ? [
          {
            direction: "wider",
            what: "new",
            agent,
            names: [...now.rights, ...now.unknownRights],
            channels: null,
          },
        ]
      : [];
  if (!now.present) return [{ direction: "narrower", what: "gone", agent, names: [], channels: null }];
  const held = (member: TelegramMember) => [...member.rights, ...member.unknownRights];
  const gained = held(now).filter((right) => !held(was).includes(right) && !was.untold.includes(right));
  const lost = held(was).filter((right) => !held(now).includes(right) && !now.untold.includes(right));
  return differences(agent, gained, lost);
}

/** What ordinary members may do counts for bots that are ordinary members, and lets people bring in others. */
function forEverybody(before: TelegramSnapshot, after: TelegramSnapshot): Change[] {
  const [was, now] = [before.chat.permissions, after.chat.permissions];
  if (!was || !now) return [];
  const keys = Object.keys({ ...was, ...now }).sort();
  const gained = keys.filter((key) => was[key] === false && now[key] === true);
  const lost = keys.filter((key) => was[key] === true && now[key] === false);
  return differences(null, gained, lost);
}

function differences(agent: Named | null, gained: string[], lost: string[]): Change[] {
  const say = (direction: Change["direction"], names: string[]): Change[] =>
    names.length > 0 ? [{ direction, what: "rights", agent, names, channels: null }] : [];
  return [...say("wider", gained), ...say("narrower", lost)];
}
