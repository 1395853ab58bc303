import { copiesOf, findCopy, keepFailure, type Copy } from "../db/copies.ts";
import { appendLedger } from "../db/ledger.ts";
import { bumpVersion, lockRequest } from "../db/requests.ts";
import { english } from "../words/index.ts";
import { changeRequestIn } from "./change-request.ts";
import type { Context } from "./context.ts";

// Kept, and read by agents: in English.
const words = english.approval;

/**
 * A place can't be reached: remembered, said on every other copy, in the ledger, and made up for by the next step of the
 * ladder (attend-request.ts). If it was the last one that could and there is no next step, nobody can decide any more and the
 * request ends here instead of running out silently.
 */
export async function failCopy(
  ctx: Context,
  copy: Pick<Copy, "id" | "requestId">,
  failure: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const stored = await lockRequest(tx, copy.requestId);
    const known = await findCopy(tx, copy.id);
    if (!stored || !known || known.failure === failure) return;
    await keepFailure(tx, copy.id, failure);
    const others = (await copiesOf(tx, copy.requestId)).filter((other) => other.id !== copy.id);
    const at = ctx.now();
    const fact = {
      at,
      kind: "copy.failed",
      subject: copy.requestId,
      body: { platform: known.platform, channel: known.channel, failure },
    };
    const alone = others.every((other) => other.failure !== null);
    const { status, escalated, policy } = stored.state;
    const more = status === "pending" && escalated < policy.escalate.length;
    if (status === "pending" && alone && !more) {
      const reason = words.invalidatedBecause.unreachable;
      await changeRequestIn(ctx, tx, copy.requestId, { type: "invalidate", at, reason }, [fact]);
      return;
    }
    // Whoever comes next is asked now, not when their time has come.
    if (more) await ctx.effects.remind(tx, copy.requestId, at);
    await bumpVersion(tx, copy.requestId);
    await ctx.effects.deliverCopies(
      tx,
      others.filter((other) => other.failure === null).map((other) => other.id),
    );
    await appendLedger(tx, [fact]);
  });
}

/** Delivery was tried as often as is sensible. */
export async function giveUpCopy(ctx: Context, copyId: string): Promise<void> {
  const copy = await findCopy(ctx.db, copyId);
  if (copy) await failCopy(ctx, copy, words.failure.givenUp);
}
