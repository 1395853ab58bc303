/** Remedies that change roles for more than one bot, and those that a click can't do. */
import { labels } from "./discord-labels.ts";
import type { Role } from "../discord/snapshot.ts";
import { list } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import { higher, topRole } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** It needs Manage Roles; then the roles it must not hand out have to stand above it. */
export function moveBelow(agent: DiscordAgent, roles: Role[]): Remedy {
  const lowest = roles.reduce((low, role) => (higher(low, role) ? role : low));
  const above = agent.roles.filter((role) => higher(role, lowest));
  return {
    kind: "settings",
    summary: [
      "Put ",
      { said: agent.subject.name },
      " below ",
      { said: lowest.name },
      " in the list of roles.",
    ],
    steps: [
      [
        "Server Settings → Roles: drag ",
        ...list(above.map((role) => [{ said: role.name }])),
        " below ",
        { said: lowest.name },
        ", save.",
      ],
    ],
    link: null,
    breaks: [`It can no longer change members and roles that stand between the two places.`],
    survivingRoute: null,
    undo: { text: ["Drag it back up."], link: null },
    who: [
      "Somebody with Manage Roles and a highest role above ",
      { said: topRole(agent)?.name ?? "it" },
      ".",
    ],
    changes: above.map((role) => ({ op: "move-role-below", role: role.id, below: lowest.id })),
  };
}

export function offForEveryone(view: DiscordView, bits: bigint): Remedy {
  const { everyone } = view;
  return {
    kind: "settings",
    summary: [`Turn off ${labels(bits)} for @everyone.`],
    steps: [
      [`Server Settings → Roles → Default Permissions: turn off ${labels(bits)}, save.`],
      ["Give it to a role for the people who need it."],
    ],
    link: null,
    breaks: ["Everybody loses it: members, and every bot that has it only this way."],
    survivingRoute: null,
    undo: { text: [`Turn it on again. The number before was ${everyone.permissions}.`], link: null },
    who: ["Somebody with Manage Roles."],
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
    summary: ["Declare what ", { said: agent.subject.name }, " is for, or remove it."],
    steps: [
      ["Send ", { code: "/agent" }, " and choose its purpose."],
      ["If nobody knows it: Server Settings → Integrations → ", { said: agent.subject.name }, " → Remove."],
    ],
    link: null,
    breaks: ["Nothing."],
    survivingRoute: null,
    undo: { text: ["Withdraw the declaration."], link: null },
    who: ["Somebody with Manage Server."],
    changes: [{ op: "declare", bot: agent.id, what: { purpose: "support" } }],
  };
}
