import { allAgents } from "../db/agents.ts";
import { sightingsIn } from "../db/sightings.ts";
import { allWorkspaces } from "../db/workspaces.ts";
import type { Observed } from "../domain/audit/draft.ts";
import { readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../domain/telegram/snapshot.ts";
import { PlatformError, type PlatformId, type SnapshotFile } from "../platforms/platform.ts";
import type { Context } from "./context.ts";
import { usageFor } from "./usage-seen.ts";

/** What can be seen now wherever Countersign is, as raw files, with what was watched there; and where it could not look. */
export async function observeWorkspaces(
  ctx: Pick<Context, "db" | "platforms" | "now" | "log">,
): Promise<{ seen: { file: SnapshotFile; usage: Observed["usage"] }[]; missed: string[] }> {
  const declared = (await allAgents(ctx.db)).map(({ document }) => document.identities);
  const rows = (await allWorkspaces(ctx.db)).filter((row) => row.leftAt === null);
  const seen: { file: SnapshotFile; usage: Observed["usage"] }[] = [];
  const missed: string[] = [];
  for (const { platform: id, id: workspace } of rows) {
    const where = { platform: id as PlatformId, workspace };
    const platform = ctx.platforms[where.platform];
    const met = await sightingsIn(ctx.db, id, workspace);
    const watch = [...met, ...declared.flatMap((one) => one[where.platform] ?? [])].map(
      ({ userId }) => userId,
    );
    try {
      if (!platform) throw new PlatformError("unreachable", `${id} is not connected here`);
      const file = await platform.snapshot(workspace, [...new Set(watch)].sort());
      const read = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
      if (read.ok) seen.push({ file, usage: await usageFor(ctx, where, read.snapshot) });
      else missed.push(`${id}:${workspace} (what the platform sent can't be read)`);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      missed.push(`${id}:${workspace} (${error.message})`);
    }
  }
  return { seen, missed };
}
