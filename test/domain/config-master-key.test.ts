import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { masterKeyIn } from "../../src/master-key.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-key-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("made once, mode 0600, then read; many at once agree", async () => {
  const dir = join(folder, "data");
  const keys = await Promise.all(Array.from({ length: 8 }, () => masterKeyIn(dir, randomBytes)));
  expect(new Set(keys.map((key) => Buffer.from(key).toString("hex"))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect(readdirSync(dir)).toEqual(["master.key"]);
  expect(statSync(join(dir, "master.key")).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(join(dir, "master.key"), "utf8"), "base64")).toEqual(
    Buffer.from(keys[0] ?? []),
  );
});

test("a mode that others can read is narrowed", async () => {
  const dir = join(folder, "data");
  chmodSync(join(dir, "master.key"), 0o644);
  await masterKeyIn(dir, randomBytes);
  expect(statSync(join(dir, "master.key")).mode & 0o777).toBe(0o600);
});

test("a damaged key is never replaced", async () => {
  const dir = mkdtempSync(join(folder, "damaged-"));
  writeFileSync(join(dir, "master.key"), "c2hvcnQ=\n");
  await expect(masterKeyIn(dir, randomBytes)).rejects.toThrow(
    /does not hold a master key .* Restore it from your backup/,
  );
  expect(readFileSync(join(dir, "master.key"), "utf8")).toBe("c2hvcnQ=\n");
});

test("a folder that can't be made is one sentence", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(masterKeyIn(join(file, "data"), randomBytes)).rejects.toThrow(
    /^The master key can't be kept in .* Make DATA_DIR a folder this user can write, or set COUNTERSIGN_MASTER_KEY\.$/,
  );
});
