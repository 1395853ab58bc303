/**
 * What only one process may do at a time: receive a bot's updates, run a shard. On PostgreSQL a seat is an advisory lock on a
 * connection of its own, so that it falls free when its process dies; on PGlite there is only one process.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Log, Seats } from "../platforms/platform.ts";
import type { Backend } from "./open.ts";

export interface OpenedSeats extends Seats {
  /** Gives up every seat. */
  close(): Promise<void>;
}

/** Any number, the same in every process: the first half of the lock's key. */
const SEATS = 720_311;
/** How often a free seat is looked for, and whether those held are still ours. */
const LOOK_MS = 300;
/** Without an answer for so long the seats count as lost. */
const SILENT_MS = 3_000;
/** The database itself frees the seats of a process that stands still or is out of reach. More than `SILENT_MS`. */
const IDLE_FREES_MS = 8_000;

export function openSeats(backend: Backend, log: Log): OpenedSeats {
  return backend.kind === "pglite" ? alone() : shared(backend.url, log);
}

function alone(): OpenedSeats {
  return {
    take: async () => ({ lost: new AbortController().signal, leave: async () => {} }),
    close: async () => {},
  };
}

interface Waiting {
  name: string;
  got: (lost: AbortSignal) => void;
}

function shared(url: string, log: Log): OpenedSeats {
  const waiting = new Set<Waiting>();
  const held = new Map<string, AbortController>();
  const closing = new AbortController();
  let line: Line | null = null;
  let looking: Promise<void> | null = null;

  const loseAll = (why: string) => {
    if (held.size > 0)
      log.warn({ seats: [...held.keys()], why }, "lost what only this process did; others may do it now");
    for (const controller of held.values()) controller.abort();
    held.clear();
    line?.drop();
    line = null;
  };

  /** One round over one connection: are those we have still ours, and is one free that we want? */
  const round = async (): Promise<void> => {
    const mine = (line ??= openLine(url, () => {
      if (line === mine) loseAll("the connection ended");
    }));
    await mine.alive();
    for (const wish of waiting) {
      if (held.has(wish.name) || line !== mine) continue;
      if (!(await mine.lock(wish.name))) continue;
      // It may have been lost, or given up on, while the answer travelled.
      if (line !== mine) return;
      if (!waiting.delete(wish)) {
        await mine.unlock(wish.name);
        continue;
      }
      const controller = new AbortController();
      held.set(wish.name, controller);
      wish.got(controller.signal);
    }
  };

  const look = async (): Promise<void> => {
    while (!closing.signal.aborted && (waiting.size > 0 || held.size > 0)) {
      await inTime(round(), SILENT_MS).catch((cause: unknown) => {
        log.debug({ err: cause }, "seats can't be asked for");
        loseAll("the database does not answer");
      });
      await sleep(LOOK_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
    looking = null;
  };

  return {
    take(name, signal) {
      return new Promise((resolve, reject) => {
        const wish: Waiting = {
          name,
          got: (lost) => {
            signal.removeEventListener("abort", giveUp);
            resolve({
              lost,
              async leave() {
                if (lost.aborted) return;
                held.delete(name);
                await line?.unlock(name).catch(() => undefined);
              },
            });
          },
        };
        const giveUp = () => {
          waiting.delete(wish);
          reject(new Error("nobody waits for the seat any more"));
        };
        if (signal.aborted) return giveUp();
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.add(wish);
        looking ??= look();
      });
    },
    async close() {
      closing.abort();
      await looking;
      held.clear();
      await line?.end();
    },
  };
}

type Line = ReturnType<typeof openLine>;

/** One connection, and never a second one in its place: its locks would be gone without a word. */
function openLine(url: string, ended: () => void) {
  let session: unknown = null;
  const client = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    connect_timeout: 3,
    onnotice: () => {},
    onclose: ended,
    connection: { application_name: "countersign seats" },
  });
  const db = drizzle(client);
  return {
    /** Throws when this is not the connection it was. */
    async alive(): Promise<void> {
      // Before PostgreSQL 14 there is no such setting: then TCP alone tells the server that we are gone.
      if (session === null)
        await db
          .execute(sql`select set_config('idle_session_timeout', ${String(IDLE_FREES_MS)}, false)`)
          .catch(() => undefined);
      const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      session ??= row?.pid;
      if (row?.pid !== session) throw new Error("another connection");
    },
    async lock(name: string): Promise<boolean> {
      const [row] = await db.execute<{ mine: boolean }>(
        sql`select pg_try_advisory_lock(${SEATS}::int, hashtext(${name})) as mine`,
      );
      return row?.mine === true;
    },
    async unlock(name: string): Promise<void> {
      await db.execute(sql`select pg_advisory_unlock(${SEATS}::int, hashtext(${name}))`);
    },
    drop: () => void client.end({ timeout: 0 }).catch(() => undefined),
    end: () => client.end({ timeout: 1 }),
  };
}

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  const late = new AbortController();
  work.catch(() => undefined);
  await Promise.race([
    work,
    sleep(ms, undefined, { signal: late.signal, ref: false }).then(() => {
      throw new Error("no answer in time");
    }),
  ]).finally(() => late.abort());
}
