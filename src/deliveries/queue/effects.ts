import { sql } from "drizzle-orm";
import { fromDrizzle, type Db, type PgBoss } from "pg-boss";
import type { Letters } from "../../db/letters.ts";
import type { Database } from "../../db/open.ts";
import type { Effects } from "../../use-cases/context.ts";

/** Where jobs go after their last try. */
export function deadLetters(queue: string): string {
  return `${queue}-dead`;
}

/**
 * Sends jobs inside the caller's transaction: they exist if and only if it commits, and are announced when it does. `keep` makes
 * a statement of the queue ready for letters.
 */
export function effectsOf(
  boss: PgBoss,
  announce: (tx: Database, requestId: string) => Promise<void>,
  now: () => number,
  keep: (statement: string) => Promise<void>,
): Effects {
  const inside = (into: Database | Letters) => ("jobs" in into ? writer(into, keep) : sender(into));
  return {
    async deliverCopies(tx, copyIds, afterMs = 0) {
      if (copyIds.length === 0) return;
      const later = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
      // Not one job a copy: a waiting one may start, and read, before this transaction commits, and one whose process died
      // would hold up the others until it times out. Two at once are harmless (use-cases/deliver-copy.ts).
      const jobs = copyIds.map((copyId) => ({ data: { copyId }, ...later }));
      await boss.insert("deliver-copy", jobs, { db: inside(tx) });
    },
    async remind(tx, requestId, at) {
      // As a distance, not as a date: our clock and the database's need not agree. A little late rather than too early.
      const seconds = Math.max(0, (at - now()) / 1000) + 0.05;
      await boss.send("attend-request", { requestId }, { startAfter: seconds, db: inside(tx) });
    },
    async notify(tx, notices, afterMs = 0) {
      if (notices.length === 0) return;
      const later = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
      const jobs = notices.map((notice) => ({ data: notice, ...later }));
      await boss.insert("deliver-notice", jobs, { db: inside(tx) });
    },
    async callBack(tx, requestId) {
      await boss.send("call-back", { requestId }, { db: inside(tx) });
    },
    async showAlert(tx, alertId, afterMs = 0) {
      const later = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
      await boss.send("show-alert", { alertId }, { ...later, db: inside(tx) });
    },
    async showFindingCard(tx, cardId, afterMs = 0) {
      const later = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
      await boss.send("show-finding", { cardId }, { ...later, db: inside(tx) });
    },
    async showDuty(tx, dutyId, afterMs = 0) {
      const later = afterMs > 0 ? { startAfter: afterMs / 1000 } : {};
      await boss.send("show-duty", { dutyId }, { ...later, db: inside(tx) });
    },
    async lookAgain(tx, where, pauseMs) {
      const later = pauseMs > 0 ? { startAfter: pauseMs / 1000 } : {};
      await boss.send("look-again", where, { ...later, db: inside(tx) });
    },
    async greet(tx, where, pauseMs) {
      const later = pauseMs > 0 ? { startAfter: pauseMs / 1000 } : {};
      await boss.send("greet", where, { ...later, db: inside(tx) });
    },
    async announce(into, requestId) {
      if ("jobs" in into) into.changed.push(requestId);
      else await announce(into, requestId);
    },
  };
}

/** Makes ready what letters are written with, so that no transaction has to. */
export async function prepareLetters(
  boss: PgBoss,
  keep: (statement: string) => Promise<void>,
): Promise<void> {
  const letters: Letters = { jobs: [], changed: [] };
  for (const queue of ["deliver-copy", "attend-request", "call-back"]) {
    await boss.send(queue, {}, { db: writer(letters, keep) });
    await boss.insert(queue, [{}], { db: writer(letters, keep) });
  }
}

/** Instead of sending it, keeps what the queue would send. */
function writer(letters: Letters, keep: (statement: string) => Promise<void>): Db {
  return {
    executeSql: async (statement, values) => {
      await keep(statement);
      letters.jobs.push({ statement, parameter: String(values?.[0]) });
      return { rows: [] };
    },
  };
}

/** Both drivers' `execute` gives rows in one of the shapes that pg-boss knows; only their common type doesn't say so. */
function sender(tx: Database): Db {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
