/** `countersign audit --live`: a workspace as it is now, as the running service knows it, or with nothing but the token. */
import { existsSync } from "node:fs";
import type { AuditReport } from "../../domain/audit/audit.ts";
import type { Persona } from "../../domain/audit/rule.ts";
import { readDiscordSnapshot } from "../../domain/discord/snapshot.ts";
import type { DiscordSnapshot } from "../../domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../domain/telegram/snapshot.ts";
import type { TelegramSnapshot } from "../../domain/telegram/snapshot.ts";
import type { Config } from "../../config.ts";
import { createDiscord, createTelegram } from "../../platforms/index.ts";
import { PlatformError, type Log, type Platform, type Shelf } from "../../platforms/platform.ts";
import { readConfig } from "../admin/read-config.ts";
import { withAdmin } from "../admin/with-admin.ts";
import { CliFailure, type CliIo } from "../verb.ts";
import type { Where } from "./workspace.ts";

/** The instance's own manifests and records count. Null where there is no instance yet: no database, nothing running. */
export async function askInstance(io: CliIo, where: Where, persona: Persona): Promise<AuditReport | null> {
  const config = readConfig(io);
  needToken(config, where);
  if (config.databaseUrl === null && !existsSync(config.dataDir)) return null;
  const audited = await withAdmin(io, (admin) => admin.auditWorkspace(where, persona));
  if (!audited.ok) throw cantLook(where, audited.why);
  return audited.report;
}

/** By HTTP with the token alone. `watch`: members that nothing else gives away. Exit code 1 when the platform shows nothing. */
export async function lookAlone(
  io: CliIo,
  where: Where,
  watch: string[],
): Promise<DiscordSnapshot | TelegramSnapshot> {
  const platform = adapterFor(readConfig(io), where);
  try {
    const file = await platform.snapshot(where.workspace, watch);
    const read = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
    if (read.ok) return read.snapshot;
    const [problem] = read.problems;
    throw cantLook(
      where,
      `The platform sent something that can't be read (${problem?.path}: ${problem?.message}).`,
    );
  } catch (failure) {
    if (failure instanceof PlatformError) throw cantLook(where, failure.message);
    throw failure;
  } finally {
    await platform.stop();
  }
}

function adapterFor(config: Config, where: Where): Platform {
  needToken(config, where);
  const parts = { shelf: forgetful(), log: silent };
  const { discord, telegram } = config;
  if (where.platform === "discord" && discord)
    return createDiscord({ token: discord.token, apiUrl: discord.apiUrl ?? undefined, ...parts });
  if (where.platform === "telegram" && telegram)
    return createTelegram({
      token: telegram.token,
      ...(telegram.apiUrl ? { apiUrl: telegram.apiUrl } : {}),
      ...parts,
    });
  throw missingToken(where);
}

function needToken(config: Config, where: Where): void {
  if (config[where.platform] === null) throw missingToken(where);
}

const missingToken = ({ platform }: Where): CliFailure => {
  const [name, setting] =
    platform === "discord" ? ["a Discord server", "DISCORD_TOKEN"] : ["a Telegram chat", "TELEGRAM_TOKEN"];
  return new CliFailure(2, `--live: to look at ${name}, set ${setting} to Countersign's token.`);
};

const cantLook = ({ platform, workspace }: Where, why: string): CliFailure =>
  new CliFailure(
    1,
    `${platform}:${workspace} can't be looked at. ${why} Is the id right, and is Countersign in there?`,
  );

/** One look needs no memory. */
function forgetful(): Shelf {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
