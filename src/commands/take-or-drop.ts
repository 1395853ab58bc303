import type { FormEvent, PressEvent } from "../platforms/platform.ts";
import { assignFinding } from "../use-cases/assign-finding.ts";
import type { Context } from "../use-cases/context.ts";
import { findings } from "../words/index.ts";
import { onFinding } from "./finding-press.ts";

const words = findings.answer;

/** Takes care of a finding, or lets go of it. */
export async function takeOrDrop(
  ctx: Context,
  event: PressEvent | FormEvent,
  id: string | undefined,
  take: boolean,
): Promise<void> {
  await onFinding(ctx, event, id, async (row) => {
    const done = await assignFinding(ctx, { id: row.id, actor: event.actor, take });
    if (done.ok) return { say: take ? words.taken : words.givenBack, tone: "good" };
    return { say: done.why === "taken" ? words.takenBy(done.name) : words[done.why] };
  });
}
