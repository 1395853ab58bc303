/** The states of one agent's permissions in a Discord server, from its manifest, its roles and every channel's own permissions. */
import { CHANNEL_BITS, channelBits, flags, KNOWN, maskOf, namesOf } from "../discord/flags.ts";
import { lanesOf } from "../discord/lanes.ts";
import { exceeds, rowOf } from "../discord/permissions.ts";
import type { Answer } from "../discord/permissions.ts";
import type { Channel } from "../discord/snapshot.ts";
import type { Agent } from "../manifest.ts";
import { isAllowed, isDenied } from "./discord-channels.ts";
import {
  heldAndDeclared,
  inGrantOrder,
  type GrantLine,
  type GrantState,
  type Uses,
  usesOf,
} from "./grants.ts";
import { answerIn, byId, onceAView } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** Null without a manifest for Discord: then nothing is declared, and the audit's rules judge by purpose instead. */
export function discordGrants(
  view: DiscordView,
  agent: DiscordAgent,
  uses: Uses = usesOf(view.usage, agent.id, namesOf(agent.unused)),
): GrantLine[] | null {
  const declared = agent.known?.manifest?.permissions.discord;
  if (declared === undefined) return null;
  const whys = whysOf(declared, view.at);
  const seen = agent.member !== null;
  const everything = agent.unlimited ? KNOWN : 0n;
  const held = agent.own | view.everyone.permissions | everything;
  const line = (name: string, state: GrantState): GrantLine => ({
    permission: name,
    state,
    why: whys.get(name) ?? null,
    used: uses(name, null),
    places: null,
  });

  const { may, never, required } = agent.need;
  // Nothing that a channel says can limit an administrator or the owner.
  const places = seen && !agent.unlimited ? alike(view) : [];
  const open = required & ~held;
  const nowhere =
    open === 0n
      ? 0n
      : places.reduce(
          (left, [first]) => left & ~(answerIn(view, agent, first!).effective & CHANNEL_BITS),
          open,
        );
  const wide = agent.own | view.everyone.permissions;
  // Channels that are alike differ for it only where some of them were chosen.
  const groups =
    agent.need.channels === null
      ? beyond(view, agent, places, wide)
      : places.flat().map((channel) => [channel]);
  const differing = groups.flatMap((channels) => {
    const [first] = channels;
    const differences = inChannel(agent, first!, {
      ...answerIn(view, agent, first!),
      wide,
      nowhere,
    }).filter(({ mask }) => mask !== 0n);
    return differences.length === 0 ? [] : channels.map((channel) => ({ channel, differences }));
  });
  return inGrantOrder([
    ...namesOf(held & never).map((name) => line(name, "forbidden")),
    // What everybody has is not counted against a bot.
    ...namesOf(agent.own & ~may & ~never).map((name) => line(name, "undeclared")),
    ...namesOf(held & may).flatMap((name) =>
      // What a declared permission implies is declared with it, and needs a line only where the bot itself holds it.
      whys.has(name) || (agent.own & maskOf([name])) !== 0n
        ? [line(name, heldAndDeclared(uses(name, null)))]
        : [],
    ),
    ...namesOf(nowhere).map((name) => line(name, seen ? "missing" : "unknown")),
    ...differing
      .sort((a, b) => byId(a.channel.id, b.channel.id))
      .flatMap(({ channel, differences }) =>
        differences.flatMap(({ mask, state }) =>
          namesOf(mask).map((name) => ({
            ...line(name, state),
            used: uses(name, channel.id),
            places: [{ id: channel.id, name: channel.name }],
          })),
        ),
      ),
  ]);
}

/** The groups in which it holds more than in the whole server: without a list of channels the others can't differ. */
function beyond(view: DiscordView, agent: DiscordAgent, groups: Channel[][], wide: bigint): Channel[][] {
  const { guild } = view;
  const member = guild.memberAt.get(agent.id);
  if (member === undefined) return groups;
  const bits = lanesOf([wide], guild.words);
  return groups.filter(([first]) => exceeds(rowOf(guild, guild.channelAt.get(first!.id)!), member, bits));
}

/** The judged channels in groups that share their overwrites and their type. */
const alike = onceAView((view): Channel[][] => {
  const groups = new Map<unknown, Map<number, Channel[]>>();
  for (const channel of view.channels) {
    const types = groups.get(channel.overwrites) ?? new Map<number, Channel[]>();
    groups.set(channel.overwrites, types);
    const before = types.get(channel.type);
    if (before === undefined) types.set(channel.type, [channel]);
    else before.push(channel);
  }
  return [...groups.values()].flatMap((types) => [...types.values()]);
});

interface Difference {
  mask: bigint;
  state: GrantState;
}

/** What this channel changes about it. `wide`: what holds in every channel; `nowhere`: what is missing anyway. */
function inChannel(
  agent: DiscordAgent,
  channel: Channel,
  { effective, unknown, wide, nowhere }: Answer & { wide: bigint; nowhere: bigint },
): Difference[] {
  const { may, never, required } = agent.need;
  if (isLeftOut(agent, channel)) return [{ mask: effective & flags.VIEW_CHANNEL, state: "undeclared" }];
  const bits = channelBits(channel.type);
  const added = effective & bits & ~wide;
  // Without a list nobody said that it has to work in this channel.
  const needed = isAllowed(agent, channel) ? required & bits & ~nowhere : 0n;
  return [
    { mask: added & never, state: "forbidden" },
    { mask: added & ~may & ~never, state: "undeclared" },
    { mask: needed & ~effective & ~unknown, state: "missing" },
    { mask: needed & unknown, state: "unknown" },
  ];
}

/** The manifest's lists don't want it here: named as denied, or not named where others are allowed. */
function isLeftOut(agent: DiscordAgent, channel: Channel): boolean {
  const meant = agent.need.channels;
  if (meant === null || isAllowed(agent, channel)) return false;
  return isDenied(agent, channel) || meant.allow.length + meant.allowCategories.length > 0;
}

function whysOf(declared: NonNullable<Agent["permissions"]["discord"]>, at: number): Map<string, string> {
  return new Map([
    ...Object.entries(declared.rare)
      .filter(([, { expires }]) => Date.parse(`${expires}T23:59:59Z`) >= at)
      .map(([name, { why, expires }]): [string, string] => [name, `${why} (until ${expires})`]),
    ...Object.entries(declared.optional),
    ...Object.entries(declared.required),
  ]);
}
