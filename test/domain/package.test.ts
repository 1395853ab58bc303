/** What others install: every export leads somewhere, and the SDK brings nothing of the service along. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, { types: string; default: string }>;
  bin: Record<string, string>;
  dependencies: Record<string, string>;
};
const sourceOf = (built: string) =>
  built.replace(/^(?:\.\/)?dist\//, "src/").replace(/(?:\.d\.ts|\.js)$/, ".ts");

/** Everything that is loaded with a file, types aside. */
function loaded(file: string, found = new Map<string, string[]>()): Map<string, string[]> {
  if (found.has(file)) return found;
  const text = readFileSync(join(root, file), "utf8");
  const names = [
    ...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?"([^"]+)"/gm),
    ...text.matchAll(/\bimport\("([^"]+)"\)/g),
  ].map(([, name = ""]) => name);
  found.set(file, names);
  for (const name of names.filter((each) => each.startsWith(".")))
    loaded(relative(root, join(root, dirname(file), name)), found);
  return found;
}

test("has the SDK, the verifier and the OpenClaw plugin, and a command", () => {
  expect(Object.keys(manifest.exports).sort()).toEqual(["./openclaw", "./sdk", "./verify"]);
  for (const path of [
    ...Object.values(manifest.exports).flatMap((to) => [to.types, to.default]),
    ...Object.values(manifest.bin),
  ])
    expect(existsSync(join(root, sourceOf(path))), path).toBe(true);
});

test.each(Object.entries(manifest.exports))("countersign%s loads no service code", (_, { default: path }) => {
  const files = loaded(sourceOf(path));
  expect([...files.keys()].filter((file) => !/^src\/(?:sdk|domain\/approval)\//.test(file))).toEqual([]);
  const packages = new Set([...files.values()].flat().filter((name) => !/^(?:\.|node:)/.test(name)));
  expect([...packages].filter((name) => !["jose", "zod", "canonicalize"].includes(name))).toEqual([]);
  for (const name of packages) expect(manifest.dependencies).toHaveProperty(name);
});
