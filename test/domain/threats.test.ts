/** docs/threats.md names tests as proof: they are there, under these names, and no threat is without an answer. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const rows = readFileSync(join(root, "docs/threats.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| **"))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

test("has the twenty threats of the threat model", () => {
  expect(rows).toHaveLength(20);
});

test.each(rows.map(([threat = "", control = "", tested = ""]) => ({ threat, control, tested })))(
  "$threat",
  ({ control, tested }) => {
    expect(control).not.toBe("");
    const proofs = [...tested.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)];
    expect(proofs.length).toBeGreaterThan(0);
    expect(tested.split("; ")).toHaveLength(proofs.length);
    for (const [, path = "", title = ""] of proofs) {
      expect(existsSync(join(root, path)), path).toBe(true);
      const source = readFileSync(join(root, path), "utf8").replaceAll("\\", "");
      expect(source.includes(title), `“${title}” in ${path}`).toBe(true);
    }
  },
);
