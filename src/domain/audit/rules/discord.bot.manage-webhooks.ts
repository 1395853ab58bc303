import { flags } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { beyond } from "../words.ts";

export const manageWebhooks: Rule = {
  id: "discord.bot.manage-webhooks",
  platform: "discord",
  title: "Can speak as anybody",
  what: "A bot holds Manage Webhooks without needing it.",
  why: "It can read webhook tokens and post under any name and picture, as a person or as Countersign. A token it has read goes on working after the permission is gone.",
  category: "credentials",
  severity: "high",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "reinvite",
  byHand: [
    "Server Settings → Roles → the bot's role → Permissions: turn off Manage Webhooks, save.",
    "Server Settings → Integrations → Webhooks: delete and make again the ones it could read, because it may have kept their tokens.",
  ],
  wrong: ["There may be no webhook on the server yet; it could make one."],
  standards: [
    standards.trustExploitation,
    standards.excessiveAgency,
    standards.secretLeakage,
    standards.overprivileged,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents
      .filter((agent) => (agent.excess & flags.MANAGE_WEBHOOKS) !== 0n)
      .map((agent) => {
        const remedy = withoutBits(view, agent, flags.MANAGE_WEBHOOKS);
        return {
          subject: agent.subject,
          claim: say("{bot} can make and read webhooks, so it can speak as anybody: that is {beyond}.", {
            bot: { said: agent.subject.name },
            beyond: beyond(agent),
          }),
          evidence: agent.roles
            .filter((role) => (role.permissions & flags.MANAGE_WEBHOOKS) !== 0n)
            .map((role) => say("the role {role} grants Manage Webhooks", { role: { said: role.name } })),
          remedy: {
            ...remedy,
            steps: [
              ...remedy.steps,
              say("Then make the webhooks it could read anew: Server Settings → Integrations → Webhooks."),
            ],
          },
        };
      }),
};
