import { answerCard } from "../cards/answer.ts";
import type { FormEvent, PressEvent } from "../platforms/platform.ts";
import { readDuty, type DutyAnswer } from "../use-cases/answer-duty.ts";
import type { Context } from "../use-cases/context.ts";
import { care } from "../words/index.ts";
import { refusalFor } from "./may.ts";

const words = care.answer;
type Duty = NonNullable<Awaited<ReturnType<typeof readDuty>>>;

/**
 * A press under a duty, by somebody who may: that is asked of the platform now, for the duty's own workspace, whatever the
 * press id says. `act` answers by itself, or leaves a sentence to be said.
 */
export async function onDuty(
  ctx: Context,
  event: PressEvent | FormEvent,
  id: string | undefined,
  act: (duty: Duty) => Promise<string | null>,
): Promise<void> {
  const { actor, reply } = event;
  const duty = await readDuty(ctx, id ?? "");
  if (!duty || duty.platform !== actor.platform)
    return void (await reply(answerCard("neutral", words.gone), { private: true }));
  const refusal = await refusalFor(ctx, { actor, name: "checklist" }, duty.workspace);
  if (refusal) return void (await reply(refusal, { private: true }));
  const said = await act(duty);
  if (said !== null) await reply(answerCard("neutral", said), { private: true });
}

/** What came of it, in a sentence. */
export function sayAnswer(answer: DutyAnswer, good: string): string {
  if (answer.ok) return good;
  return { gone: words.gone, done: words.already, owner: words.owner }[answer.why];
}
