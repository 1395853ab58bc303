import { flags } from "../../discord/flags.ts";
import { approvalChannels } from "../discord-approvals.ts";
import { withoutBits } from "../discord-fix.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const administrator: Rule = {
  id: "discord.bot.administrator",
  platform: "discord",
  title: "Administrator",
  what: "A bot holds Administrator through its own role or another role it has.",
  why: "Administrator is every permission at once, now and in future, in every channel, whatever the channel's permissions say. One successful prompt injection owns the server.",
  category: "escalation",
  severity: "critical",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions.",
    "Turn off Administrator, turn on what the bot needs, save.",
    "Look at the channels it needs: their permissions count from now on.",
  ],
  wrong: [
    "A role that the bot has but that is missing from the snapshot may grant it as well.",
    "Whether the bot would ever use it can't be seen: Administrator is never used as such.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.identityAbuse,
    standards.overprivileged,
    standards.privilegedAgent,
    standards.unnecessaryPrivileges,
    standards.leastPrivilege,
    standards.accessReview,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => agent.administrator)
      .map((agent) => {
        const from = agent.roles.filter((role) => (role.permissions & flags.ADMINISTRATOR) !== 0n);
        const declared = agent.need.wantsAdministrator;
        return {
          subject: agent.subject,
          severity: declared ? ("high" as const) : ("critical" as const),
          claim: declared
            ? say(
                "{bot} is an administrator: it can do everything in all {channels} channels, and its manifest asks for it.",
                { bot: { said: agent.subject.name }, channels: view.totalChannels },
              )
            : say("{bot} is an administrator: it can do everything in all {channels} channels.", {
                bot: { said: agent.subject.name },
                channels: view.totalChannels,
              }),
          ...(approvalChannels(view).length > 0
            ? {
                matters: say(
                  "It owns the server after one successful prompt injection, and it can fake or delete approval cards and make anybody an approver.",
                ),
              }
            : {}),
          evidence: from.map((role) =>
            say("the role {role} grants Administrator", { role: { said: role.name } }),
          ),
          // Without Administrator everything else it holds begins to count, so the fix goes all the way.
          remedy: withoutBits(view, agent, flags.ADMINISTRATOR | agent.excess),
        };
      }),
};
