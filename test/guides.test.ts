/** What the guides tell people to type, set, open and click is there: nobody should follow a page into nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { verbs } from "../src/cli/index.ts";
import { commands } from "../src/commands/index.ts";
import { documentSchema } from "../src/domain/manifest.ts";
import { variableNames, secretNames } from "../src/config.ts";
import { routes } from "../src/http/routes/index.ts";
import { all, leaves, strings } from "./words/topics.ts";
import { sampleCalls } from "./words/samples.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const pages = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].concat(
  readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
);
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);

const program = new Command();
for (const verb of verbs)
  verb(program, { env: {}, out: () => {}, err: () => {}, stdin: async () => "" }, () => {});
describe.each(pages)("%s", (page) => {
  const text = read(page);
  /** What stands in code style. */
  const code = [...text.matchAll(/```[a-z]*\n([^]*?)```|`([^`\n]+)`/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );

  it("names npm scripts that exist", () => {
    const named = code.flatMap((one) => [...one.matchAll(/npm (?:run (?:-s )?([a-z:]+)|(start|test))/g)]);
    expect(
      named.map((match) => match[1] ?? match[2] ?? "").filter((name) => !scripts.includes(name)),
    ).toEqual([]);
  });

  it("names verbs of the command line, and options that they take", () => {
    const wrong = code
      .flatMap((one) => one.split("\n"))
      .filter((line) => /^(?:npm run -s )?countersign (?:-- )?[a-z]/.test(line))
      .flatMap((line) => {
        const [first = "", second = ""] = line.replace(/^.*?countersign (?:-- )?/, "").split(" ");
        const verb = program.commands.find((one) => one.name() === first);
        const deeper = verb?.commands.find((one) => one.name() === second);
        if (!verb || (verb.commands.length > 0 && !deeper)) return [line];
        const known = [...verb.options, ...(deeper?.options ?? [])].map(({ long }) => long);
        const given = [...line.matchAll(/ (--[a-z-]+)/g)].map((match) => match[1] ?? "");
        return given.filter((flag) => !known.includes(flag)).map((flag) => `${line}: ${flag}`);
      });
    expect(wrong).toEqual([]);
  });

  it("names settings that exist", () => {
    const known = new Set([
      ...variableNames,
      ...secretNames.map((name) => `${name}_FILE`),
      // Of agents and of the probe; of tests.
      "COUNTERSIGN_URL",
      "COUNTERSIGN_KEY",
      "COUNTERSIGN_SPECS",
      "COUNTERSIGN_TEST_LOGS",
      "COUNTERSIGN_PICTURE",
    ]);
    const named = code.flatMap((one) =>
      [...one.matchAll(/\b(?:DISCORD|TELEGRAM|COUNTERSIGN|DATABASE|DATA|PUBLIC|LOG)_[A-Z_]+\b/g)].map(
        ([name]) => name,
      ),
    );
    expect(named.filter((name) => !known.has(name) && !name.endsWith("NAME_FILE"))).toEqual([]);
  });

  it("names calls of the HTTP interface that exist", () => {
    const known = routes.map(({ path }) => path.replace(/\{\w+\}/g, "*"));
    const named = code.flatMap((one) =>
      [...one.matchAll(/\/v1\/[a-z]+(?:\/(?:\$?\w+|\{\w+\}))*/g)].map(([path]) => path),
    );
    const wrong = named.filter(
      (path) => !known.includes(path) && !known.includes(path.replace(/\/(\$\w+|\{\w+\})/g, "/*")),
    );
    expect(wrong).toEqual([]);
  });

  it("names commands that people can type", () => {
    const known = commands.map(({ spec }) => spec.name);
    const named = code.flatMap((one) =>
      [...one.matchAll(/^\/([a-z]{3,})(?=$|[ @])/g)].map((match) => match[1] ?? ""),
    );
    const paths = ["data", "docs", "metrics", "healthz", "readyz", "mcp", "newbot", "token"];
    expect(named.filter((name) => !known.includes(name) && !paths.includes(name))).toEqual([]);
  });

  it("shows documents that would be accepted", () => {
    const shown = [...text.matchAll(/```yaml\n(apiVersion[^]*?)```/g)].map((match) => match[1] ?? "");
    for (const yaml of shown) expect(documentSchema.safeParse(parse(yaml)).error?.issues).toBeUndefined();
  });

  it("links to what is there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? "",
    );
    expect(links.filter((link) => !existsSync(resolve(root, dirname(page), link)))).toEqual([]);
  });
});

it("troubleshooting has the sentences that people see", () => {
  const said = new Set(
    leaves(all.en).flatMap(([path, leaf]) =>
      (typeof leaf === "string" ? [leaf] : sampleCalls(path, leaf)).flatMap(strings),
    ),
  );
  const headings = [...read("docs/troubleshooting.md").matchAll(/^### “(.+)”$/gm)].map(
    (match) => match[1] ?? "",
  );
  expect(headings.length).toBeGreaterThan(8);
  expect(headings.filter((heading) => !said.has(heading))).toEqual([]);
});

it("every guide is linked from the README", () => {
  const readme = read("README.md");
  const guides = pages.filter((page) => page.startsWith("docs/"));
  expect(guides.filter((page) => !readme.includes(`(${page})`))).toEqual([]);
});

describe("the Containerfile", () => {
  const lines = read("Containerfile").split("\n");
  it("copies what is there and runs what exists", () => {
    const copied = lines
      .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
      .flatMap((line) => line.split(" ").slice(1, -1));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const run = lines.flatMap((line) =>
      [...line.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? ""),
    );
    expect(run).toEqual(["build"]);
    expect(scripts).toContain("build");
  });

  it("brings Node as it is needed, no root, and the command that the package has", () => {
    const { bin, engines, files } = JSON.parse(read("package.json")) as {
      bin: Record<string, string>;
      engines: { node: string };
      files: string[];
    };
    expect(engines.node).toBe(">=24");
    const from = lines.filter((line) => line.startsWith("FROM "));
    expect(from.every((line) => /node:24-slim\b/.test(line))).toBe(true);
    expect(lines).toContain("USER node");
    expect(lines.at(-2)).toBe(`CMD ["node", "${bin["countersign"]}", "start"]`);
    for (const path of files) expect(lines.some((line) => line.endsWith(` ./${path}`))).toBe(true);
    const set = lines.find((line) => line.startsWith("ENV "))?.match(/\b[A-Z_]+(?==)/g) ?? [];
    expect(set.filter((name) => name !== "NODE_ENV" && !variableNames.includes(name))).toEqual([]);
  });
});
