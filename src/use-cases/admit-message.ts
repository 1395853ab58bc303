/** Whether something is worth a message that nobody asked for, or waits for the week's digest. */
import { newestDuty } from "../db/duties.ts";
import { keepUnasked, unaskedSince, type Unasked } from "../db/glance.ts";
import type { Database } from "../db/open.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { dayIn, isQuiet, quietEnds } from "../domain/care/cadence.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/** Where the workspace says nothing else. */
const ALERTS_A_DAY = 8;
/** The longest day there is, and an hour more. */
const A_DAY_MS = 26 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Counts it, and says whether it may be said now. What is critical always may. `quiet`: it can't be held back until the
 * morning, so in quiet hours it waits. Two at once may be one too many: nothing is locked for this.
 */
export async function admitMessage(
  ctx: Pick<Context, "now">,
  tx: Database,
  where: Where,
  message: Pick<Unasked, "what" | "subject"> & { critical: boolean; quiet: "waits" | "later" },
): Promise<"told" | "waits"> {
  const { critical, quiet, what, subject } = message;
  const {
    timeZone: zone = "UTC",
    alertBudget = ALERTS_A_DAY,
    quietHours,
  } = (await findWorkspace(tx, where.platform, where.workspace))?.document ?? {};
  const now = ctx.now();
  const today = dayIn(zone, now);
  const told = (await unaskedSince(tx, where, now - A_DAY_MS)).filter(
    ({ at, outcome }) => outcome === "told" && dayIn(zone, at.getTime()) === today,
  );
  const isNight = quiet === "waits" && quietHours !== undefined && isQuiet(zone, quietHours, now);
  const isEnough = told.length >= alertBudget || isNight;
  const outcome = !critical && isEnough && (await hasDigest(tx, where, now)) ? "waits" : "told";
  await keepUnasked(tx, { ...where, at: new Date(now), what, subject, outcome });
  return outcome;
}

/** Where nobody would read of it later, nothing waits. */
async function hasDigest(tx: Database, where: Where, now: number): Promise<boolean> {
  const digest = await newestDuty(tx, where, "digest", now);
  return (
    digest !== null &&
    digest.posted !== null &&
    digest.failure === null &&
    digest.dueAt.getTime() > now - 8 * DAY_MS
  );
}

/** How long what can wait has to wait for the morning, in milliseconds; 0 where it need not. */
export async function quietFor(ctx: Pick<Context, "db" | "now">, where: Where): Promise<number> {
  const { timeZone, quietHours } =
    (await findWorkspace(ctx.db, where.platform, where.workspace))?.document ?? {};
  return timeZone && quietHours ? quietEnds(timeZone, quietHours, ctx.now()) - ctx.now() : 0;
}
