/** An escalation as sentences of at most three hops: help, roles, overwrites; and then what the bot does. */
import type { Escalation } from "./escalation.ts";
import { labelOf, namesOf } from "./flags.ts";
import type { Deed } from "./sinks.ts";
import type { DiscordSnapshot } from "./snapshot.ts";

/** `said` are names that people chose: to be shown inert. */
export type Words = (string | { said: string })[];

export interface Story {
  hops: Words[];
  end: Words;
}

export function storyOf(snapshot: DiscordSnapshot, escalation: Escalation): Story {
  const name = namesIn(snapshot);
  const bot = name.member(escalation.bot);
  const hops: Words[] = [];
  if (escalation.with !== null)
    hops.push([name.member(escalation.with), " and ", bot, " hand each other what they may"]);
  if (escalation.takes.length > 0)
    hops.push([
      bot,
      " gets ",
      ...listed(escalation.takes.map(({ id }) => [name.role(id)])),
      ", by Manage Roles, which does not ask what a role carries",
    ]);
  if (escalation.opened.length > 0) {
    const places = escalation.opened.map(({ channel, way }): Words => [
      name.channel(channel),
      ` (${namesOf(way.opens)
        .map((flag) => labelOf(flag, "channel"))
        .join(", ")}${way.blind ? ", reported to work without seeing the channel" : ""})`,
    ]);
    const { writer } = escalation.opened[0]!.way;
    const whom = writer === escalation.bot ? "itself" : bot;
    hops.push([name.member(writer), " writes ", whom, " into ", ...listed(places)]);
  }
  return { hops, end: [bot, " ", ...endOf(escalation.deed, name)] };
}

function endOf(deed: Deed, name: ReturnType<typeof namesIn>): Words {
  switch (deed.does) {
    case "becomes-administrator":
      return ["is an administrator"];
    case "posts-as-countersign":
      return ["can post under any name, Countersign's too, in ", name.channel(deed.channel)];
    case "hands-out-approver-role":
      return ["can give anybody the approver role ", name.role(deed.role)];
    case "removes-approver":
      return ["can remove or silence the approver ", name.member(deed.person), ` with ${labelOf(deed.with)}`];
    case "deletes-record":
      return [
        "can make cards disappear from ",
        name.channel(deed.channel),
        ` with ${labelOf(deed.with, "channel")}`,
      ];
    case "removes-countersign":
      return [`can remove Countersign with ${labelOf(deed.with)}`];
    case "pings-everyone":
      return ["can ping everyone in ", name.channel(deed.channel)];
    case "carries-out":
      return [
        "reads ",
        name.channel(deed.from),
        ", which is closed, and writes in ",
        name.channel(deed.to),
        ", which everyone sees",
      ];
  }
}

function namesIn({ members, channels, guild }: DiscordSnapshot) {
  const find = (list: { id: string; name: string }[], id: string) => ({
    said: list.find((one) => one.id === id)?.name ?? id,
  });
  return {
    member: (id: string) => find(members, id),
    role: (id: string) => find(guild.roles, id),
    channel: (id: string) => ({ said: `#${find(channels, id).said}` }),
  };
}

const listed = (items: Words[]): Words =>
  items.flatMap((item, at) => (at === 0 ? item : [at === items.length - 1 ? " and " : ", ", ...item]));
