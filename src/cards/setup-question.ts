/** The question whether a place's settings may let somebody do more than before, what became of it, and what holds in the end. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Settings, Wider } from "../domain/setup.ts";
import { pressId, type Block, type Card, type Inline } from "../platforms/platform.ts";
import { setup } from "../words/index.ts";
import { whoIs, type Who } from "./freeze.ts";
import { purposeName } from "./setup.ts";

const words = setup.question;

interface Question {
  id: string;
  wider: Wider[];
  names: Record<string, string>;
  by: string;
  byName: string;
  expiresAt: Date;
}

export function setupQuestion(question: Question & { place: string }): Card {
  const { id, by, byName, place, expiresAt } = question;
  return {
    tone: "warning",
    title: words.title,
    blocks: [
      { kind: "text", text: [...whoIs({ by, name: byName }), ` ${words.asks(visibleLine(place))}`] },
      differences(question),
      fields([words.until, [{ time: expiresAt.toISOString(), style: "full" }]]),
      { kind: "note", text: [words.second] },
    ],
    buttons: [
      [
        { press: pressId("confirm-setup", id), label: words.confirm, style: "success" },
        { press: pressId("leave-setup", id), label: words.drop, style: "secondary" },
      ],
    ],
  };
}

export function setupDecided(question: Question & { outcome: "confirmed" | "dropped"; decided: Who }): Card {
  const { by, byName, outcome, decided } = question;
  return {
    tone: outcome === "confirmed" ? "good" : "neutral",
    title: words[outcome],
    blocks: [
      differences(question),
      fields([words.askedBy, whoIs({ by, name: byName })], [words.decidedBy, whoIs(decided)]),
    ],
    buttons: [],
  };
}

/** What holds once somebody pressed Finish. */
export function setupDone(done: {
  now: Settings;
  names: Record<string, string>;
  bots: { userId: string; name: string }[];
  changed: boolean;
  waits: boolean;
}): Card {
  const { now, names, bots, changed, waits } = done;
  const named = (id: string | null, otherwise: string) =>
    id === null ? otherwise : visibleLine(names[id] ?? setup.done.elsewhere);
  const purposes = bots.flatMap(({ userId, name }) => {
    const purpose = now.purposes[userId];
    return purpose ? [`${visibleLine(name)}: ${purposeName(purpose)}`] : [];
  });
  return {
    tone: waits ? "warning" : "good",
    title: setup.done.title,
    blocks: [
      { kind: "text", text: [changed ? setup.done.text : setup.done.nothing] },
      fields(
        ...(purposes.length > 0 ? [[setup.done.purposes, [purposes.join("; ")]] as [string, Inline[]]] : []),
        [setup.done.approvers, [approvers(now.approvers, names) || setup.done.none]],
        [setup.done.approvals, [named(now.approvals, setup.done.notYet)]],
        [setup.done.reports, [named(now.reports, setup.done.nowhere)]],
      ),
      ...(waits ? [{ kind: "text" as const, text: [{ bold: setup.done.waits }] }] : []),
      { kind: "note", text: [setup.done.next] },
    ],
    buttons: [],
  };
}

function differences({ wider, names }: Question): Block {
  return {
    kind: "list",
    items: wider.map((one): Inline[] =>
      one.what === "approvers"
        ? [words.approvers(approvers(one.before, names), approvers(one.after, names))]
        : [
            words.purpose(
              visibleLine(names[one.bot] ?? one.bot),
              purposeName(one.before),
              purposeName(one.after),
            ),
          ],
    ),
  };
}

/** By name; `telegram:admins:…` is everybody who runs the group. */
function approvers(references: string[], names: Record<string, string>): string {
  return references
    .map((reference) => {
      const [, kind, id = ""] = reference.split(":");
      return kind === "admins" ? setup.card.allAdmins : visibleLine(names[id] ?? setup.done.elsewhere);
    })
    .join(", ");
}

function fields(...named: [string, Inline[]][]): Block {
  return { kind: "fields", fields: named.map(([name, value]) => ({ name, value })) };
}
