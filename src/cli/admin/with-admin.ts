import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { openService } from "../../service.ts";
import { secretsOf, type Config } from "../../config.ts";
import { connectPlatforms } from "../../connect-platforms.ts";
import { DatabaseFailure } from "../../db/failure.ts";
import { adminOf, type Admin } from "../../http/admin/operations.ts";
import { createLog } from "../../log.ts";
import { masterKeyIn, MasterKeyFailure } from "../../master-key.ts";
import { checkHealth } from "../../use-cases/check-health.ts";
import { CliFailure, type CliIo } from "../verb.ts";
import { readConfig } from "./read-config.ts";
import { remoteAdmin } from "./remote.ts";

/**
 * Runs an operator's work on the instance that the environment names. On PostgreSQL that is the database itself; on the
 * built-in one it is the running service, or, when none runs, the data folder. Throws CliFailure with one sentence.
 */
export async function withAdmin<T>(io: CliIo, work: (admin: Admin) => Promise<T>): Promise<T> {
  const config = readConfig(io);
  // A service that is just starting holds the folder before its door is open: look again a few times.
  for (let attempt = 1; ; attempt++) {
    const running = config.databaseUrl === null ? await remoteAdmin(config.dataDir) : null;
    if (running) return await work(running);
    try {
      return await withOwn(config, work);
    } catch (failure) {
      if (!(failure instanceof DatabaseFailure || failure instanceof MasterKeyFailure)) throw failure;
      if (attempt >= 4 || !/ in use by another /.test(failure.message))
        throw new CliFailure(1, failure.message);
      await pause(500 * attempt);
    }
  }
}

async function withOwn<T>(config: Config, work: (admin: Admin) => Promise<T>): Promise<T> {
  const service = await openService({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    masterKey: config.masterKey ?? (await masterKeyIn(config.dataDir, randomBytes)),
    log: createLog({ level: "silent", format: "json" }, secretsOf(config)),
    worker: false,
  });
  const { ctx } = service;
  // Nothing is sent anywhere before somebody asks one of them something.
  Object.assign(ctx.platforms, connectPlatforms(config, { db: ctx.db, log: ctx.log, now: ctx.now }).byId);
  try {
    // Nobody started the platforms here, so how they are doing is not for this process to say.
    return await work({ ...adminOf(ctx), checkHealth: () => checkHealth({ ...ctx, platforms: {} }) });
  } finally {
    await Promise.all(Object.values(ctx.platforms).map((platform) => platform.stop()));
    await service.stop();
  }
}
