import { findWorkspace } from "../db/workspaces.ts";
import type { Place, PlatformId } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** Where a workspace wants its audit reports; null when nobody said. */
export async function findReportsPlace(
  ctx: Pick<Context, "db">,
  platform: PlatformId,
  workspace: string,
): Promise<Place | null> {
  const channel = (await findWorkspace(ctx.db, platform, workspace))?.document?.places.reports;
  return channel ? { platform, workspace, channel } : null;
}
