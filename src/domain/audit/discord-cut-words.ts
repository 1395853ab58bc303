/** A cut in clicks: what to change, what that takes away, how to put it back. */
import type { Change as CutChange, Cut } from "../discord/cut.ts";
import { labels } from "./discord-labels.ts";
import { keepOut } from "./discord-fix.ts";
import { list, say } from "./phrase.ts";
import type { Phrase, Value } from "./phrase.ts";
import type { Change, Remedy } from "./remedy.ts";
import type { DiscordView } from "./view-discord.ts";

export function cutRemedy(view: DiscordView, bot: string, cut: Cut): Remedy {
  const kept = denials(view, cut.changes);
  const changes = merged([...kept.changes, ...cut.changes]);
  const said = cut.changes.map((change) => wordsFor(view, change));
  const removal = changes.some((change) => change.op === "remove-member");
  const touched = said.filter((one) => one.shared).map((one) => one.what);
  return {
    kind: removal ? "remove" : "settings",
    summary: say("{changes}.", { changes: { opening: list(said.map((one) => one.summary)) } }),
    steps: [...kept.steps, ...said.map((one) => one.step)],
    link: null,
    breaks: removal
      ? say("Everything that {bot} does here.", { bot: name(view, bot) })
      : touched.length === 0
        ? say("What it does by exactly that, and nothing else.")
        : say(
            "What it does by exactly that, and nothing else. Others feel it too: everybody who has {things}.",
            { things: list(touched) },
          ),
    survivingRoute: null,
    undo: {
      text: removal
        ? say("Invite it again with the link its owner has.")
        : say("The other way round: {changes}.", { changes: list(said.map((one) => one.undo)) }),
      link: null,
    },
    who: removal
      ? say("Somebody with Manage Server, or with Kick Members and a highest role above the bot's.")
      : say("Somebody with Manage Roles whose highest role stands above the roles that change."),
    changes,
  };
}

/** Before a role is taken away: what it forbids in channels has to be forbidden to the bot itself. */
function denials(view: DiscordView, changes: CutChange[]): { changes: CutChange[]; steps: Phrase[] } {
  const takers = Map.groupBy(
    changes.filter((change) => change.op === "take-role"),
    (change) => change.member,
  );
  const parts = [...takers].map(([member, taken]) => {
    const agent = view.agents.find((one) => one.id === member);
    const roles = taken.flatMap(({ role }) => view.roles.get(role) ?? []);
    return agent === undefined ? { changes: [], steps: [] } : keepOut(view, agent, roles);
  });
  return {
    changes: parts.flatMap((part) =>
      part.changes.map((change) => ({
        ...change,
        allow: BigInt(change.allow),
        deny: BigInt(change.deny),
      })),
    ),
    steps: parts.flatMap((part) => part.steps),
  };
}

/** Two changes of the same role or overwrite are one: what either takes away is gone. */
export function merged(changes: CutChange[]): Change[] {
  const places = new Map<string, CutChange>();
  for (const change of changes) {
    const place =
      change.op === "set-role-permissions"
        ? change.role
        : change.op === "set-overwrite"
          ? `${change.channel} ${change.target}`
          : JSON.stringify(change);
    const before = places.get(place);
    if (before?.op === "set-role-permissions" && change.op === before.op)
      places.set(place, { ...change, permissions: change.permissions & before.permissions });
    else if (before?.op === "set-overwrite" && change.op === before.op)
      places.set(place, {
        ...change,
        allow: change.allow & before.allow,
        deny: change.deny | before.deny,
      });
    else places.set(place, change);
  }
  return [...places.values()].map(written);
}

function written(change: CutChange): Change {
  if (change.op === "set-role-permissions") return { ...change, permissions: change.permissions.toString() };
  if (change.op === "set-overwrite")
    return { ...change, allow: change.allow.toString(), deny: change.deny.toString() };
  return change;
}

interface Said {
  summary: Phrase;
  step: Phrase;
  undo: Phrase;
  /** Whose change it is when others than the bot have it too. */
  what: Phrase;
  shared: boolean;
}

const nobodyElse = { what: say(""), shared: false };

function wordsFor(view: DiscordView, change: CutChange): Said {
  switch (change.op) {
    case "set-role-permissions": {
      const before = view.roles.get(change.role);
      const permissions = labels((before?.permissions ?? 0n) & ~change.permissions);
      const everyone = before === view.everyone;
      const role = name(view, change.role);
      const what = everyone ? say("@everyone") : say("the role {role}", { role });
      return {
        summary: say("turn off {permissions} for {whom}", { permissions, whom: what }),
        step: everyone
          ? say("Server Settings → Roles → Default Permissions: turn off {permissions}, save.", {
              permissions,
            })
          : say("Server Settings → Roles → {role} → Permissions: turn off {permissions}, save.", {
              role,
              permissions,
            }),
        undo: say("turn on {permissions} for {whom}", { permissions, whom: what }),
        what,
        shared: everyone || !isABotsOwn(view, change.role),
      };
    }
    case "take-role": {
      const names = { role: name(view, change.role), bot: name(view, change.member) };
      return {
        summary: say("take the role {role} from {bot}", names),
        step: say("Server Settings → Members → {bot}: take the role {role} away.", names),
        undo: say("give {bot} the role {role}", names),
        ...nobodyElse,
      };
    }
    case "move-role-below": {
      const names = { role: name(view, change.role), below: name(view, change.below) };
      return {
        summary: say("put {role} below {below} in the list of roles", names),
        step: say("Server Settings → Roles: drag {role} below {below}, save.", names),
        undo: say("drag {role} back up", { role: names.role }),
        ...nobodyElse,
      };
    }
    case "set-overwrite":
      return overwriteWords(view, change);
    case "remove-member": {
      const bot = name(view, change.member);
      return {
        summary: say("take {bot} out of the server", { bot }),
        step: say("Server Settings → Integrations → {bot} → Remove.", { bot }),
        undo: say("invite {bot} again", { bot }),
        ...nobodyElse,
      };
    }
  }
}

function overwriteWords(view: DiscordView, change: Extract<CutChange, { op: "set-overwrite" }>): Said {
  const place = view.channels.find((one) => one.id === change.channel);
  const before = place?.overwrites?.find((one) => one.id === change.target);
  const crossed = change.deny & ~(before?.deny ?? 0n);
  const neutral = (before?.allow ?? 0n) & ~change.allow & ~crossed;
  const marks = marksOf(crossed, neutral);
  const channel = { channel: place?.name ?? change.channel };
  const target = name(view, change.target);
  const whom =
    change.target === view.everyone.id
      ? say("@everyone")
      : change.kind === "role"
        ? say("the role {role}", { role: target })
        : say("the member {bot}", { bot: target });
  return {
    summary: say("in {channel} set {marks} for {whom}", { channel, marks, whom }),
    step: say("{channel} → Edit Channel → Permissions → {whom}: set {marks}, save.", {
      channel,
      marks,
      whom,
    }),
    undo: say("in {channel} set {permissions} for {whom} as before", {
      channel,
      permissions: labels(crossed | neutral, "channel"),
      whom,
    }),
    what: say("{whom} in {channel}", { whom, channel }),
    shared: change.kind === "role" && !isABotsOwn(view, change.target),
  };
}

function marksOf(crossed: bigint, neutral: bigint): Value {
  const [off, back] = [labels(crossed, "channel"), labels(neutral, "channel")];
  if (neutral === 0n) return crossed === 0n ? "" : say("{permissions} to ✕", { permissions: off });
  if (crossed === 0n) return say("{permissions} to / (neutral)", { permissions: back });
  return say("{crossed} to ✕, {neutral} to / (neutral)", { crossed: off, neutral: back });
}

const isABotsOwn = (view: DiscordView, role: string): boolean => view.roles.get(role)?.botId != null;

const name = (view: DiscordView, id: string): { said: string } => ({
  said: view.roles.get(id)?.name ?? view.agents.find((agent) => agent.id === id)?.subject.name ?? id,
});
