import type { FormEvent, PressEvent } from "../platforms/platform.ts";
import { acceptFinding } from "../use-cases/accept-finding.ts";
import type { Context } from "../use-cases/context.ts";
import { findings } from "../words/index.ts";
import { onFinding } from "./finding-press.ts";

const words = findings.answer;
const DAY_MS = 86_400_000;

/** Accepts a finding for so many days, for the reason in the form. */
export async function acceptFor(
  ctx: Context,
  event: PressEvent | FormEvent,
  id: string | undefined,
  days: number,
): Promise<void> {
  const note = "fields" in event ? (event.fields["note"] ?? "") : "";
  await onFinding(ctx, event, id, async (row) => {
    const until = ctx.now() + days * DAY_MS;
    const { actor } = event;
    const answer = await acceptFinding(ctx, { id: row.id, actor, reason: null, note, until });
    if (answer.ok) return { say: words.accepted, tone: "good" };
    if (answer.why === "already") return { say: words.already(answer.name) };
    if (answer.why === "gone") return { say: words.gone };
    return { say: words.refused[answer.why], tone: "warning" };
  });
}
