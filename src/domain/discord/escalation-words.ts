/** An escalation as sentences of at most three hops: help, roles, overwrites; and then what the bot does. */
import type { Escalation } from "./escalation.ts";
import { flags } from "./flags.ts";
import type { Deed } from "./sinks.ts";
import type { DiscordSnapshot } from "./snapshot.ts";
import { say } from "../audit/phrase.ts";
import type { Phrase, Value } from "../audit/phrase.ts";

export interface Story {
  hops: Phrase[];
  end: Phrase;
}

export function storyOf(snapshot: DiscordSnapshot, escalation: Escalation): Story {
  const name = namesIn(snapshot);
  const bot = name.member(escalation.bot);
  const hops: Phrase[] = [];
  if (escalation.with !== null)
    hops.push(
      say("{helper} and {bot} hand each other what they may", { helper: name.member(escalation.with), bot }),
    );
  if (escalation.takes.length > 0)
    hops.push(
      say("{bot} gets {roles}, by Manage Roles, which does not ask what a role carries", {
        bot,
        roles: { list: escalation.takes.map(({ id }) => name.role(id)) },
      }),
    );
  if (escalation.opened.length > 0) {
    const { writer } = escalation.opened[0]!.way;
    const channels = { list: escalation.opened.map((one) => opened(one, name)) };
    hops.push(
      writer === escalation.bot
        ? say("{bot} writes itself into {channels}", { bot, channels })
        : say("{writer} writes {bot} into {channels}", { writer: name.member(writer), bot, channels }),
    );
  }
  return { hops, end: endOf(escalation.deed, bot, name) };
}

function opened({ channel, way }: Escalation["opened"][number], name: Names): Phrase {
  const words = { channel: name.channel(channel), permissions: inChannel(way.opens) };
  return way.blind
    ? say("{channel} ({permissions}, reported to work without seeing the channel)", words)
    : say("{channel} ({permissions})", words);
}

function endOf(deed: Deed, bot: Value, name: Names): Phrase {
  switch (deed.does) {
    case "becomes-administrator":
      return say("{bot} is an administrator", { bot });
    case "posts-as-countersign":
      return say("{bot} can post under any name, Countersign's too, in {channel}", {
        bot,
        channel: name.channel(deed.channel),
      });
    case "hands-out-approver-role":
      return say("{bot} can give anybody the approver role {role}", { bot, role: name.role(deed.role) });
    case "removes-approver":
      return say("{bot} can remove or silence the approver {person} with {permission}", {
        bot,
        person: name.member(deed.person),
        permission: { permissions: flags[deed.with].toString() },
      });
    case "deletes-record":
      return say("{bot} can make cards disappear from {channel} with {permission}", {
        bot,
        channel: name.channel(deed.channel),
        permission: inChannel(flags[deed.with]),
      });
    case "removes-countersign":
      return say("{bot} can remove Countersign with {permission}", {
        bot,
        permission: { permissions: flags[deed.with].toString() },
      });
    case "pings-everyone":
      return say("{bot} can ping everyone in {channel}", { bot, channel: name.channel(deed.channel) });
    case "carries-out":
      return say("{bot} reads {from}, which is closed, and writes in {to}, which everyone sees", {
        bot,
        from: name.channel(deed.from),
        to: name.channel(deed.to),
      });
  }
}

const inChannel = (mask: bigint): Value => ({ permissions: mask.toString(), screen: "channel" });

type Names = ReturnType<typeof namesIn>;

const names = new WeakMap<DiscordSnapshot, ReturnType<typeof namesOf>>();

function namesIn(snapshot: DiscordSnapshot) {
  const known = names.get(snapshot) ?? namesOf(snapshot);
  names.set(snapshot, known);
  return known;
}

function namesOf({ members, channels, guild }: DiscordSnapshot) {
  const find = (list: { id: string; name: string }[]) => {
    const byId = new Map(list.map(({ id, name }) => [id, name]));
    return (id: string) => byId.get(id) ?? id;
  };
  const [member, role, channel] = [find(members), find(guild.roles), find(channels)];
  return {
    member: (id: string) => ({ said: member(id) }),
    role: (id: string) => ({ said: role(id) }),
    channel: (id: string) => ({ channel: channel(id) }),
  };
}
