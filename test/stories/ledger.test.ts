import { eq, gt } from "drizzle-orm";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWitnesses } from "../../src/cli/ledger/witnesses.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledger, checkpoints, signingKeys } from "../../src/db/schema.ts";
import { nextEntry, type LedgerEntry } from "../../src/domain/ledger.ts";
import { listCheckpoints, signCheckpoint } from "../../src/use-cases/sign-checkpoint.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";

let world: World;
beforeEach(async () => {
  world = await approvalWorld({ worker: false });
  for (let i = 0; i < 3; i++) await world.ask();
});
afterEach(async () => {
  await world.stop();
});

const verdict = () => verifyLedger(world.ctx);

/** Rewrites the chain from an entry on, hashes and all: what somebody with the database but without the signing key can do. */
async function rewrite(from: number, body: unknown): Promise<void> {
  const entries: LedgerEntry[] = [];
  for await (const entry of exportLedger(world.ctx)) entries.push(entry);
  let head = entries[from - 2] ?? null;
  for (const entry of entries.slice(from - 1)) {
    const fact = { ...entry, body: entry.seq === from ? body : (JSON.parse(entry.body) as unknown) };
    const next = nextEntry(head, fact);
    await world.ctx.db
      .update(ledger)
      .set({ body: next.body, prev: next.prev, hash: next.hash })
      .where(eq(ledger.seq, entry.seq));
    head = next;
  }
}

describe("signed checkpoints", () => {
  it("say where the ledger ended; signing the same end twice changes nothing", async () => {
    const one = await signCheckpoint(world.ctx);
    const before = await verdict();
    expect(before).toMatchObject({ ok: true, checkpoints: 1 });
    expect((await signCheckpoint(world.ctx))?.seq).toBe(one?.seq);
    expect(await verdict()).toMatchObject({ checkpoints: 1 });
    await world.ask();
    await signCheckpoint(world.ctx);
    expect(await verdict()).toMatchObject({ ok: true, checkpoints: 2 });
  });

  it("betray a chain that was rewritten with correct hashes", async () => {
    await rewrite(2, { forged: true });
    expect(await verdict()).toMatchObject({ ok: true });
    await signCheckpoint(world.ctx);
    const end = (await verdict()) as { entries: number };
    await rewrite(3, { forged: true });
    expect(await verdict()).toMatchObject({
      ok: false,
      seq: end.entries,
      why: expect.stringContaining("rewritten"),
    });
  });

  it("betray an end that was cut off", async () => {
    const signed = await signCheckpoint(world.ctx);
    await world.ctx.db.delete(ledger).where(eq(ledger.seq, signed!.seq));
    expect(await verdict()).toMatchObject({
      ok: false,
      seq: signed!.seq,
      why: expect.stringContaining("the end is missing"),
    });
  });

  it("can't be changed, moved, or signed by somebody else", async () => {
    await signCheckpoint(world.ctx);
    const [row] = await world.ctx.db.select().from(checkpoints);
    const change = (more: Partial<typeof row>) => world.ctx.db.update(checkpoints).set({ ...row!, ...more });
    const [head, payload, signature] = row!.signed.split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, hash: "sha256:x" })).toString("base64url");
    for (const signed of [
      `${head}.${forged}.${signature}`,
      `${head}.${payload}.${signature.replace(/^./, "_")}`,
      "x",
    ]) {
      await change({ signed });
      expect(await verdict()).toMatchObject({ ok: false, why: expect.stringContaining("checkpoint") });
    }
    await change({ seq: row!.seq - 1 });
    expect(await verdict()).toMatchObject({ ok: false, seq: row!.seq - 1 });
    await change({});
    expect(await verdict()).toMatchObject({ ok: true });
    await world.ctx.db.delete(signingKeys);
    expect(await verdict()).toMatchObject({ ok: false });
  });
});

describe("a stored entry with one changed field", () => {
  it("is named", async () => {
    const entries: LedgerEntry[] = [];
    for await (const entry of exportLedger(world.ctx)) entries.push(entry);
    for (const entry of entries) {
      const changes = {
        kind: `${entry.kind}x`,
        subject: `${entry.subject}x`,
        body: entry.body.replace("{", '{"x":1,'),
        at: new Date(entry.at + 1),
      };
      for (const [field, value] of Object.entries(changes)) {
        await world.ctx.db
          .update(ledger)
          .set({ [field]: value })
          .where(eq(ledger.seq, entry.seq));
        expect(await verdict()).toMatchObject({ ok: false, seq: entry.seq });
        await world.ctx.db
          .update(ledger)
          .set({ ...entry, at: new Date(entry.at) })
          .where(eq(ledger.seq, entry.seq));
      }
    }
    expect(await verdict()).toMatchObject({ ok: true });
  });
});

describe("a copy that was kept elsewhere", () => {
  const keep = async (lines: unknown[]) => {
    const path = join(await mkdtemp(join(tmpdir(), "countersign-")), "kept.jsonl");
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    return await readWitnesses(path);
  };
  const entries = async () => {
    const all: LedgerEntry[] = [];
    for await (const entry of exportLedger(world.ctx)) all.push(entry);
    return all;
  };
  const cutOff = async (after: number) => {
    await world.ctx.db.delete(ledger).where(gt(ledger.seq, after));
    await world.ctx.db.delete(checkpoints);
  };

  it("finds an end that was cut off together with its checkpoints, whatever the copy is", async () => {
    const made = (await signCheckpoint(world.ctx))!;
    const all = await entries();
    const copies = {
      export: [...all, ...(await listCheckpoints(world.ctx)).map((checkpoint) => ({ checkpoint }))],
      checkpoint: [made],
      log: [
        { level: "info", msg: "started" },
        { seq: made.seq, checkpoint: made.signed, msg: "ledger checkpoint" },
      ],
    };
    for (const copy of Object.values(copies))
      expect(await verifyLedger(world.ctx, await keep(copy))).toMatchObject({
        ok: true,
        entries: all.length,
      });
    await cutOff(2);
    expect(await verdict()).toMatchObject({ ok: true, entries: 2 });
    for (const copy of Object.values(copies))
      expect(await verifyLedger(world.ctx, await keep(copy))).toMatchObject({
        ok: false,
        seq: 3,
        why: expect.stringContaining("the end is missing"),
      });
  });

  it("finds a chain that was rewritten, and tells a copy that nobody here signed", async () => {
    const kept = await keep([(await signCheckpoint(world.ctx))!]);
    await world.ctx.db.delete(checkpoints);
    await rewrite(2, { forged: true });
    expect(await verdict()).toMatchObject({ ok: true });
    expect(await verifyLedger(world.ctx, kept)).toMatchObject({
      ok: false,
      why: expect.stringContaining("rewritten"),
    });
    expect(await verifyLedger(world.ctx, [{ signed: "a.b.c" }])).toMatchObject({
      ok: false,
      why: expect.stringContaining("not signed by any key known here"),
    });
  });

  it("without anything of a ledger in it is refused, not taken for agreement", async () => {
    await expect(keep([{ msg: "hello" }])).rejects.toThrow(/no ledger entry and no checkpoint/);
  });
});
