import type { Raised } from "../finding.ts";
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
        claim: [
          `“${one.title}” `,
          one.validUntil === null ? "was never confirmed." : `ran out ${ago(view.at - one.validUntil)}.`,
        ],
        evidence: [["confirmed by nobody who still counts"]],
        remedy: {
          kind: "attest",
          summary: ["Do it, then confirm it."],
          steps: [["Send ", { code: "/checklist" }, " and choose “", one.title, "”."]],
          link: null,
          breaks: ["Nothing."],
          survivingRoute: null,
          undo: { text: ["Withdraw the confirmation."], link: null },
          who: ["Somebody who runs this place."],
          changes: [{ op: "confirm", control: one.control, subject: one.subject }],
        },
      })),
};
