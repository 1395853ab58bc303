import { holds } from "../attestation.ts";
import type { Raised } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const slashScopeUnverified: Rule = {
  id: "discord.bot.slash-scope-unverified",
  platform: "discord",
  title: "Nobody has looked where its commands work",
  what: "A bot is meant for chosen channels, and no person has confirmed that its slash commands are limited to them.",
  why: "Slash commands ignore channel permissions. Hiding a channel from the bot does not stop members from calling it there.",
  category: "exposure",
  severity: "info",
  ceiling: "low",
  confidence: "high",
  persona: "auditor",
  scope: "agent",
  observability: "attest",
  needs: [],
  fix: "attest",
  byHand: [
    "Server Settings → Integrations → the bot → Channels: choose the channels it is meant for.",
    "Confirm it in Countersign; the confirmation lasts 90 days.",
  ],
  wrong: [
    "The bot may have no slash commands at all. Discord shows them, and where they work, to no other bot.",
  ],
  standards: [standards.leastFunctionality, standards.reviewPrivileges],
  check: (view) =>
    view.agents
      .filter(
        (agent) =>
          agent.need.channels !== null && !holds(view.attestations, "slash-scope", agent.id, view.at),
      )
      .map((agent): Raised => ({
        subject: agent.subject,
        claim: [
          "Where the slash commands of ",
          { said: agent.subject.name },
          " work has not been looked at.",
        ],
        evidence: [["no API shows it"]],
        remedy: {
          kind: "attest",
          summary: ["Limit its commands to its channels, and confirm it."],
          steps: [
            [
              "Server Settings → Integrations → ",
              { said: agent.subject.name },
              " → Channels: leave only those it is meant for.",
            ],
            ["Confirm it in Countersign."],
          ],
          link: null,
          breaks: ["Members can no longer call it elsewhere."],
          survivingRoute: null,
          undo: { text: ["The same screen."], link: null },
          who: ["Somebody with Manage Server."],
          changes: [{ op: "confirm", control: "slash-scope", subject: agent.id }],
        },
      })),
};
