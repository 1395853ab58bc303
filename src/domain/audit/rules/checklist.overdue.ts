import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { REVIEWED } from "../unapproved.ts";
import { ago } from "../words.ts";

export const checklistOverdue: Rule = {
  id: "checklist.overdue",
  platform: "any",
  title: "A checklist item is overdue",
  what: "Something on the security checklist that only a person can confirm was never confirmed, or the confirmation has run out.",
  why: "Spending limits, tested backups and trained people can't be seen from a chat. If nobody says they are there, they probably are not.",
  category: "credentials",
  severity: "low",
  ceiling: "medium",
  confidence: "high",
  persona: "regular",
  scope: "workspace",
  observability: "attest",
  needs: ["checklist"],
  fix: "attest",
  byHand: ["Send /checklist and go through what is due."],
  wrong: ["Somebody may have done it and not said so."],
  standards: [standards.auditReview, standards.reviewPrivileges, standards.unbounded],
  check: (view) =>
    view.attestations
      .filter(
        (one) =>
          one.control !== "key-rotation" &&
          one.control !== REVIEWED &&
          (one.validUntil === null || one.validUntil <= view.at),
      )
      .map((one): Raised => ({
        subject: { kind: "workspace", ...view.workspace },
        key: `${one.control} ${one.subject ?? ""}`,
        claim:
          one.validUntil === null
            ? say("“{item}” was never confirmed.", { item: { say: one.title } })
            : say("“{item}” ran out {ago}.", {
                item: { say: one.title },
                ago: ago(view.at - one.validUntil),
              }),
        evidence: [say("confirmed by nobody who still counts")],
        remedy: {
          kind: "attest",
          summary: say("Do it, then confirm it."),
          steps: [
            say("Send {command} and choose “{item}”.", {
              command: { code: "/checklist" },
              item: { say: one.title },
            }),
          ],
          link: null,
          breaks: say("Nothing."),
          survivingRoute: null,
          undo: { text: say("Withdraw the confirmation."), link: null },
          who: say("Somebody who runs this place."),
          changes: [{ op: "confirm", control: one.control, subject: one.subject }],
        },
      })),
};
