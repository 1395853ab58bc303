import { dropBuckets } from "../db/buckets.ts";
import { forgetHeard } from "../db/listening.ts";
import { dropDutiesBefore } from "../db/duties.ts";
import { dropUnaskedBefore } from "../db/glance.ts";
import { dropNoticesBefore } from "../db/notices.ts";
import { dropJoinedKeysBefore } from "../db/pauses.ts";
import { dropCodesBefore } from "../db/people.ts";
import type { Context } from "./context.ts";
import { KEY_LIVES_MS } from "./existing-request.ts";
import { TRIES_KEY, TRIES_RETURN_MS } from "./link-accounts.ts";

/** Questions are open for a week at most; their cards are not changed after that. */
const NOTICES_LIVE_MS = 30 * 86_400_000;
/** Two years of reviews and drills; what was done is in the ledger for good. */
const DUTIES_LIVE_MS = 800 * 86_400_000;
/** Who was quiet for a year is quiet, whenever it began. */
const HEARD_LIVES_MS = 400 * 86_400_000;

/** What anybody may leave behind, and what means nothing any more: link codes that ran out, tries at them, old joined keys. */
export async function forgetStale(ctx: Pick<Context, "db" | "now">): Promise<void> {
  const now = ctx.now();
  await dropCodesBefore(ctx.db, now);
  await dropBuckets(ctx.db, TRIES_KEY, now - TRIES_RETURN_MS);
  await dropJoinedKeysBefore(ctx.db, now - KEY_LIVES_MS);
  await dropNoticesBefore(ctx.db, now - NOTICES_LIVE_MS);
  await dropUnaskedBefore(ctx.db, now - NOTICES_LIVE_MS);
  await dropDutiesBefore(ctx.db, now - DUTIES_LIVE_MS);
  await forgetHeard(ctx.db, now - HEARD_LIVES_MS);
}
