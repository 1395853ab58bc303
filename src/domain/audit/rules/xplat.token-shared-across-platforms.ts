import { holds } from "../attestation.ts";
import type { Raised } from "../finding.ts";
import { list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import type { DiscordAgent } from "../view-discord.ts";
import type { TelegramAgent } from "../view-telegram.ts";

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
        ...evidenceOf(agent),
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

/** What an agent reports of the tokens that its process holds says more than its manifest. */
function evidenceOf({
  subject,
  known,
}: Pick<DiscordAgent | TelegramAgent, "subject" | "known">): Pick<
  Raised,
  "claim" | "evidence" | "severity" | "confidence"
> {
  const tokens = known?.told?.tokens;
  const bot = { said: subject.name };
  const both = say("its manifest names both accounts");
  const others = tokens?.alsoBy ?? [];
  if (tokens && others.length > 0)
    return {
      claim: say("{bot} reports a token that {others} reports as well: they share it.", {
        bot,
        others: list(others.map((code) => ({ code }))),
      }),
      evidence: [both, say("both reported the same fingerprint")],
      severity: "medium",
      confidence: "medium",
    };
  if (tokens && tokens.count > 1)
    return {
      claim: say("One process of {bot} holds {n} tokens, by its own report.", { bot, n: tokens.count }),
      evidence: [both, say("its report names {n} fingerprints", { n: tokens.count })],
      severity: "medium",
      confidence: "medium",
    };
  return {
    claim: say(
      "{bot} is on Discord and on Telegram, and nobody has confirmed that its two tokens are kept apart.",
      { bot },
    ),
    evidence: [both],
  };
}
