import { STARRED } from "../../discord/flags.ts";
import { counted, list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const elevatedWithoutGuild2fa: Rule = {
  id: "discord.bot.elevated-without-guild-2fa",
  platform: "discord",
  title: "Powerful bots on a server without 2FA",
  what: "Bots hold moderation permissions while the server does not require 2FA for moderator actions.",
  why: "With the setting on, Discord demands 2FA on the account of the bot's owner before such a permission works. Without it, one stolen password moves your server.",
  category: "credentials",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "workspace",
  observability: "auto",
  needs: ["mfa-level"],
  fix: "settings",
  byHand: [
    "Server Settings → Safety Setup → Require 2FA for moderator actions: turn it on. Only the server's owner can.",
  ],
  wrong: ["The owners of the bots may have 2FA anyway; Discord does not show that."],
  standards: [standards.validAccounts, standards.authenticators, standards.overprivileged],
  check: (view) => {
    if (view.snapshot.guild.mfaLevel !== 0) return [];
    const elevated = view.agents.filter((agent) => (agent.own & STARRED) !== 0n);
    if (elevated.length === 0) return [];
    return [
      {
        subject: { kind: "workspace", ...view.workspace },
        claim: counted(
          elevated.length,
          "One bot holds moderation permissions, and the server does not require 2FA.",
          "{n} bots hold moderation permissions, and the server does not require 2FA.",
        ),
        evidence: [say("{bots}", { bots: list(elevated.map((agent) => ({ said: agent.subject.name }))) })],
        remedy: {
          kind: "settings",
          summary: say("Require 2FA for moderator actions."),
          steps: [say("Server Settings → Safety Setup → Require 2FA for moderator actions: turn it on.")],
          link: null,
          breaks: say("Moderators, and owners of bots, without 2FA can't moderate until they set it up."),
          survivingRoute: null,
          undo: { text: say("The same switch."), link: null },
          who: say("The server's owner, with 2FA on their own account."),
          changes: [{ op: "set-guild", key: "mfa_level", value: 1 }],
        },
      },
    ];
  },
};
