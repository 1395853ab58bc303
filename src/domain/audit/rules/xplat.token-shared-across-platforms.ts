import { holds } from "../attestation.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const tokenSharedAcrossPlatforms: Rule = {
  id: "xplat.token-shared-across-platforms",
  platform: "any",
  title: "One break-in, two platforms",
  what: "An agent has accounts on Discord and on Telegram, and nobody has confirmed that their tokens are kept apart.",
  why: "Whoever tricks the agent in an open Telegram group can use what it may do on Discord, if one process holds both tokens.",
  category: "credentials",
  severity: "info",
  ceiling: "medium",
  confidence: "low",
  persona: "auditor",
  scope: "agent",
  observability: "attest",
  needs: [],
  fix: "attest",
  byHand: [
    "Run the two halves of the agent as separate processes with separate secrets.",
    "Confirm it in Countersign; the confirmation lasts 90 days.",
  ],
  wrong: ["Where tokens are kept can't be seen from a chat; this only says that nobody has confirmed it."],
  standards: [standards.identityAbuse, standards.secretLeakage, standards.separationOfDuties],
  check: (view) =>
    view.agents
      .filter((agent) => {
        const identities = agent.known?.manifest?.identities;
        return (
          identities?.discord &&
          identities.telegram &&
          !holds(view.attestations, "separate-machines", agent.subject.id, view.at)
        );
      })
      .map((agent): Raised => ({
        subject: agent.subject,
        claim: say(
          "{bot} is on Discord and on Telegram, and nobody has confirmed that its two tokens are kept apart.",
          { bot: { said: agent.subject.name } },
        ),
        evidence: [say("its manifest names both accounts")],
        remedy: {
          kind: "attest",
          summary: say("Keep the two tokens apart, and confirm it."),
          steps: [
            say("Run the two halves of the agent as separate processes with separate secrets."),
            say("Confirm it in Countersign."),
          ],
          link: null,
          breaks: say("Nothing that people see."),
          survivingRoute: null,
          undo: { text: say("Withdraw the confirmation."), link: null },
          who: say("The agent's operator."),
          changes: [{ op: "confirm", control: "separate-machines", subject: agent.subject.id }],
        },
      })),
};
