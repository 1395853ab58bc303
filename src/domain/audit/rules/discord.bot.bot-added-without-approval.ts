import { declarePurpose } from "../discord-roles.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { additions } from "../discord-log.ts";
import { ago } from "../words.ts";

export const botAddedWithoutApproval: Rule = {
  id: "discord.bot.bot-added-without-approval",
  platform: "discord",
  title: "Added without anybody declaring it",
  what: "The audit log shows that a bot was added in the last 45 days, and nobody has declared it since.",
  why: "One person's click brings a stranger into the server, with whatever permissions the link asked for.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["audit-log"],
  fix: "declare",
  byHand: [
    "Ask the person who added it what it is for.",
    "Declare its purpose with /agent or write a manifest, or remove the bot.",
  ],
  wrong: [
    "It may have been agreed on in another place than Countersign.",
    "Discord keeps its audit log for 45 days; older additions are not seen.",
  ],
  standards: [
    standards.agentSupplyChain,
    standards.thirdParty,
    standards.supplyChain,
    standards.changeControl,
    standards.inventory,
  ],
  check: (view) =>
    view.agents.flatMap((agent): Raised[] => {
      const added = additions(view.snapshot.auditLog).get(agent.id);
      if (added === undefined || agent.basis !== "unknown") return [];
      const person = view.snapshot.members.find((member) => member.id === added.by);
      const names = {
        bot: { said: agent.subject.name },
        person: person === undefined ? { code: added.by } : { said: person.name },
      };
      return [
        {
          subject: agent.subject,
          severity: agent.administrator ? "high" : "medium",
          claim:
            added.at === null
              ? say("{bot} was added by {person}, and nobody has declared it since.", names)
              : say("{bot} was added by {person} {ago}, and nobody has declared it since.", {
                  ...names,
                  ago: ago(view.at - added.at),
                }),
          evidence: [say("audit log entry {entry}", { entry: { code: added.entry } })],
          remedy: declarePurpose(agent),
        },
      ];
    }),
};
