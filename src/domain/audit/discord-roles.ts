/** Remedies that change roles for more than one bot, and those that a click can't do. */
import { labels } from "./discord-labels.ts";
import type { Role } from "../discord/snapshot.ts";
import { list, say } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import { higher, topRole } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** It needs Manage Roles; then the roles it must not hand out have to stand above it. */
export function moveBelow(agent: DiscordAgent, roles: Role[]): Remedy {
  const lowest = roles.reduce((low, role) => (higher(low, role) ? role : low));
  const above = agent.roles.filter((role) => higher(role, lowest));
  return {
    kind: "settings",
    summary: say("Put {bot} below {below} in the list of roles.", {
      bot: { said: agent.subject.name },
      below: { said: lowest.name },
    }),
    steps: [
      say("Server Settings → Roles: drag {names} below {below}, save.", {
        names: list(above.map((role) => ({ said: role.name }))),
        below: { said: lowest.name },
      }),
    ],
    link: null,
    breaks: say("It can no longer change members and roles that stand between the two places."),
    survivingRoute: null,
    undo: { text: say("Drag it back up."), link: null },
    who: say("Somebody with Manage Roles and a highest role above {role}.", {
      role: { said: topRole(agent)?.name ?? "it" },
    }),
    changes: above.map((role) => ({ op: "move-role-below", role: role.id, below: lowest.id })),
  };
}

export function offForEveryone(view: DiscordView, bits: bigint): Remedy {
  const { everyone } = view;
  return {
    kind: "settings",
    summary: say("Turn off {permissions} for @everyone.", { permissions: labels(bits) }),
    steps: [
      say("Server Settings → Roles → Default Permissions: turn off {permissions}, save.", {
        permissions: labels(bits),
      }),
      say("Give it to a role for the people who need it."),
    ],
    link: null,
    breaks: say("Everybody loses it: members, and every bot that has it only this way."),
    survivingRoute: null,
    undo: {
      text: say("Turn it on again. The number before was {number}.", {
        number: everyone.permissions.toString(),
      }),
      link: null,
    },
    who: say("Somebody with Manage Roles."),
    changes: [
      {
        op: "set-role-permissions",
        role: everyone.id,
        permissions: (everyone.permissions & ~bits).toString(),
      },
    ],
  };
}

export function declarePurpose(agent: DiscordAgent): Remedy {
  return {
    kind: "declare",
    summary: say("Declare what {bot} is for, or remove it.", { bot: { said: agent.subject.name } }),
    steps: [
      say("Send {agent} and choose its purpose.", { agent: { code: "/agent" } }),
      say("If nobody knows it: Server Settings → Integrations → {bot} → Remove.", {
        bot: { said: agent.subject.name },
      }),
    ],
    link: null,
    breaks: say("Nothing."),
    survivingRoute: null,
    undo: { text: say("Withdraw the declaration."), link: null },
    who: say("Somebody with Manage Server."),
    changes: [{ op: "declare", bot: agent.id, what: { purpose: "support" } }],
  };
}

/** From then on somebody has to give it. */
export function closeRole({ id, name, inPrompt, linked }: Role): Remedy {
  const role = { said: name };
  return {
    kind: "settings",
    summary: say("Let nobody give themselves {role}.", { role }),
    steps: [
      ...(inPrompt
        ? [say("Server Settings → Onboarding → Questions: take {role} out of every answer, save.", { role })]
        : []),
      ...(linked
        ? [say("Server Settings → Roles → {role} → Links: take its requirements away, save.", { role })]
        : []),
      say("Server Settings → Roles → {role} → Manage Members: take it from those who should not have it.", {
        role,
      }),
    ],
    link: null,
    breaks: say("New members no longer get it by themselves; somebody has to give it to them."),
    survivingRoute: say("Who has the role already keeps it until somebody takes it away."),
    undo: { text: say("Put it back where it was: into the answer, or its requirements."), link: null },
    who: say("Somebody with Manage Server and Manage Roles, whose highest role stands above {role}.", {
      role,
    }),
    changes: [{ op: "close-role", role: id }],
  };
}
