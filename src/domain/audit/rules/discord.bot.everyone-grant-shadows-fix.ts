import { flags, namesOf } from "../../discord/flags.ts";
import { labels } from "../discord-labels.ts";
import { offForEveryone } from "../discord-roles.ts";
import { everyoneBits, worstOf } from "../discord-weights.ts";
import { counted, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const everyoneGrantShadowsFix: Rule = {
  id: "discord.bot.everyone-grant-shadows-fix",
  platform: "discord",
  title: "Everybody has it, so every bot has it",
  what: "@everyone holds a dangerous permission, so no bot can be without it.",
  why: "You can take it from a bot's role as often as you like: through @everyone the bot, and every member, still has it.",
  category: "escalation",
  severity: "high",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "role",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Server Settings → Roles → Default Permissions (@everyone): turn the permission off, save.",
    "Give it to a role for the people who need it.",
  ],
  wrong: ["Small servers of friends may want it this way. The bots in them then have it too."],
  standards: [
    standards.wrongPermission,
    standards.overprivileged,
    standards.leastPrivilege,
    standards.accessGranting,
  ],
  check: (view) => {
    const held = view.everyone.permissions & everyoneBits;
    if (held === 0n) return [];
    const admin = (held & flags.ADMINISTRATOR) !== 0n;
    return [
      {
        subject: { kind: "role", id: view.everyone.id, name: "@everyone" },
        key: namesOf(held).join(" "),
        severity: admin ? "critical" : worstOf(held),
        claim: say("@everyone holds {permissions}, so every bot and every member does.", {
          permissions: labels(held),
        }),
        evidence: [counted(view.agents.length, "one bot has it this way", "{n} bots have it this way")],
        remedy: offForEveryone(view, held),
      },
    ];
  },
};
