import { telegramReports } from "../db/heard.ts";
import type { TelegramSnapshotFile } from "../domain/telegram/snapshot.ts";
import type { Context } from "./context.ts";

/** Adds what the agents said about themselves to what Telegram shows: the lowest rung of evidence, marked as such. */
export async function withSelfReports(
  ctx: Pick<Context, "db">,
  file: TelegramSnapshotFile,
): Promise<TelegramSnapshotFile> {
  const told = (await telegramReports(ctx.db)).map(({ account, at, body }) => ({
    bot: account,
    rung: "self-reported",
    at: at.toISOString(),
    facts: body["telegram"],
  }));
  return { ...file, reports: [...(file.reports ?? []), ...told] };
}
