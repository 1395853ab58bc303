import type { Raised } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { count } from "../phrase.ts";

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
          claim: [
            agent === undefined ? "The keys here" : "The keys of ",
            ...(agent === undefined ? [] : [{ said: agent.subject.name }]),
            left === null
              ? " were never confirmed to have been rotated."
              : left <= 0
                ? " are overdue for rotation."
                : ` are due for rotation in ${count(left, "day")}.`,
          ],
          evidence: [
            [
              one.validUntil === null
                ? "no confirmation"
                : `confirmed until ${new Date(one.validUntil).toISOString().slice(0, 10)}`,
            ],
          ],
          remedy: {
            kind: "attest",
            summary: ["Rotate the keys, then confirm it."],
            steps: [
              ["Discord: Developer Portal → Bot → Reset Token. Telegram: BotFather → /revoke."],
              ["Give the agent its new token. Never paste one into a chat."],
              ["Confirm it with ", { code: "/checklist" }, "."],
            ],
            link: null,
            breaks: ["The agent is offline until it has the new token."],
            survivingRoute: null,
            undo: { text: ["A rotated token can't be brought back."], link: null },
            who: ["The agent's owner."],
            changes: [{ op: "confirm", control: "key-rotation", subject: one.subject }],
          },
        };
      }),
};
