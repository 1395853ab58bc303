/** Which channels an agent is meant for, and how to keep it to them. */
import { flags, namesOf } from "../discord/flags.ts";
import type { Channel, Overwrite } from "../discord/snapshot.ts";
import { labels } from "./discord-labels.ts";
import { counted, list, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import type { Change, Remedy } from "./remedy.ts";
import { answerIn, byId } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** Listed by its manifest, by itself or with its category, and not ruled out. */
export function isAllowed(agent: DiscordAgent, channel: Channel): boolean {
  const meant = agent.need.channels;
  if (meant === null || isDenied(agent, channel)) return false;
  return (
    meant.allow.includes(channel.id) ||
    (channel.parentId !== null && meant.allowCategories.includes(channel.parentId))
  );
}

export function isDenied(agent: DiscordAgent, channel: Channel): boolean {
  const meant = agent.need.channels;
  if (meant === null) return false;
  // A channel that is named wins over its category, in both directions.
  if (meant.allow.includes(channel.id) && !meant.deny.includes(channel.id)) return false;
  return (
    meant.deny.includes(channel.id) ||
    (channel.parentId !== null && meant.denyCategories.includes(channel.parentId))
  );
}

/** Hides these channels from the bot, by an overwrite that wins over everything else it has there. */
export function hideChannels(view: DiscordView, agent: DiscordAgent, channels: Channel[]): Remedy {
  const changes = channels.map((channel) => hidden(agent, channel));
  const byMember = changes.some((change) => change.op === "set-overwrite" && change.kind === "member");
  const target: Phrase =
    byMember || agent.managed === null
      ? say("the member {bot}", { bot: { said: agent.subject.name } })
      : say("the role {role}", { role: { said: agent.managed.name } });
  const groups = Map.groupBy(channels, (channel) => channel.parentId ?? "");
  const steps = [...groups].map(([parent, inside]): Phrase => {
    const category = view.snapshot.channels.find((channel) => channel.id === parent);
    const names = list(
      inside.map((channel) => ({ channel: channel.name })),
      8,
    );
    return category === undefined || category.hidden
      ? say("{channels}.", { channels: names })
      : say("In {category}: {channels}.", { category: { said: category.name }, channels: names });
  });
  return {
    kind: "settings",
    summary: counted(
      channels.length,
      "Hide this channel from {bot}.",
      "Hide these {n} channels from {bot}.",
      { bot: { said: agent.subject.name } },
    ),
    steps: [
      say(
        "In each of these channels: Edit Channel → Permissions → add {target}, and set View Channel to ✕.",
        {
          target,
        },
      ),
      ...steps,
    ],
    link: null,
    breaks: say(
      "Whatever it does there, messages and reading alike. Its slash commands can still be used there unless Server Settings → Integrations says otherwise.",
    ),
    survivingRoute: null,
    undo: { text: say("Set View Channel back to / (neutral) in the same channels."), link: null },
    who: say("Somebody with Manage Roles (called Manage Permissions in a channel) there."),
    changes,
  };
}

/** A denial for its own role is enough, unless another of its roles or an overwrite of its own opens the channel again. */
function hidden(agent: DiscordAgent, channel: Channel): Change {
  const overwrites = channel.overwrites ?? [];
  const opens = (id: string): boolean =>
    overwrites.some((one) => one.id === id && (one.allow & flags.VIEW_CHANNEL) !== 0n);
  const reopened = opens(agent.id) || agent.roles.some((role) => role !== agent.managed && opens(role.id));
  const [target, kind] =
    agent.managed === null || reopened
      ? ([agent.id, "member"] as const)
      : ([agent.managed.id, "role"] as const);
  const today = overwrites.find((one) => one.id === target);
  return {
    op: "set-overwrite",
    channel: channel.id,
    target,
    kind,
    allow: ((today?.allow ?? 0n) & ~flags.VIEW_CHANNEL).toString(),
    deny: ((today?.deny ?? 0n) | flags.VIEW_CHANNEL).toString(),
  };
}

/** Sets single permissions in one channel back to neutral for the bot. */
export function cleanOverwrite(
  agent: DiscordAgent,
  channel: Channel,
  overwrite: Overwrite,
  bits: bigint,
): Remedy {
  const allow = overwrite.allow & ~bits;
  const change: Change =
    allow === 0n && overwrite.deny === 0n
      ? { op: "delete-overwrite", channel: channel.id, target: overwrite.id }
      : {
          op: "set-overwrite",
          channel: channel.id,
          target: overwrite.id,
          kind: overwrite.kind,
          allow: allow.toString(),
          deny: overwrite.deny.toString(),
        };
  return {
    kind: "settings",
    summary: say("Take {permissions} in {channel} away from {bot}.", {
      permissions: labels(bits, "channel"),
      channel: { channel: channel.name },
      bot: { said: agent.subject.name },
    }),
    steps: [
      say("{channel} → Edit Channel → Permissions → {bot}: set {permissions} to / (neutral), save.", {
        channel: { channel: channel.name },
        bot: { said: agent.subject.name },
        permissions: labels(bits, "channel"),
      }),
    ],
    link: null,
    breaks: say("In this channel it can no longer: {permissions}.", { permissions: labels(bits, "channel") }),
    survivingRoute: null,
    undo: {
      text: counted(namesOf(bits).length, "Set it back to ✓.", "Set them back to ✓."),
      link: null,
    },
    who: say("Somebody with Manage Roles (called Manage Permissions in a channel) there."),
    changes: [change],
  };
}

/** Nobody but the owner knows which channels it is for. A good start are those whose permissions name it. */
export function declareChannels(view: DiscordView, agent: DiscordAgent): Remedy {
  const naming = [agent.id, agent.managed?.id ?? ""]
    .flatMap((id) => view.overwrites.get(id) ?? [])
    .map(({ channel }) => channel)
    .filter((channel) => (answerIn(view, agent, channel).effective & flags.VIEW_CHANNEL) !== 0n);
  const named = [...new Set(naming)].sort((a, b) => byId(a.id, b.id));
  const first = named.length > 0 ? named : agent.sees.slice(0, 1);
  return {
    kind: "declare",
    summary: say("Say which channels {bot} is for.", { bot: { said: agent.subject.name } }),
    steps: [
      say(
        "List them in its manifest under {allow}; Countersign then says exactly which ones to hide from it.",
        { allow: { code: "channels.discord.allow" } },
      ),
      ...(named.length > 0
        ? [
            say("The permissions of {channels} name it: start with those.", {
              channels: list(named.map((channel) => ({ channel: channel.name }))),
            }),
          ]
        : []),
    ],
    link: null,
    breaks: say("Nothing: this only says what is meant."),
    survivingRoute: say("Until the channels are hidden from it, it still sees all of them."),
    undo: { text: say("Take the list out of the manifest."), link: null },
    who:
      view.agents.length === 1
        ? say("The agent's owner, or somebody with Manage Server in this server.")
        : say("The agent's owner, or somebody with Manage Server in the server."),
    changes: [{ op: "declare", bot: agent.id, what: { channels: first.map((channel) => channel.id) } }],
  };
}
