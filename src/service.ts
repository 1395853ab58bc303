/** What `main.ts`, the command line, tests and the sandbox run use cases with: the database, the queue, and a context around them. */
import { randomBytes } from "node:crypto";
import { announceChange, watchChanges } from "./db/changes.ts";
import { keepStatement } from "./db/letters.ts";
import { type Backend, openDatabase, type OpenedDatabase } from "./db/open.ts";
import { isLoopback } from "./deliveries/outbound/addresses.ts";
import { callbacksTo } from "./deliveries/outbound/callbacks.ts";
import { effectsOf, prepareLetters } from "./deliveries/queue/effects.ts";
import { openQueue } from "./deliveries/queue/open-queue.ts";
import { runWorkers } from "./deliveries/queue/run-workers.ts";
import type { Log, Platform, PlatformId } from "./platforms/platform.ts";
import type { Context } from "./use-cases/context.ts";
import { reconcileCopies } from "./use-cases/reconcile-copies.ts";

export interface ServiceOptions {
  /** A postgres URL, or null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  publicUrl: string;
  masterKey: Uint8Array;
  log: Log;
  /** Whether this process does jobs, or only sends them. */
  worker: boolean;
  /** Names that callbacks may reach although they are private. */
  callbackHosts?: readonly string[];
  /** After a change in a workspace, how long to wait for more of them before looking again; 5 s. */
  lookPauseMs?: number;
  now?: () => number;
  random?: (bytes: number) => Uint8Array;
  /** Connected platforms. May be filled in until `startWorkers`: adapters need the database's shelf first. */
  platforms?: Partial<Record<PlatformId, Platform>>;
}

export interface Service {
  ctx: Context;
  backend: Backend;
  /** Redraws every card that shows something old, then does jobs until `stop`. Only for a `worker`. */
  startWorkers(): Promise<void>;
  /** Waits for the jobs in hand, then closes the database. */
  stop(): Promise<void>;
}

/** Somebody who clicks through a server's settings makes many changes; one report about all of them is enough. */
const LOOK_PAUSE_MS = 5_000;

/** Throws `DatabaseFailure`, whose message is one sentence for the operator. */
export async function openService(options: ServiceOptions): Promise<Service> {
  const opened = await openDatabase({ url: options.databaseUrl, dataDir: options.dataDir });
  return await serviceOn(opened, options);
}

/** The same on a database that is open already; `stop` closes it. */
export async function serviceOn(
  opened: OpenedDatabase,
  options: Omit<ServiceOptions, "databaseUrl" | "dataDir">,
): Promise<Service> {
  const now = options.now ?? Date.now;
  const changes = await watchChanges(opened);
  const boss = await openQueue(opened.backend, options.log, options.worker);
  const keep = kept((statement) => keepStatement(opened.db, statement));
  await prepareLetters(boss, keep);
  const ctx: Context = {
    db: opened.db,
    platforms: options.platforms ?? {},
    now,
    random: options.random ?? randomBytes,
    log: options.log,
    publicUrl: options.publicUrl,
    masterKey: options.masterKey,
    effects: effectsOf(boss, announceChange, now, keep),
    callbacks: callbacksTo({
      hosts: options.callbackHosts ?? [],
      // An instance that names only this machine is somebody's own: there, calling back to it is what is wanted.
      loopback: isLoopback(new URL(options.publicUrl).hostname.replace("localhost", "127.0.0.1")),
    }),
    lookPauseMs: options.lookPauseMs ?? LOOK_PAUSE_MS,
    changed: (requestId, ms, signal) => changes.changed(requestId, ms, signal),
    wake: (requestId) => changes.wake(requestId),
  };
  return {
    ctx,
    backend: opened.backend,
    startWorkers: async () => {
      await reconcileCopies(ctx);
      await runWorkers(boss, ctx);
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 10_000, close: true });
      await changes.stop();
      await opened.close();
    },
  };
}

/** Each statement once. */
function kept(keep: (statement: string) => Promise<void>): (statement: string) => Promise<void> {
  const done = new Map<string, Promise<void>>();
  return (statement) => {
    const known = done.get(statement) ?? keep(statement);
    done.set(statement, known);
    return known;
  };
}
