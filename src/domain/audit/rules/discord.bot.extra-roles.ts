import { takeRoles } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { worstOf } from "../discord-weights.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { byId } from "../view-discord.ts";

export const extraRoles: Rule = {
  id: "discord.bot.extra-roles",
  platform: "discord",
  title: "Roles beyond its own",
  what: "A bot has roles besides the one that Discord made for it, and they grant it something.",
  why: "A re-invite link only changes the bot's own role. Whoever edits the other role for people changes the bot too, without noticing.",
  category: "exposure",
  severity: "low",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Server Settings → Members → the bot: take every role away that is not its own.",
    "Put what it needs into its own role.",
  ],
  wrong: [
    "Some servers keep one shared role for all bots on purpose.",
    "Roles without permissions, for colour or for pings, are not counted.",
  ],
  standards: [
    standards.identityAbuse,
    standards.overprivileged,
    standards.reviewPrivileges,
    standards.accessReview,
  ],
  check: (view) =>
    view.agents.flatMap((agent) => {
      if (agent.managed === null) return [];
      const everyone = view.everyone.permissions;
      const extra = agent.roles
        .filter((role) => role !== agent.managed && (role.permissions & ~everyone) !== 0n)
        .sort((a, b) => byId(a.id, b.id));
      if (extra.length === 0) return [];
      const bits = extra.reduce((mask, role) => mask | role.permissions, 0n) & ~everyone;
      const beyondNeed = bits & ~agent.need.may;
      return [
        {
          subject: agent.subject,
          key: extra.map((role) => role.id).join(" "),
          severity:
            beyondNeed === 0n
              ? ("low" as const)
              : worstOf(beyondNeed) === "info"
                ? ("low" as const)
                : worstOf(beyondNeed),
          claim: say("{bot} also has {names}, which gives it {permissions}.", {
            bot: { said: agent.subject.name },
            names: list(extra.map((role) => ({ said: role.name }))),
            permissions: labels(bits),
          }),
          evidence: extra.map((role) =>
            say("{role} grants {permissions}", {
              role: { said: role.name },
              permissions: labels(role.permissions & ~everyone),
            }),
          ),
          remedy: takeRoles(view, agent, extra),
        },
      ];
    }),
};
