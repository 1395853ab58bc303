import { migrateWorkspace } from "../db/migrate-workspace.ts";
import { stopListening } from "../db/listening.ts";
import { sight } from "../db/sightings.ts";
import { keepCovered } from "../db/usage.ts";
import { markJoined, markLeft } from "../db/workspaces.ts";
import type { ChangeEvent } from "../platforms/platform.ts";
import { askForLook } from "./ask-look.ts";
import type { Context } from "./context.ts";

/**
 * Remembers what an event in a workspace tells: that we are in it, that it moved, which bots were seen there and how. Then
 * the workspace is looked at again, once for all that changes within a few seconds.
 */
export async function noteChange(ctx: Context, event: ChangeEvent): Promise<void> {
  const { platform, workspace: id, title, language = null } = event;
  await ctx.db.transaction(async (tx) => {
    if (event.what === "left") {
      await markLeft(tx, platform, id, ctx.now());
      // Nobody tells us any more what happens there.
      await keepCovered(tx, platform, id, null);
      await stopListening(tx, { platform, workspace: id });
    } else if (event.what === "migrated") {
      if (event.becomes) await migrateWorkspace(tx, platform, id, event.becomes);
    } else await markJoined(tx, { platform, id, title, language }, ctx.now());
    for (const bot of event.bots) {
      await sight(tx, { platform, workspace: id, userId: bot.id, name: bot.name, how: bot.how }, ctx.now());
    }
    if (event.what !== "left")
      await askForLook(ctx, tx, { platform, workspace: event.becomes ?? id }, ctx.lookPauseMs);
    // A little later: a group that moved is told of as one that we joined, before it is told where it moved from.
    if (event.what === "joined")
      await ctx.effects.greet(tx, { platform, workspace: id }, 2 * ctx.lookPauseMs);
  });
}
