import type { Raised } from "../finding.ts";
import { counted, say } from "../phrase.ts";
import type { Phrase } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

const day = 24 * 60 * 60 * 1000;
const noticeMs = 14 * day;

export const keyRotationDue: Rule = {
  id: "checklist.key-rotation-due",
  platform: "any",
  title: "Keys are due for rotation",
  what: "The last rotation of an agent's keys and tokens was confirmed so long ago that it is due within a fortnight, or overdue.",
  why: "A key that leaked without anybody noticing works until it is changed. Rotating every quarter ends that.",
  category: "credentials",
  severity: "info",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "attest",
  needs: ["checklist"],
  fix: "attest",
  byHand: [
    "Discord: Developer Portal → the application → Bot → Reset Token. Telegram: BotFather → /revoke.",
    "Give the agent its new token, and see that it works.",
    "Confirm it with /checklist. Never paste a token into a chat.",
  ],
  wrong: ["No platform shows how old a token is: only the confirmation is known."],
  standards: [standards.longLivedSecrets, standards.secretLeakage, standards.authenticators],
  check: (view) =>
    view.attestations
      .filter(
        (one) =>
          one.control === "key-rotation" && (one.validUntil === null || one.validUntil <= view.at + noticeMs),
      )
      .map((one): Raised => {
        const left = one.validUntil === null ? null : Math.ceil((one.validUntil - view.at) / day);
        const agent = view.agents.find((other) => other.subject.id === one.subject);
        return {
          subject: agent?.subject ?? { kind: "workspace", ...view.workspace },
          key: one.subject ?? "",
          severity: left === null || left <= 0 ? "medium" : "info",
          claim: claimOf(agent?.subject.name ?? null, left),
          evidence: [
            one.validUntil === null
              ? say("no confirmation")
              : say("confirmed until {date}", { date: new Date(one.validUntil).toISOString().slice(0, 10) }),
          ],
          remedy: {
            kind: "attest",
            summary: say("Rotate the keys, then confirm it."),
            steps: [
              say("Discord: Developer Portal → Bot → Reset Token. Telegram: BotFather → /revoke."),
              say("Give the agent its new token. Never paste one into a chat."),
              say("Confirm it with {command}.", { command: { code: "/checklist" } }),
            ],
            link: null,
            breaks: say("The agent is offline until it has the new token."),
            survivingRoute: null,
            undo: { text: say("A rotated token can't be brought back."), link: null },
            who: say("The agent's owner."),
            changes: [{ op: "confirm", control: "key-rotation", subject: one.subject }],
          },
        };
      }),
};

/** `name` null: whosever keys they are, they belong to the place. `left`: days; null: never. */
function claimOf(name: string | null, left: number | null): Phrase {
  if (name === null) {
    if (left === null) return say("The keys here were never confirmed to have been rotated.");
    if (left <= 0) return say("The keys here are overdue for rotation.");
    return counted(
      left,
      "The keys here are due for rotation in {n} day.",
      "The keys here are due for rotation in {n} days.",
    );
  }
  const bot = { said: name };
  if (left === null) return say("The keys of {bot} were never confirmed to have been rotated.", { bot });
  if (left <= 0) return say("The keys of {bot} are overdue for rotation.", { bot });
  return counted(
    left,
    "The keys of {bot} are due for rotation in {n} day.",
    "The keys of {bot} are due for rotation in {n} days.",
    { bot },
  );
}
