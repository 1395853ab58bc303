/** SECURITY.md names a test for each thing it claims about the service: they are there, under these names. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const rows = read("SECURITY.md")
  .split("\n")
  .filter((line) => line.startsWith("| **"))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

test("there are claims", () => {
  expect(rows.length).toBeGreaterThanOrEqual(11);
});

test.each(rows.map(([claim = "", tested = ""]) => ({ claim, tested })))("$claim", ({ tested }) => {
  const proofs = [...tested.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)];
  expect(proofs.length).toBeGreaterThan(0);
  expect(tested.split("; ")).toHaveLength(proofs.length);
  for (const [, path = "", title = ""] of proofs) {
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(read(path).replaceAll("\\", "").includes(title), `“${title}” in ${path}`).toBe(true);
  }
});

test("npm audit is part of the checks", () => {
  expect(read(".ci/run")).toMatch(/npm audit --omit=dev --audit-level=high[\s\S]*step 'npm audit' audited/);
});
