import { answerCard } from "../cards/answer.ts";
import { breaksCard, explainCard, ruleCard } from "../cards/finding-answers.ts";
import { eventsOf, type FindingRow } from "../db/findings.ts";
import { rules } from "../domain/audit/rules/index.ts";
import type { Card } from "../platforms/platform.ts";
import { findings as words } from "../words/index.ts";

import type { Context } from "./context.ts";
import { shownFinding } from "./shown-finding.ts";

/** What somebody may want to know about a finding, for them alone. */
export async function explainFinding(
  ctx: Pick<Context, "db">,
  row: FindingRow,
  what: "breaks" | "why" | "rule",
): Promise<Card> {
  if (what === "rule") return ruleCard(rules.find(({ id }) => id === row.rule) ?? null);
  const shown = shownFinding(row, false);
  if (!shown) return answerCard("neutral", words.card.undescribed);
  if (what === "breaks") return breaksCard(shown);
  const events = await eventsOf(ctx.db, row.id);
  return explainCard(
    shown,
    events.map(({ at, ...event }) => ({ ...event, at: at.getTime() })),
  );
}
