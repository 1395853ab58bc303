import { additions } from "../discord-log.ts";
import { declarePurpose } from "../discord-roles.ts";
import { say } from "../phrase.ts";
import type { Phrase } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import type { DiscordView } from "../view-discord.ts";

export const unknownBot: Rule = {
  id: "discord.bot.unknown-bot",
  platform: "discord",
  title: "Nobody said what it is for",
  what: "A bot whose needs here nobody has written down: no declared purpose, and no manifest that says.",
  why: "Without a purpose nobody can say which of its permissions are too many. It is judged against the guide's core set only.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "declare",
  byHand: [
    "Declare its purpose with /agent, or write a manifest.",
    "If nobody knows it, remove it: Server Settings → Integrations → the bot → Remove.",
  ],
  wrong: [
    "Bots that were invited without any permission have no role of their own; Countersign may not know them at all.",
    "Apps that people carry with them (user-installed) never show up as members.",
  ],
  standards: [standards.inventory, standards.thirdParty, standards.supplyChain],
  check: (view) =>
    view.agents
      .filter((agent) => agent.basis === "unknown")
      .map((agent) => ({
        subject: agent.subject,
        severity: agent.excess !== 0n || agent.administrator ? ("medium" as const) : ("low" as const),
        claim: agent.known?.manifest
          ? say("{bot}: its manifest says neither what it is for nor what it needs here.", {
              bot: { said: agent.subject.name },
            })
          : say("{bot} is here and nobody has declared what for.", { bot: { said: agent.subject.name } }),
        evidence: addedBy(view, agent.id),
        remedy: declarePurpose(agent),
      })),
};

function addedBy(view: DiscordView, bot: string): Phrase[] {
  const added = additions(view.snapshot.auditLog).get(bot);
  if (added === undefined) return [say("who added it is not in the audit log we have")];
  const name = view.snapshot.members.find((member) => member.id === added.by)?.name;
  return [say("added by {person}", { person: name === undefined ? { code: added.by } : { said: name } })];
}
