/** Connections are lost at any moment of a transaction: it fails, the process lives, and the next one works. */
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase, type OpenedDatabase } from "../../src/db/open.ts";
import { freshPostgresUrl } from "../support/database.ts";

let opened: OpenedDatabase;
let admin: postgres.Sql;

beforeAll(async () => {
  const url = await freshPostgresUrl();
  opened = await openDatabase({ url, dataDir: "/nonexistent", connections: 4 });
  admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin`create table kept (n int)`;
}, 60_000);

afterAll(async () => {
  await admin.end();
  await opened.close();
});

async function cut(which = "countersign"): Promise<void> {
  await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${which}`;
}

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * ms));

it("cut while idle, while a statement runs, and while the caller does something else", async () => {
  const { db } = opened;
  const idle = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.execute(sql`select 2`);
  });
  await expect(idle).rejects.toThrow();
  const running = db.transaction(async (tx) => {
    const slow = tx.execute(sql`select pg_sleep(30)`);
    setTimeout(() => void cut(), 50);
    await slow.catch(() => {});
    // Whoever goes on all the same is refused, too.
    await tx.execute(sql`select 3`);
  });
  await expect(running).rejects.toThrow();
  const nested = db.transaction(async (tx) => {
    await tx.transaction(async (inner) => {
      await cut();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await inner.execute(sql`select 4`);
    });
  });
  await expect(nested).rejects.toThrow();
  const finished = db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values (0)`);
    await cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await expect(finished).rejects.toThrow();
  expect(await admin`select * from kept`).toHaveLength(0);
});

it("cut again and again under load: every transaction ends, and what was said to be kept is kept", async () => {
  const { db } = opened;
  const kept: number[] = [];
  const cutting = { over: false };
  const cutter = (async () => {
    for (let round = 0; round < 40; round++) {
      await moment(100);
      await cut();
    }
    cutting.over = true;
  })();
  let next = 1;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!cutting.over) {
        const n = next++;
        try {
          await db.transaction(async (tx) => {
            await tx.execute(sql`insert into kept values (${n})`);
            if (n % 3 === 0) await moment(3);
            await tx.execute(sql`select ${n}::int`);
          });
          kept.push(n);
        } catch {
          // Which ones fail is chance.
        }
      }
    }),
  );
  await cutter;
  expect(kept.length).toBeGreaterThan(10);
  const stored = new Set((await admin<{ n: number }[]>`select n from kept`).map(({ n }) => n));
  expect(kept.filter((n) => !stored.has(n))).toEqual([]);
  // And afterwards all connections work.
  await Promise.all(Array.from({ length: 20 }, () => db.execute(sql`select 1`)));
}, 60_000);

it("who listens is told that something may have been missed, and hears again", async () => {
  const heard: (string | null)[] = [];
  const stop = await opened.listen("news", (payload) => heard.push(payload));
  const until = async (payload: string | null) => {
    while (heard.shift() !== payload) await moment(5);
  };
  for (const round of ["a", "b", "c"]) {
    await admin`select pg_notify('news', ${round})`;
    await until(round);
    await cut("countersign listens");
    await until(null);
  }
  await stop();
});
