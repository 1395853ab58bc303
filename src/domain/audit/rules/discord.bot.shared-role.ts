import { takeRoles } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import { worstOf } from "../discord-weights.ts";
import type { Raised } from "../finding.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { capped } from "../severity.ts";
import { standards } from "../standards.ts";
import { byId } from "../view-discord.ts";

export const sharedRole: Rule = {
  id: "discord.bot.shared-role",
  platform: "discord",
  title: "One role for several",
  what: "A bot gets permissions from a role that another bot or a person has too.",
  why: "What is given to one is given to all of them, and taking it from one breaks the others. Nobody can say any more which of them needs what.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Server Settings → Members → the bot: take the shared role away.",
    "Put what it needs into its own role.",
  ],
  wrong: [
    "Discord does not let Countersign list all people: one who has the role and is not in the snapshot is not seen. Silence does not mean that nobody shares it.",
    "Roles without permissions, for colour or for pings, are not counted.",
  ],
  standards: [
    standards.identityAbuse,
    standards.leastPrivilege,
    standards.separationOfDuties,
    standards.accessReview,
  ],
  check: (view) => {
    const everyone = view.everyone.permissions;
    return view.agents.flatMap((agent): Raised[] => {
      if (agent.managed === null) return [];
      const others = view.snapshot.members.filter(({ id }) => id !== agent.id);
      const shared = agent.roles
        .filter((role) => role !== agent.managed && (role.permissions & ~everyone) !== 0n)
        .filter((role) => others.some(({ roles }) => roles.includes(role.id)))
        .sort((a, b) => byId(a.id, b.id));
      if (shared.length === 0) return [];
      const bits = shared.reduce((mask, role) => mask | role.permissions, 0n) & ~everyone;
      const worst = worstOf(bits);
      const holders = others.filter(({ roles }) => shared.some(({ id }) => roles.includes(id)));
      return [
        {
          subject: agent.subject,
          key: shared.map(({ id }) => id).join(" "),
          severity: worst === "info" ? "low" : capped(worst, "high"),
          claim: say("{bot} shares {names} with {holders}, which gives it {permissions}.", {
            bot: { said: agent.subject.name },
            names: list(shared.map(({ name }) => ({ said: name }))),
            holders: list(holders.map(({ name }) => ({ said: name }))),
            permissions: labels(bits),
          }),
          evidence: [say("people who are not in the snapshot may have it too")],
          remedy: takeRoles(view, agent, shared),
        },
      ];
    });
  },
};
