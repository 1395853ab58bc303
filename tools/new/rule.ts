/** The parts of a new rule: its file, its line in the registry, a passing and a failing example, its page. */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { addToIndex, constantFor } from "./rule-index.ts";
import { exampleText, ruleText } from "./rule-texts.ts";
import type { RulePlatform } from "./rule-texts.ts";

export type LaidOut = { ok: true; says: string } | { ok: false; why: string };

const platforms: Record<string, RulePlatform> = {
  discord: "discord",
  telegram: "telegram",
  xplat: "any",
  checklist: "any",
  self: "any",
};
const slug = "[a-z0-9]+(-[a-z0-9]+)*";
const wellFormed = new RegExp(`^((discord|telegram)\\.[a-z]+|xplat|checklist|self)\\.${slug}$`);

const rulesFolder = "src/domain/audit/rules";

/** Nothing is written unless all of it can be. `root`: where package.json is. */
export async function layOutRule(root: string, id: string): Promise<LaidOut> {
  const platform = platforms[id.split(".")[0] ?? ""];
  if (!wellFormed.test(id) || platform === undefined)
    return {
      ok: false,
      why: `“${id}” is no id for a rule: expected words such as discord.bot.some-thing, telegram.chat.some-thing or xplat.some-thing, in lower case.`,
    };
  const paths = {
    rule: `${rulesFolder}/${id}.ts`,
    example: `test/fixtures/audit/${id}.ts`,
    page: `docs/rules/${id}.md`,
  };
  const index = join(root, rulesFolder, "index.ts");
  if (!existsSync(index))
    return { ok: false, why: `There is no ${rulesFolder} in ${root}: run this where package.json is.` };
  const taken = Object.values(paths).find((path) => existsSync(join(root, path)));
  if (taken !== undefined)
    return { ok: false, why: `There is a rule ${id} already (${taken}). Ids are never used twice.` };

  const registry = await readFile(index, "utf8");
  const constant = constantFor(registry, id);
  const changed = addToIndex(registry, id, constant);
  if (changed === null)
    return { ok: false, why: `${rulesFolder}/index.ts does not look as expected: add the rule by hand.` };
  await writeFile(join(root, paths.rule), ruleText(id, constant, platform));
  await writeFile(join(root, paths.example), exampleText(platform));
  await writeFile(index, changed);
  await writePages(root, id, paths.page);
  return { ok: true, says: whatNow(id, paths) };
}

/** From the rule itself, as the test will compare it. */
async function writePages(root: string, id: string, page: string): Promise<void> {
  const load = async (path: string) => (await import(pathToFileURL(join(root, path)).href)) as unknown;
  const { rulePage, rulesIndex } = (await load(
    "src/domain/audit/page.ts",
  )) as typeof import("../../src/domain/audit/page.ts");
  const { rules } = (await load(
    `${rulesFolder}/index.ts`,
  )) as typeof import("../../src/domain/audit/rules/index.ts");
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`${rulesFolder}/index.ts does not list ${id} after all`);
  await writeFile(join(root, page), rulePage(rule));
  await writeFile(join(root, "docs/rules/README.md"), rulesIndex(rules));
}

const whatNow = (id: string, paths: Record<"rule" | "example" | "page", string>): string => `Laid out ${id}:
  ${paths.rule}
  ${paths.example}
  ${paths.page}
  and its line in ${rulesFolder}/index.ts

Its test fails until everything marked "Fill in" is filled in:
  npx vitest run test/domain/audit/rules.test.ts -t ${id}
What else belongs to a rule is in CONTRIBUTING.md.`;
