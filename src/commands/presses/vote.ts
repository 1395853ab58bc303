import type { FormEvent, PressEvent } from "../../platforms/platform.ts";
import { castVote } from "../../use-cases/cast-vote.ts";
import type { Context } from "../../use-cases/context.ts";
import { Undone } from "./press.ts";

/** A press that votes: the answer is private, whatever it is. */
export async function vote(
  ctx: Context,
  event: PressEvent | FormEvent,
  verdict: "approve" | "deny",
  requestId: string | undefined,
  options: { remember: boolean } = { remember: false },
): Promise<void> {
  const written = "fields" in event ? (event.fields["reason"]?.trim() ?? "") : "";
  const { card, undecided } = await castVote(ctx, {
    requestId: requestId ?? "",
    verdict,
    reason: written === "" ? null : written,
    actor: event.actor,
    on: event.on,
    remember: options.remember,
  });
  if (undecided) throw new Undone(card);
  await event.reply(card, { private: true });
}
