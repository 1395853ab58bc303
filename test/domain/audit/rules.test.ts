/** One word everywhere: a rule's id is its file, its page and its example. And every example does what it says. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rulePage, rulesIndex } from "../../../src/domain/audit/page.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { rules } from "../../../src/domain/audit/rules/index.ts";
import { rank } from "../../../src/domain/audit/severity.ts";
import type { Example } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const root = resolve(import.meta.dirname, "../../..");
const ids = rules.map((rule) => rule.id).sort();

const named = (folder: string, ending: string, except: string[] = []): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((name) => !except.includes(name))
    .sort();

describe("the registry", () => {
  it("is its folder, its pages and its examples", () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(named("src/domain/audit/rules", ".ts", ["index"])).toEqual(ids);
    expect(named("docs/rules", ".md", ["README"])).toEqual(ids);
    expect(named("test/fixtures/audit", ".ts", ["build"])).toEqual(ids);
  });

  it("has a list of its pages", async () => {
    await expect(rulesIndex(rules)).toMatchFileSnapshot(join(root, "docs/rules/README.md"));
  });
});

/** Places that `npm run new` left to the author, as file:line. */
function leftOpen(id: string): string[] {
  return [`src/domain/audit/rules/${id}.ts`, `test/fixtures/audit/${id}.ts`].flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, at) => (/\bfill in\b/i.test(line) ? [`${file}:${at + 1}`] : [])),
  );
}

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it("has words for everything and a page made of them", async () => {
    expect(leftOpen(id), "fill in").toEqual([]);
    for (const text of [rule.title, rule.what, rule.why]) expect(text.length).toBeGreaterThan(5);
    for (const list of [rule.byHand, rule.wrong, rule.standards]) expect(list.length).toBeGreaterThan(0);
    expect(rank(rule.ceiling)).toBeGreaterThanOrEqual(rank(rule.severity));
    await expect(rulePage(rule)).toMatchFileSnapshot(join(root, `docs/rules/${id}.md`));
  });

  it("is silent on the passing examples and speaks on the failing ones", async () => {
    expect(leftOpen(id), "fill in").toEqual([]);
    const examples = Object.values(
      (await import(`../../fixtures/audit/${id}.ts`)) as Record<string, Example>,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      for (const pass of example.pass) expect(about(id, auditCase(pass).findings)).toEqual([]);
      const [found] = auditCase(example.fail).findings.filter((finding) => finding.rule === id);
      expect(found && { severity: found.severity, claim: plain(found.claim) }).toEqual({
        severity: example.severity,
        claim: expect.stringMatching(example.claim),
      });
      expect(found?.evidence.length).toBeGreaterThan(0);
      expect(found?.remedy.steps.length).toBeGreaterThan(0);
    }
  });
});

const about = (id: string, findings: { rule: string; claim: Parameters<typeof plain>[0] }[]): string[] =>
  findings.filter((finding) => finding.rule === id).map((finding) => plain(finding.claim));
