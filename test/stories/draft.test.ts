/** `countersign draft` beside the running service: it looks wherever Countersign is, and says where it could not. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAdminDoor } from "../../src/http/admin/door.ts";
import { core, guild } from "../fixtures/audit/build.ts";
import { approvalWorld } from "../support/approval-world.ts";
import { cli } from "../support/cli.ts";

test("looks through the running service, and a place that can't be seen is named", async () => {
  const world = await approvalWorld({ worker: false });
  const dataDir = await mkdtemp(join(tmpdir(), "countersign-draft-"));
  const door = await openAdminDoor(world.ctx, dataDir);
  try {
    const watched: string[][] = [];
    world.discord.snapshot = async (_workspace, watch) => {
      watched.push(watch);
      return guild({ bot: core });
    };
    const { code, out, err } = await cli({ DATA_DIR: dataDir }, "draft", "Helpdesk");
    expect(err).toBe("Could not look at telegram:-100200 (the fake takes no snapshots).\n");
    expect(code).toBe(0);
    expect(out).toMatch(/^# draft, unreviewed/);
    expect(out).toContain('VIEW_CHANNEL: "observed: held; whether it is used is not known"');
    // Declared accounts are looked for by id, as in every audit.
    expect(watched).toEqual([["1576"]]);
    expect((await cli({ DATA_DIR: dataDir }, "draft", "nobody")).err).toContain("Seen were: Helpdesk.");
  } finally {
    await door.close();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
