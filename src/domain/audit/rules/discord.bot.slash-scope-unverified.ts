import { holds } from "../attestation.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
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
        claim: say("Where the slash commands of {bot} work has not been looked at.", {
          bot: { said: agent.subject.name },
        }),
        evidence: [say("no API shows it")],
        remedy: {
          kind: "attest",
          summary: say("Limit its commands to its channels, and confirm it."),
          steps: [
            say("Server Settings → Integrations → {bot} → Channels: leave only those it is meant for.", {
              bot: { said: agent.subject.name },
            }),
            say("Confirm it in Countersign."),
          ],
          link: null,
          breaks: say("Members can no longer call it elsewhere."),
          survivingRoute: null,
          undo: { text: say("The same screen."), link: null },
          who: say("Somebody with Manage Server."),
          changes: [{ op: "confirm", control: "slash-scope", subject: agent.id }],
        },
      })),
};
