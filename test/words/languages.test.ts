/** Every language has every sentence, and each can be read by a person. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { languages } from "../../src/domain/languages.ts";
import { auditSentences as german } from "../../src/words/de/audit-sentences/index.ts";
import { auditSentences } from "../support/audit-sentences.ts";
import { all, forDevelopers, leaves, strings, type Leaf } from "./topics.ts";
import { sampleCalls } from "./samples.ts";

const src = resolve(import.meta.dirname, "../../src");
const english = new Map(leaves(all.en));
const isForDevelopers = (path: string) =>
  Object.keys(forDevelopers).some((start) => path === start || path.startsWith(`${start}.`));

describe.each(languages)("in %s", (language) => {
  const ours = new Map(leaves(all[language]));

  it("nothing is missing and nothing is left over", () => {
    expect([...english.keys()].filter((path) => !ours.has(path))).toEqual([]);
    expect([...ours.keys()].filter((path) => !english.has(path))).toEqual([]);
  });

  it("functions take what they are given", () => {
    const different = [...ours].filter(([path, leaf]) => {
      const other = english.get(path);
      return typeof leaf !== typeof other || (leaf as { length: number }).length > lengthOf(other);
    });
    expect(different.filter(([, leaf]) => typeof leaf === "function").map(([path]) => path)).toEqual([]);
  });

  it("every sentence can be said, and none shows what is ours alone", () => {
    const wrong: string[] = [];
    for (const [path, leaf] of ours) {
      if (isForDevelopers(path)) continue;
      for (const said of typeof leaf === "string" ? [leaf] : sampleCalls(path, leaf)) {
        const texts = strings(said);
        if (texts.join("").trim() === "" && path !== "audit.partly") wrong.push(`${path} says nothing`);
        for (const text of texts) for (const why of faults(text)) wrong.push(`${path}: ${why}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** What no person should have to read. */
function faults(text: string): string[] {
  return [
    ...(/undefined|\[object|NaN|function|=>/.test(text) ? ["something was not filled in"] : []),
    ...(/\b(req|agt|copy|unf|chg|ntc|fnd)_/.test(text) ? ["an id of ours"] : []),
    ...(/\b(link_codes|signing_keys|pending_changes|action_hash)\b/.test(text) ? ["a table of ours"] : []),
    ...(/\b(error|Fehler)\b/i.test(text) && !/[.!:]\s+\S/.test(text) ? ["an error and not what to do"] : []),
    ...(/ {2}/.test(text) ? ["too many spaces"] : []),
  ];
}

function lengthOf(leaf: Leaf | undefined): number {
  return typeof leaf === "function" ? leaf.length : 0;
}

describe("German", () => {
  it("is not English that somebody forgot to translate", () => {
    const alike = leaves(all.de).flatMap(([path, leaf]) => {
      const other = english.get(path);
      if (typeof leaf !== "string" || isForDevelopers(path)) return [];
      return leaf === other && /[a-z]+ [a-z]+ /i.test(leaf) ? [path] : [];
    });
    expect(alike).toEqual([]);
  });

  it("says du", () => {
    const formal = leaves(all.de).flatMap(([path, leaf]) =>
      typeof leaf === "string" && /\b(Ihnen|Ihrem|Ihren|Ihrer|Ihres)\b|[,a-z] (Sie|Ihr|Ihre)\b/.test(leaf)
        ? [`${path}: ${leaf}`]
        : [],
    );
    expect(formal).toEqual([]);
  });

  it("has every sentence of the audit, with the same gaps", () => {
    const wanted = auditSentences();
    expect(wanted.filter((template) => german[template] === undefined)).toEqual([]);
    const gaps = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    const different = wanted.filter(
      (template) => gaps(template).join() !== gaps(german[template] ?? "").join(),
    );
    expect(different).toEqual([]);
  });
});

describe("whoever needs sentences", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("words/") && !file.startsWith("sandbox/"))
    .map((file) => ({ file, source: readFileSync(join(src, file), "utf8") }));

  it("takes them from the catalogue, never from one language", () => {
    const around = files.filter(({ source }) => /from "[^"]*words\/(?!index\.ts)/.test(source));
    expect(around.map(({ file }) => file)).toEqual([]);
  });

  it("reads them when somebody is there to read: a sentence kept at the top of a file is in one language for ever", () => {
    const kept = files.flatMap(({ file, source }) => {
      const topics = [...source.matchAll(/import \{([^}]*)\} from "[^"]*words\/index\.ts"/g)]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.trim().split(/ as /).at(-1) ?? "")
        .filter((name) => name !== "" && name !== "english");
      return topics.flatMap((topic) =>
        [...source.matchAll(new RegExp(`^(?:export )?const \\w+[^=\\n]*= ${topic}((?:\\.\\w+)+);`, "gm"))]
          .filter(([, path = ""]) => typeof english.get(`${topic}${path}`) === "string")
          .map(([line]) => `${file}: ${line}`),
      );
    });
    expect(kept).toEqual([]);
  });
});
