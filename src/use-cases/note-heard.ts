import { beginListening, hearAuthor, hearUse, stillListening } from "../db/listening.ts";
import { sightIfNew } from "../db/sightings.ts";
import type { HeardEvent } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** How a bot was found that nothing else shows. */
export const POSTED = "posted a message";

/**
 * Remembers that a bot posted, as proof that it uses its right to, and where some of its messages are, for people who read a
 * sample of them. What messages say is neither asked for nor kept. Harmless to repeat.
 */
export async function noteHeard(ctx: Pick<Context, "db" | "now">, event: HeardEvent): Promise<void> {
  if (event.what !== "message") {
    const note = event.what === "began" ? beginListening : stillListening;
    return note(ctx.db, event.platform, event.workspaces, event.at);
  }
  const { platform, workspace, author, proves } = event;
  await ctx.db.transaction(async (tx) => {
    for (const permission of proves) await hearUse(tx, event, permission);
    await hearAuthor(tx, event);
    const seen = { platform, workspace, userId: author.id, name: author.name, how: POSTED };
    await sightIfNew(tx, seen, ctx.now());
  });
}
