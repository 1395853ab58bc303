import { sql } from "drizzle-orm";
import { copiesBehind } from "../db/health.ts";
import type { Context } from "./context.ts";

export interface Health {
  ok: boolean;
  /** `why` is a sentence when not ok. */
  parts: Record<string, { ok: boolean; why: string | null }>;
}

const PATIENCE_MS = 2_000;
const LATE_MS = 60_000;

/** Whether this process can do its work now: the database answers, platforms are connected, cards show what was decided. */
export async function checkHealth(ctx: Pick<Context, "db" | "now" | "platforms">): Promise<Health> {
  const fine = { ok: true, why: null };
  const parts: Health["parts"] = {};
  const database = await inTime(ctx.db.execute(sql`select 1`));
  parts["database"] = database === null ? { ok: false, why: "The database does not answer." } : fine;
  for (const platform of Object.values(ctx.platforms)) {
    const { ok, why } = platform.health();
    parts[platform.id] = { ok, why };
  }
  if (database !== null) {
    const behind = await inTime(copiesBehind(ctx.db, ctx.now() - LATE_MS));
    parts["deliveries"] =
      behind === null
        ? { ok: false, why: "Deliveries can't be counted." }
        : behind > 0
          ? {
              ok: false,
              why: `${behind} ${behind === 1 ? "card has" : "cards have"} not shown the latest for over a minute.`,
            }
          : fine;
  }
  return { ok: Object.values(parts).every((part) => part.ok), parts };
}

/** Null when it fails or takes too long: for a health check that is the same. */
async function inTime<T>(work: PromiseLike<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
