import { migrateWorkspace } from "../db/migrate-workspace.ts";
import { sight } from "../db/sightings.ts";
import { markJoined, markLeft } from "../db/workspaces.ts";
import type { ChangeEvent } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** Remembers what an event in a workspace tells: that we are in it, that it moved, which bots were seen there and how. */
export async function noteChange(ctx: Pick<Context, "db" | "now">, event: ChangeEvent): Promise<void> {
  const { platform, workspace: id, title } = event;
  await ctx.db.transaction(async (tx) => {
    if (event.what === "left") await markLeft(tx, platform, id, ctx.now());
    else if (event.what === "migrated") {
      if (event.becomes) await migrateWorkspace(tx, platform, id, event.becomes);
    } else await markJoined(tx, { platform, id, title }, ctx.now());
    for (const bot of event.bots) {
      await sight(tx, { platform, workspace: id, userId: bot.id, name: bot.name, how: bot.how }, ctx.now());
    }
  });
}
