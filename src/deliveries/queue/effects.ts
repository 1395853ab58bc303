import { sql } from "drizzle-orm";
import { fromDrizzle, type PgBoss } from "pg-boss";
import type { Database } from "../../db/open.ts";
import type { Effects } from "../../use-cases/context.ts";

/** Where jobs go after their last try. */
export function deadLetters(queue: string): string {
  return `${queue}-dead`;
}

/** Sends jobs inside the caller's transaction: they exist if and only if it commits, and are announced when it does. */
export function effectsOf(
  boss: PgBoss,
  announce: (tx: Database, requestId: string) => Promise<void>,
  now: () => number,
): Effects {
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
    async lookAgain(tx, where, pauseMs) {
      const later = pauseMs > 0 ? { startAfter: pauseMs / 1000 } : {};
      await boss.send("look-again", where, { ...later, db: inside(tx) });
    },
    async greet(tx, where, pauseMs) {
      const later = pauseMs > 0 ? { startAfter: pauseMs / 1000 } : {};
      await boss.send("greet", where, { ...later, db: inside(tx) });
    },
    announce,
  };
}

/** Both drivers' `execute` gives rows in one of the shapes that pg-boss knows; only their common type doesn't say so. */
function inside(tx: Database): ReturnType<typeof fromDrizzle> {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
