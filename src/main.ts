/** The service, top to bottom: config → log → database → platforms → deliveries → schedules → http → stop. */
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { openService } from "./service.ts";
import { createInbox } from "./commands/inbox.ts";
import { type Config, loadConfig, secretsOf } from "./config.ts";
import { DatabaseFailure } from "./db/failure.ts";
import { openSeats } from "./db/seats.ts";
import { openAdminDoor } from "./http/admin/door.ts";
import { createHttp } from "./http/server.ts";
import { listen, ListenFailure } from "./http/listen.ts";
import { createLog } from "./log.ts";
import { masterKeyIn, MasterKeyFailure } from "./master-key.ts";
import { connectPlatforms } from "./connect-platforms.ts";
import { type Platform, PlatformError } from "./platforms/platform.ts";
import { setupHelp } from "./words/index.ts";

/** Why the service did not start, in words for the operator. 2: the configuration is wrong. 1: something else is. */
export class StartFailure extends Error {
  readonly exitCode: 1 | 2;
  constructor(exitCode: 1 | 2, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StartFailure";
    this.exitCode = exitCode;
  }
}

export interface Service {
  /** Where the HTTP API listens; null when this process does not serve it. */
  url: string | null;
  /** Stops taking work, finishes what is under way, closes everything. */
  stop(): Promise<void>;
}

/** Throws `StartFailure`, having closed whatever was open. */
export async function startService(env: Record<string, string | undefined>): Promise<Service> {
  const config = readConfig(env);
  const log = createLog(config.log, secretsOf(config));
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).reverse())
      await closer().catch((why: unknown) => failures.push(why));
    if (failures.length > 0) log.warn({ err: failures[0] }, "something could not be closed");
  };
  try {
    const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
    const service = await openService({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      publicUrl: config.publicUrl,
      masterKey: config.masterKey ?? (await masterKeyIn(config.dataDir, random)),
      log,
      worker: config.roles.has("worker"),
      callbackHosts: config.callbackHosts,
    });
    const { ctx } = service;
    closers.push(() => service.stop());
    if (config.databaseUrl === null) {
      const door = await openAdminDoor(ctx, config.dataDir);
      closers.push(() => door.close());
    }

    const seats = openSeats(service.backend, log);
    closers.push(() => seats.close());
    const platforms = connectPlatforms(config, { db: ctx.db, seats, log, now: ctx.now });
    Object.assign(ctx.platforms, platforms.byId);
    const stopping = new AbortController();
    const app = createHttp(ctx, { stopping: stopping.signal });
    platforms.mountWebhook(app);

    const inbox = createInbox(ctx);
    for (const platform of platforms.receiving) {
      closers.push(() => platform.stop());
      await platform.start(inbox);
    }
    if (config.roles.has("worker")) await service.startWorkers();

    const address = { host: config.host, port: config.port };
    const listening = config.roles.has("http") ? await listen(app, address) : null;
    if (listening) {
      closers.push(async () => {
        stopping.abort();
        await listening.close();
      });
    }
    log.info({ ...status(platforms.receiving), url: listening?.url ?? null }, "Countersign is running");
    return {
      url: listening?.url ?? null,
      stop: async () => {
        log.info({}, "stopping");
        await close();
        log.info({}, "stopped");
      },
    };
  } catch (failure) {
    await close().catch(() => undefined);
    throw inWords(failure);
  }
}

function readConfig(env: Record<string, string | undefined>): Config {
  const result = loadConfig(env, (path) => readFileSync(path, "utf8"));
  if (!result.ok) throw new StartFailure(2, result.problems.join("\n"));
  const { config } = result;
  if (!config.discord && !config.telegram) throw new StartFailure(2, setupHelp);
  return config;
}

function status(platforms: Platform[]): Record<string, string> {
  return Object.fromEntries(
    platforms.map((platform) => {
      const { ok, why } = platform.health();
      return [platform.id, ok ? "connected" : (why ?? "not connected yet")];
    }),
  );
}

function inWords(failure: unknown): Error {
  if (failure instanceof StartFailure) return failure;
  if (failure instanceof PlatformError)
    return new StartFailure(failure.kind === "refused" ? 2 : 1, failure.message, failure);
  if (
    failure instanceof DatabaseFailure ||
    failure instanceof ListenFailure ||
    failure instanceof MasterKeyFailure
  )
    return new StartFailure(1, failure.message, failure);
  return failure instanceof Error ? failure : new Error(String(failure));
}
