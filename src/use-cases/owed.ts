import { lastDone, owedReviews } from "../db/duties.ts";
import type { Attestation } from "../domain/audit/attestation.ts";
import { titles } from "../domain/care/titles.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

const REVIEW = "permission-review";
/** A month, the two weeks until silence is a finding, and some days. */
const REVIEW_HOLDS_MS = 50 * 86_400_000;

/** What people confirmed, and the review that they owe: silence is no approval, it ran out on the day that it was due. */
export async function withOwed(
  ctx: Pick<Context, "db">,
  where: Where,
  attested: Attestation[] | null,
): Promise<Attestation[] | null> {
  const done = await lastDone(ctx.db, where, "review");
  const [owed] = (await owedReviews(ctx.db, where)).filter(
    ({ dueAt }) => done === null || done < dueAt.getTime(),
  );
  const validUntil = owed ? owed.dueAt.getTime() : done === null ? null : done + REVIEW_HOLDS_MS;
  if (validUntil === null) return attested;
  const review = { control: REVIEW, title: titles[REVIEW] ?? REVIEW, subject: null };
  return [...(attested ?? []), { ...review, validUntil }];
}
