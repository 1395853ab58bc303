/** A cut in clicks: what to change, what that takes away, how to put it back. */
import type { Change as CutChange, Cut } from "../discord/cut.ts";
import { labels } from "./discord-labels.ts";
import { keepOut } from "./discord-fix.ts";
import { list } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
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
    summary: sentence(list(said.map((one) => one.summary))),
    steps: [...kept.steps, ...said.map((one): Phrase => [...one.step, "."])],
    link: null,
    breaks: removal
      ? ["Everything that ", name(view, bot), " does here."]
      : [
          "What it does by exactly that, and nothing else.",
          ...(touched.length === 0 ? [] : [" Others feel it too: everybody who has ", ...list(touched), "."]),
        ],
    survivingRoute: null,
    undo: {
      text: removal
        ? ["Invite it again with the link its owner has."]
        : ["The other way round: ", ...list(said.map((one) => one.undo)), "."],
      link: null,
    },
    who: removal
      ? ["Somebody with Manage Server, or with Kick Members and a highest role above the bot's."]
      : ["Somebody with Manage Roles whose highest role stands above the roles that change."],
    changes,
  };
}

function sentence([first = "", ...rest]: Phrase): Phrase {
  const begin = typeof first === "string" ? first.charAt(0).toUpperCase() + first.slice(1) : first;
  return [begin, ...rest, "."];
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
  /** Whose change it is when others than the bot have it. */
  what: Phrase;
  shared: boolean;
}

function wordsFor(view: DiscordView, change: CutChange): Said {
  switch (change.op) {
    case "set-role-permissions": {
      const role = view.roles.get(change.role);
      const off = labels((role?.permissions ?? 0n) & ~change.permissions);
      const everyone = role === view.everyone;
      const what: Phrase = everyone ? ["@everyone"] : ["the role ", name(view, change.role)];
      return {
        summary: ["turn off ", off, " for ", ...what],
        step: [
          "Server Settings → Roles → ",
          ...(everyone ? ["Default Permissions"] : [name(view, change.role), " → Permissions"]),
          `: turn off ${off}, save`,
        ],
        undo: [`turn on ${off} for `, ...what],
        what,
        shared: everyone || !isABotsOwn(view, change.role),
      };
    }
    case "take-role": {
      const role = name(view, change.role);
      const member = name(view, change.member);
      return {
        summary: ["take the role ", role, " from ", member],
        step: ["Server Settings → Members → ", member, ": take the role ", role, " away"],
        undo: ["give ", member, " the role ", role],
        what: [],
        shared: false,
      };
    }
    case "move-role-below": {
      const [role, below] = [name(view, change.role), name(view, change.below)];
      return {
        summary: ["put ", role, " below ", below, " in the list of roles"],
        step: ["Server Settings → Roles: drag ", role, " below ", below, ", save"],
        undo: ["drag ", role, " back up"],
        what: [],
        shared: false,
      };
    }
    case "set-overwrite":
      return overwriteWords(view, change);
    case "remove-member": {
      const member = name(view, change.member);
      return {
        summary: ["take ", member, " out of the server"],
        step: ["Server Settings → Integrations → ", member, " → Remove"],
        undo: ["invite ", member, " again"],
        what: [],
        shared: false,
      };
    }
  }
}

function overwriteWords(view: DiscordView, change: Extract<CutChange, { op: "set-overwrite" }>): Said {
  const channel = view.channels.find((one) => one.id === change.channel);
  const before = channel?.overwrites?.find((one) => one.id === change.target);
  const crossed = change.deny & ~(before?.deny ?? 0n);
  const neutral = (before?.allow ?? 0n) & ~change.allow & ~crossed;
  const marks = [
    ...(crossed === 0n ? [] : [`${labels(crossed, "channel")} to ✕`]),
    ...(neutral === 0n ? [] : [`${labels(neutral, "channel")} to / (neutral)`]),
  ].join(", ");
  const back = labels(crossed | neutral, "channel");
  const where: Phrase = ["#", { said: channel?.name ?? change.channel }];
  const whom: Phrase =
    change.target === view.everyone.id
      ? ["@everyone"]
      : [change.kind === "role" ? "the role " : "the member ", name(view, change.target)];
  const role = change.kind === "role" && !isABotsOwn(view, change.target);
  return {
    summary: ["in ", ...where, " set ", marks, " for ", ...whom],
    step: [...where, " → Edit Channel → Permissions → ", ...whom, `: set ${marks}, save`],
    undo: ["in ", ...where, " set ", back, " for ", ...whom, " as before"],
    what: [...whom, " in ", ...where],
    shared: role,
  };
}

const isABotsOwn = (view: DiscordView, role: string): boolean => view.roles.get(role)?.botId != null;

const name = (view: DiscordView, id: string): { said: string } => ({
  said: view.roles.get(id)?.name ?? view.agents.find((agent) => agent.id === id)?.subject.name ?? id,
});
