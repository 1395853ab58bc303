import { writeBackup } from "../db/backup/write.ts";
import type { Context } from "./context.ts";

/** Everything the database knows, as lines of one moment. The master key is not in it. */
export async function backUp(
  ctx: Pick<Context, "db" | "now">,
  write: (line: string) => Promise<void>,
): Promise<void> {
  await writeBackup(ctx.db, ctx.now(), write);
}
