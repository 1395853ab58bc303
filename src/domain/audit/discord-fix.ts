/** The remedies that Discord findings share. One bot has one link: two links with different numbers would undo each other. */
import { flags } from "../discord/flags.ts";
import { inviteLink } from "../discord/minimal.ts";
import type { Channel, Overwrite, Role } from "../discord/snapshot.ts";
import { keptInUse, minimalFor } from "./discord-after.ts";
import { isAllowed } from "./discord-channels.ts";
import { labels } from "./discord-labels.ts";
import { after, list, say } from "./phrase.ts";
import type { Phrase, Value } from "./phrase.ts";
import type { Change, Remedy } from "./remedy.ts";
import { answerIn, byId, onceAView } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** Takes these bits away from the bot: a re-invite with the minimal number, and out of the other roles that carry them. */
export function withoutBits(view: DiscordView, agent: DiscordAgent, bits: bigint): Remedy {
  const others = agent.roles.filter((role) => role !== agent.managed && (role.permissions & bits) !== 0n);
  return rework(view, agent, bits, others);
}

/** Takes these roles away and moves what it needs of them into its own. */
export function takeRoles(view: DiscordView, agent: DiscordAgent, roles: Role[]): Remedy {
  const bits = roles.reduce((mask, role) => mask | role.permissions, 0n) & ~view.everyone.permissions;
  return rework(view, agent, bits & ~minimalFor(agent, view.everyone.permissions), roles);
}

function rework(view: DiscordView, agent: DiscordAgent, bits: bigint, others: Role[]): Remedy {
  const minimal = minimalFor(agent, view.everyone.permissions);
  const inviteTo = (permissions: bigint): string =>
    inviteLink({ applicationId: agent.applicationId, guildId: view.workspace.id, permissions });
  const rewrite = agent.managed !== null && agent.managed.permissions !== minimal;
  const link = rewrite || agent.managed === null ? inviteTo(minimal) : null;
  const before = agent.managed?.permissions ?? 0n;
  const kept = keepOut(view, agent, others);
  const bot = { said: agent.subject.name };
  const changes: Change[] = [
    ...(rewrite && agent.managed
      ? [{ op: "set-role-permissions" as const, role: agent.managed.id, permissions: minimal.toString() }]
      : []),
    ...kept.changes,
    ...others.map((role) => ({ op: "take-role" as const, member: agent.id, role: role.id })),
  ];
  return {
    kind: link === null ? "settings" : "reinvite",
    summary:
      minimal === 0n
        ? say("Leave the role of {bot} without any permission.", { bot })
        : say("Leave the role of {bot} with {permissions} only.", { bot, permissions: labels(minimal) }),
    steps: [
      ...(link === null
        ? []
        : [
            say(
              "Open the link and click Authorise. Discord replaces the permissions of its own role by {permissions}.",
              { permissions: minimal === 0n ? say("none") : labels(minimal) },
            ),
          ]),
      ...kept.steps,
      ...others.map((role) =>
        say("Server Settings → Members → {bot}: take the role {role} away.", {
          bot,
          role: { said: role.name },
        }),
      ),
      ...(rewrite && agent.managed ? [byHand(agent.managed, minimal)] : []),
    ],
    link,
    breaks: breaks(view, agent, bits),
    survivingRoute: surviving(view, agent, bits, others),
    undo:
      link === null
        ? { text: say("Give it the role back."), link: null }
        : {
            text:
              others.length > 0
                ? say("The same link with the previous number, {number}, and the roles back.", {
                    number: before.toString(),
                  })
                : say("The same link with the previous number, {number}.", { number: before.toString() }),
            link: inviteTo(before),
          },
    who: who(agent, others),
    changes,
  };
}

/** A role can also shut channels. Whatever the roles that go away forbid has to be forbidden to the bot itself first. */
export function keepOut(view: DiscordView, agent: DiscordAgent, going: Role[]): Kept {
  const known = kept.get(agent) ?? new Map<string, Kept>();
  kept.set(agent, known);
  const key = going.map((role) => role.id).join(" ");
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = denials(view, agent, going);
  known.set(key, made);
  return made;
}

interface Kept {
  changes: Extract<Change, { op: "set-overwrite" }>[];
  steps: Phrase[];
}

/** Many findings about a bot end by taking the same roles; agents belong to one view. */
const kept = new WeakMap<DiscordAgent, Map<string, Kept>>();

function denials(view: DiscordView, agent: DiscordAgent, going: Role[]): Kept {
  const staying = agent.roles.filter((role) => going.every(({ id }) => id !== role.id));
  const shut = new Map<Channel, { denied: bigint; allowed: bigint; own: Overwrite | null }>();
  for (const role of going)
    for (const { channel, overwrite } of view.overwrites.get(role.id) ?? []) {
      if (overwrite.deny === 0n) continue;
      const here = shut.get(channel);
      if (here === undefined) shut.set(channel, { denied: overwrite.deny, allowed: 0n, own: null });
      else here.denied |= overwrite.deny;
    }
  for (const role of staying)
    for (const { channel, overwrite } of view.overwrites.get(role.id) ?? []) {
      const here = shut.get(channel);
      if (here !== undefined) here.allowed |= overwrite.allow;
    }
  for (const { channel, overwrite } of view.overwrites.get(agent.id) ?? []) {
    const here = shut.get(channel);
    if (here !== undefined) here.own = overwrite;
  }
  const changes: Extract<Change, { op: "set-overwrite" }>[] = [];
  const lostIn = new Map<bigint, Value[]>();
  for (const [channel, { denied, allowed, own }] of shut) {
    const lost = denied & ~allowed & ~(own?.allow ?? 0n) & ~(own?.deny ?? 0n);
    if (lost === 0n) continue;
    changes.push({
      op: "set-overwrite",
      channel: channel.id,
      target: agent.id,
      kind: "member",
      allow: (own?.allow ?? 0n).toString(),
      deny: ((own?.deny ?? 0n) | lost).toString(),
    });
    const named = { channel: channel.name };
    const alike = lostIn.get(lost);
    if (alike === undefined) lostIn.set(lost, [named]);
    else alike.push(named);
  }
  const steps = [...lostIn].map(([lost, names]) =>
    say(
      "First, in {channels}: add the member {bot} and set {permissions} to ✕, because the role kept it out.",
      {
        channels: list(names, 12),
        bot: { said: agent.subject.name },
        permissions: labels(lost, "channel"),
      },
    ),
  );
  return { changes, steps };
}

/** What the link does, for those who would rather click it together themselves. */
function byHand({ name, permissions: before }: Role, after: bigint): Phrase {
  const off = before & ~after;
  const on = after & ~before;
  const role = { said: name };
  if (off === 0n)
    return say("Without the link: Server Settings → Roles → {role} → Permissions, turn on {on}, save.", {
      role,
      on: labels(on),
    });
  if (on === 0n)
    return say("Without the link: Server Settings → Roles → {role} → Permissions, turn off {off}, save.", {
      role,
      off: labels(off),
    });
  return say(
    "Without the link: Server Settings → Roles → {role} → Permissions, turn off {off}, turn on {on}, save.",
    { role, off: labels(off), on: labels(on) },
  );
}

function breaks(view: DiscordView, agent: DiscordAgent, bits: bigint): Phrase {
  if ((bits & flags.ADMINISTRATOR) === 0n)
    return say("It can no longer: {permissions}.", { permissions: labels(bits) });
  const lost = agent.sees.filter(
    (channel) => (answerIn({ guild: view.after }, agent, channel).effective & flags.VIEW_CHANNEL) === 0n,
  );
  const needed = lost.filter((channel) => isAllowed(agent, channel));
  const rest = keeping(agent);
  if (lost.length === 0) return after(rest, say("It still sees every channel that we can see."));
  const seesLess = after(rest, say("It no longer sees {channels}.", { channels: list(lost.map(shown), 6) }));
  if (needed.length === 0) return seesLess;
  return after(
    seesLess,
    say("Before you click, open {channels} for it: its manifest lists them.", {
      channels: list(needed.map(shown), 6),
    }),
  );
}

function keeping(agent: DiscordAgent): Phrase {
  const rest = say("Everything that its remaining permissions do not cover.");
  const inUse = keptInUse(agent);
  return inUse === 0n
    ? rest
    : after(
        rest,
        say("It keeps {permissions}, which it was seen using and nobody has declared.", {
          permissions: labels(inUse),
        }),
      );
}

const shown = (channel: Channel): Value => ({ channel: channel.name });

/** The overwrites of a role or member that allow something: most only take away. */
function allowancesOf(view: DiscordView, id: string): { channel: Channel; overwrite: Overwrite }[] {
  const known = allowances(view);
  const found =
    known.get(id) ?? (view.overwrites.get(id) ?? []).filter(({ overwrite }) => overwrite.allow !== 0n);
  known.set(id, found);
  return found;
}

const allowances = onceAView(() => new Map<string, { channel: Channel; overwrite: Overwrite }[]>());

/** Ways by which some of the bits stay: @everyone, and overwrites that a link does not touch. */
function surviving(view: DiscordView, agent: DiscordAgent, bits: bigint, going: Role[]): Phrase | null {
  const routes: Phrase[] = [];
  const everyone = view.everyone.permissions & bits;
  if (everyone !== 0n)
    routes.push(say("@everyone still grants it {permissions}", { permissions: labels(everyone) }));
  const ids = [
    agent.id,
    view.everyone.id,
    ...agent.roles.filter((role) => !going.includes(role)).map((role) => role.id),
  ];
  const open = ids
    .flatMap((id) => allowancesOf(view, id))
    .filter((one) => (one.overwrite.allow & bits) !== 0n)
    .map((one) => one.channel)
    .sort((a, b) => byId(a.id, b.id));
  if (open.length > 0)
    routes.push(
      say("channel permissions still grant some of it in {channels}", {
        channels: list([...new Set(open)].map(shown)),
      }),
    );
  return routes.length === 0 ? null : say("{routes}.", { routes: list(routes) });
}

function who(agent: DiscordAgent, others: Role[]): Phrase {
  const top = others.at(-1);
  const somebody =
    top === undefined
      ? say("Somebody with Manage Server.")
      : say("Somebody with Manage Server, and for the roles Manage Roles and a highest role above {role}.", {
          role: { said: top.name },
        });
  return agent.known?.applicationId || agent.managed
    ? somebody
    : after(
        somebody,
        say("If the link says the application is unknown, the bot's owner can tell its application id."),
      );
}
