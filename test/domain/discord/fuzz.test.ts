/** Mutated files: read or refused with a path, never a crash, and never a wrong kind of answer. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compileGuild } from "../../../src/domain/discord/compile.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";

const original: unknown = JSON.parse(
  readFileSync(new URL("../../fixtures/discord/small.json", import.meta.url), "utf8"),
);

type Node = Record<string, unknown> | unknown[];
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Every place in the file: the object or list and the key in it. */
function places(node: unknown, found: [Node, string][] = []): [Node, string][] {
  if (isNode(node))
    for (const [key, value] of Object.entries(node)) {
      found.push([node, key]);
      places(value, found);
    }
  return found;
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    "0",
    "-1",
    "1e3",
    "9".repeat(40),
    0,
    -1,
    1.5,
    2 ** 60,
    true,
    [],
    {},
    [[]],
  ),
  fc.constantFrom(
    "118000000000000001",
    "118000000000000020",
    "118000000000000042",
    "___hidden___",
    "2026-13-99",
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

it("20,000 mutated files", { timeout: 120_000 }, () => {
  let read = 0;
  let refused = 0;
  const mutation = fc.record({
    at: fc.nat(),
    value: junk,
    how: fc.constantFrom("replace", "delete", "copy"),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const input = structuredClone(original);
      for (const { at, value, how } of mutations) {
        const all = places(input);
        const [node, key] = all[at % all.length]!;
        const target = node as Record<string, unknown>;
        if (how === "delete") delete target[key];
        else if (how === "copy" && Array.isArray(node)) node.push(structuredClone(target[key]));
        else target[key] = value;
      }
      const result = readDiscordSnapshot(input);
      if (!result.ok) {
        refused++;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { path, message } of result.problems) {
          expect(typeof path).toBe("string");
          expect(message, `${path}: zod's own words`).not.toMatch(/^Invalid/);
        }
        return;
      }
      read++;
      const guild = compileGuild(result.snapshot, result.snapshot.takenAt);
      for (const member of guild.memberIds)
        for (const channel of [null, ...guild.channelIds]) {
          const { raw, effective, unknown } = ask(guild, member, channel);
          if ((raw & unknown) !== 0n || (effective & ~raw) !== 0n || raw < 0n)
            throw new Error("overlapping answers");
        }
    }),
    { seed: 20_000, numRuns: 20_000 },
  );
  expect(Math.min(read, refused)).toBeGreaterThan(4_000);
});
