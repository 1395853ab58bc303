import { attestationsIn } from "../db/attestations.ts";
import { telegramReports } from "../db/heard.ts";
import type { TelegramSnapshotFile } from "../domain/telegram/snapshot.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/** Somebody looked at the group's member list, and it says of the bot that it has no access to messages. */
export const PRIVACY_MODE = "privacy-mode";

/**
 * Adds to what Telegram shows what it doesn't: what the agents said about themselves, which is the lowest rung of evidence,
 * and what people saw for themselves. Both are marked as such, with when it was.
 */
export async function withSelfReports(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  file: TelegramSnapshotFile,
): Promise<TelegramSnapshotFile> {
  const told = (await telegramReports(ctx.db)).map(({ account, at, body }) => ({
    bot: account,
    rung: "self-reported",
    at: at.toISOString(),
    facts: body["telegram"],
  }));
  const seen = (await attestationsIn(ctx.db, platform, workspace, PRIVACY_MODE)).flatMap((row) =>
    row.subject === null || row.revokedAt
      ? []
      : [
          {
            bot: row.subject,
            rung: "human-observed",
            at: row.at.toISOString(),
            facts: { can_read_all_group_messages: false },
          },
        ],
  );
  return { ...file, reports: [...(file.reports ?? []), ...told, ...seen] };
}
