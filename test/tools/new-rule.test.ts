/** `npm run new -- rule ID` in a copy of the repository: what it lays out compiles, and its test says what is left to fill in. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layOutRule } from "../../tools/new/rule.ts";
import { addToIndex, constantFor } from "../../tools/new/rule-index.ts";

const root = resolve(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "countersign-new-"));
const ids = ["discord.bot.too-chatty", "telegram.chat.2-many-bots", "xplat.unknown-bot"];

beforeAll(() => {
  const parts = ["src/domain", "docs/rules", "test/fixtures/audit", "test/domain/audit", "tools/new"];
  for (const part of [...parts, "package.json", ".oxlintrc.json", ".oxfmtrc.json"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
  const include = ["src/domain", "test/fixtures/audit", "tools"];
  // Without the repository's own set-up, which starts a PostgreSQL.
  writeFileSync(
    join(copy, "vitest.config.ts"),
    "export default { test: { include: ['test/**/*.test.ts'] } };\n",
  );
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const env = { ...process.env, NO_COLOR: "1", CI: "1" };
  const done = spawnSync(command, args, { cwd: copy, encoding: "utf8", env });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
const lay = (...args: string[]) => run(process.execPath, "tools/new/run.ts", ...args);
const tool = (name: string, ...args: string[]) => run(join(root, "node_modules/.bin", name), ...args);

describe("npm run new -- rule", () => {
  it("lays out file, line, examples and page, and says what is next", () => {
    for (const id of ids) {
      const { code, out, err } = lay("rule", id);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain(`-t ${id}`);
      for (const path of [
        `src/domain/audit/rules/${id}.ts`,
        `test/fixtures/audit/${id}.ts`,
        `docs/rules/${id}.md`,
      ])
        expect(existsSync(join(copy, path)), path).toBe(true);
      expect(readFileSync(join(copy, "docs/rules/README.md"), "utf8")).toContain(`(${id}.md)`);
    }
    const index = readFileSync(join(copy, "src/domain/audit/rules/index.ts"), "utf8");
    for (const line of ["  tooChatty,\n", "  rule2ManyBots,\n", "  unknownBotOnXplat,\n"])
      expect(index).toContain(line);
  });

  it("what it wrote compiles, and lint and format have nothing to say", () => {
    const compiled = tool("tsc", "-p", copy);
    expect([compiled.code, compiled.out]).toEqual([0, ""]);
    const written = ids.flatMap((id) => [`src/domain/audit/rules/${id}.ts`, `test/fixtures/audit/${id}.ts`]);
    const lint = tool("oxlint", ...written, "src/domain/audit/rules/index.ts");
    expect([lint.code, lint.out]).toEqual([0, expect.stringContaining("0 errors")]);
    expect(tool("oxfmt", "--check", ...written, "src/domain/audit/rules/index.ts").code).toBe(0);
  }, 60_000);

  it("its test fails, and only because something is left to fill in", () => {
    const test = "test/domain/audit/rules.test.ts";
    const { code, out, err } = tool("vitest", "run", test, "--root", copy);
    expect(code).toBe(1);
    const said = out + err;
    const failed = [...said.matchAll(/^AssertionError: (.+)$/gm)].map(([, why]) => why);
    expect(failed).toHaveLength(2 * ids.length);
    for (const why of failed) expect(why).toMatch(/^fill in: expected \[/);
    expect(said).toContain("src/domain/audit/rules/discord.bot.too-chatty.ts:");
    expect(said).toMatch(new RegExp(`Tests .*${2 * ids.length} failed`));
  }, 60_000);

  it.each([
    [[], /^Say what to lay out: npm run new -- rule discord\.bot\.some-thing$/],
    [["rule"], /^Say what to lay out/],
    [["rule", "discord.bot.x", "more"], /^Say what to lay out/],
    [["command", "x"], /^There is nothing to lay out for “command”; only rules/],
    [["rule", "../../escape"], /is no id for a rule/],
  ])("refuses %j with one sentence", (args, words) => {
    const before = readFileSync(join(copy, "src/domain/audit/rules/index.ts"), "utf8");
    const { code, out, err } = lay(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err.trim()).toMatch(words);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(readFileSync(join(copy, "src/domain/audit/rules/index.ts"), "utf8")).toBe(before);
  });
});

it.each([
  ["Discord.Bot.Thing", /^“Discord\.Bot\.Thing” is no id for a rule: expected words such as/],
  ["discord.too-short", /is no id for a rule/],
  ["xplat.bot.too-long", /is no id for a rule/],
  ["slack.bot.thing", /is no id for a rule/],
  ["discord.bot.-x", /is no id for a rule/],
  ["discord.bot.administrator", /^There is a rule discord\.bot\.administrator already \(src\/domain/],
  ["discord.bot.too-chatty", /^There is a rule discord\.bot\.too-chatty already/],
])("refuses the id %s", async (id, words) => {
  expect(await layOutRule(copy, id)).toEqual({ ok: false, why: expect.stringMatching(words) });
});

it("refuses a folder that is not the repository", async () => {
  const why = expect.stringContaining("run this where package.json is");
  expect(await layOutRule(tmpdir(), "discord.bot.new-one")).toEqual({ ok: false, why });
});

describe("the registry's line", () => {
  const registry = readFileSync(join(root, "src/domain/audit/rules/index.ts"), "utf8");

  it("keeps what has to stand last last", () => {
    const changed = addToIndex(registry, "discord.bot.zz", "zz")?.split("\n") ?? [];
    expect(changed.indexOf("  zz,")).toBeGreaterThan(changed.indexOf("  unusedPermission,"));
    expect(changed.indexOf("  zz,")).toBeLessThan(changed.indexOf("  canBecomeMore,"));
  });

  it("is refused where the file is not as expected, and names never clash", () => {
    expect(addToIndex("export const rules = [];\n", "discord.bot.zz", "zz")).toBeNull();
    expect(constantFor(registry, "telegram.bot.administrator")).toBe("administratorOnTelegram");
  });
});
