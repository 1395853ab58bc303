import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBackup } from "../../src/db/backup/read.ts";
import { writeBackup } from "../../src/db/backup/write.ts";
import { findAgent } from "../../src/db/agents.ts";
import { openDatabase } from "../../src/db/open.ts";
import { agents, requests } from "../../src/db/schema.ts";
import { takeOverBackup } from "../../src/use-cases/take-over-backup.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { signCheckpoint } from "../../src/use-cases/sign-checkpoint.ts";
import { unfreezeAgent } from "../../src/use-cases/unfreeze-agent.ts";
import { masterKeyIn } from "../../src/master-key.ts";
import { openService } from "../../src/service.ts";
import { agentDocument, workspaceDocuments } from "../support/approval-documents.ts";
import { approvalWorld } from "../support/approval-world.ts";
import { cli } from "../support/cli.ts";
import { freshPglite, freshPostgresUrl } from "../support/database.ts";
import { silent } from "../support/log.ts";

let folder: string;
const env = (name: string, more: Record<string, string> = {}) => ({ DATA_DIR: join(folder, name), ...more });
const file = () => join(folder, "it.gz");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-backup-"));
  await backedUp(env("old"));
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** An instance with an agent, keys of both kinds, and a ledger, backed up into `it.gz`. */
async function backedUp({ DATA_DIR }: { DATA_DIR: string }): Promise<void> {
  const service = await openService({
    databaseUrl: null,
    dataDir: DATA_DIR,
    publicUrl: "http://localhost:8787",
    masterKey: await masterKeyIn(DATA_DIR, randomBytes),
    log: silent,
    worker: false,
  });
  const { ctx } = service;
  await applyDocuments(ctx, [agentDocument(), ...workspaceDocuments()], "operator");
  await createKey(ctx, "support-bot", "operator");
  // A line separator in somebody's words: one line all the same.
  await freezeAgent(ctx, { agentId: "support-bot", by: "operator", reason: "a\u2028b\nc" });
  await unfreezeAgent(ctx, { agentId: "support-bot", by: "operator", reason: "fine" });
  await signCheckpoint(ctx);
  await service.stop();
  const made = await cli({ DATA_DIR }, "backup", "--out", file());
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.err).toMatch(/the ledger is whole \(\d+ entries\) and the signing keys open \(1\)/);
}

describe("backup and restore", () => {
  it("bring an instance back with every agent frozen, from PGlite into PostgreSQL and back", async () => {
    expect((await stat(file())).mode & 0o077).toBe(0);

    const second = env("server", { DATABASE_URL: await freshPostgresUrl() });
    expect(await cli(second, "restore", file())).toMatchObject({
      code: 2,
      err: expect.stringContaining("master key"),
    });
    await cli(second, "ledger", "verify");
    await copyFile(join(folder, "old", "master.key"), join(folder, "server", "master.key"));
    const restored = await cli(second, "restore", file());
    expect(restored, restored.err).toMatchObject({ code: 0 });
    expect(restored.out).toContain("Frozen until you say otherwise");
    expect(restored.out).toContain("support-bot");
    expect(await cli(second, "ledger", "verify")).toMatchObject({ code: 0 });
    expect((await cli(second, "keys", "list")).out).toContain("support-bot");

    const again = join(folder, "again.gz");
    expect(await cli(second, "backup", "--out", again)).toMatchObject({ code: 0 });
    const third = env("third", {
      COUNTERSIGN_MASTER_KEY: (await readFile(join(folder, "old", "master.key"), "utf8")).trim(),
    });
    expect(await cli(third, "restore", again)).toMatchObject({ code: 0 });
    expect(await cli(third, "ledger", "verify")).toMatchObject({ code: 0 });
    expect(await cli(third, "unfreeze", "support-bot", "--reason", "looked through")).toMatchObject({
      code: 0,
      out: expect.stringContaining("may ask again"),
    });
  }, 120_000);

  it("a drill changes nothing, and says so when it could not try the keys", async () => {
    expect(await cli(env("old"), "restore", file(), "--check")).toMatchObject({ code: 0 });
    const elsewhere = await cli(env("nowhere"), "restore", file(), "--check");
    expect(elsewhere).toMatchObject({ code: 0, out: expect.stringContaining("not tried") });
    await expect(stat(join(folder, "nowhere"))).rejects.toThrow("ENOENT");
  });

  it("never writes over anything: not a file, not a database in use", async () => {
    expect(await cli(env("old"), "backup", "--out", file())).toMatchObject({
      code: 1,
      err: expect.stringContaining("exists already"),
    });
    expect(await cli(env("old"), "restore", file())).toMatchObject({
      code: 3,
      err: expect.stringContaining("in use already"),
    });
    expect(await cli(env("old"), "backup", "--out", join(folder, "no", "such", "it.gz"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("can't be written"),
    });
  });

  it("refuse what is no backup, a damaged one, one cut off, one with a changed ledger, one of a later release", async () => {
    const text = gunzipSync(await readFile(file())).toString();
    const lines = text.trimEnd().split("\n");
    const [header = "", ...rows] = lines;
    const spoilt: [string, string[], RegExp][] = [
      ["without its end", rows.slice(0, -1), /cut off/],
      ["a row missing", rows.filter((line) => !line.startsWith('"ledger"')), /damaged/],
      ["going on", [...rows, rows[0]!], /goes on after its end/],
      ["another table", rows.map((line) => line.replace(/^"agents" /, '"angels" ')), /angels/],
      [
        "a row that does not fit",
        rows.map((line) => line.replace(/^"agents" \{/, '"agents" {"id":null,"x":')),
        /don't fit|damaged/,
      ],
    ];
    const { db } = await freshPglite();
    for (const [name, content, said] of spoilt)
      await expect(readBackup(db, content), name).rejects.toThrow(said);
    expect(await db.select().from(agents), "nothing of them stays").toEqual([]);

    const files: [string, Buffer, RegExp][] = [
      ["no gzip", Buffer.from("hello"), /can't be unpacked/],
      ["something else", gzipSync("hello\n"), /not a backup of Countersign/],
      ["empty", gzipSync(""), /not a backup of Countersign/],
      ["cut in the middle", (await readFile(file())).subarray(0, 500), /can't be unpacked/],
      [
        "later",
        gzipSync([header.replace(/"migration":\d+/, '"migration":1'), ...rows].join("\n")),
        /newer release/,
      ],
      [
        "a changed ledger",
        gzipSync(text.replace('"agent.frozen"', '"agent.fine"')),
        /ledger in this backup is broken/,
      ],
    ];
    for (const [name, content, said] of files) {
      const path = join(folder, "spoilt.gz");
      await writeFile(path, content);
      const ended = await cli(env("old"), "restore", path, "--check");
      expect(ended, name).toMatchObject({ code: 3, err: expect.stringMatching(said) });
      expect(ended.err, name).not.toMatch(/\n\s+at /);
    }
    expect(await cli(env("old"), "restore", join(folder, "none.gz"), "--check")).toMatchObject({
      code: 3,
      err: expect.stringContaining("none.gz"),
    });
    const COUNTERSIGN_MASTER_KEY = Buffer.alloc(32, 1).toString("base64");
    expect(await cli(env("old", { COUNTERSIGN_MASTER_KEY }), "restore", file(), "--check")).toMatchObject({
      code: 1,
      err: expect.stringContaining("master key"),
    });
  }, 120_000);

  it("what was open ends: pending requests and unused approvals can't run after a restore, and their cards say so", async () => {
    const world = await approvalWorld({ worker: false });
    const lines: string[] = [];
    try {
      await world.ask();
      await writeBackup(world.ctx.db, world.ctx.now(), async (line) => void lines.push(line));
      expect(await world.ctx.db.select().from(requests)).toMatchObject([{ state: "pending" }]);
    } finally {
      await world.stop();
    }
    // With somebody else's platforms nothing is declared: an empty database.
    const after = await approvalWorld({ worker: false, platforms: world });
    try {
      const at = "2026-11-22T19:00:00.000Z";
      const { frozen } = await takeOverBackup(after.ctx, lines.slice(1), at);
      expect(frozen.length).toBeGreaterThan(0);
      expect(await after.ctx.db.select().from(requests)).toMatchObject([{ state: "invalidated" }]);
      expect((await findAgent(after.ctx.db, frozen[0]!))?.frozenReason).toContain("2026-11-22 19:00 UTC");
      expect(await verifyLedger(after.ctx)).toMatchObject({ ok: true });
      await expect(takeOverBackup(after.ctx, lines.slice(1), at)).rejects.toThrow("in use already");
    } finally {
      await after.stop();
    }
  });

  it("are of one moment: what is committed while a backup reads is not half in it", async () => {
    const opened = await openDatabase({ url: await freshPostgresUrl(), dataDir: folder });
    try {
      const document = { metadata: { id: "a" } } as never;
      const at = new Date();
      await opened.db.insert(agents).values({ id: "a", document, createdAt: at, updatedAt: at });
      const lines: string[] = [];
      await writeBackup(opened.db, 0, async (line) => {
        if (lines.length === 0)
          await opened.db.insert(agents).values({ id: "b", document, createdAt: at, updatedAt: at });
        lines.push(line);
      });
      expect(lines.filter((line) => line.startsWith('"agents"'))).toHaveLength(1);
      const copy = await openDatabase({ url: await freshPostgresUrl(), dataDir: folder });
      try {
        await readBackup(copy.db, lines.slice(1));
        expect((await copy.db.select().from(agents)).map(({ id }) => id)).toEqual(["a"]);
      } finally {
        await copy.close();
      }
    } finally {
      await opened.close();
    }
  });
});
