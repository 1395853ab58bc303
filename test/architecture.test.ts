/** DESIGN.md section 4 as a test: who may import whom, which registries list their folders, how long a file may be. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Every import of a source file: relative ones as paths below src/, packages by name. */
const imports: Import[] = files.flatMap((from) => {
  const code = readFileSync(join(src, from), "utf8");
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
  return [...code.matchAll(pattern)].map((match) => {
    const target = match[2] ?? match[3] ?? "";
    const to = target.startsWith(".") ? relative(src, resolve(dirname(join(src, from)), target)) : target;
    return { from, to, typeOnly: Boolean(match[1]) };
  });
});

/** A layer's own rule: which of our files and which packages it may import. `types` may be imported as types only. */
const layers: { layer: RegExp; ours: RegExp; types?: RegExp; packages: RegExp }[] = [
  { layer: /^domain\//, ours: /^domain\//, packages: /^(zod|canonicalize|node:crypto)$/ },
  {
    layer: /^platforms\/discord\//,
    ours: /^(platforms\/discord\/|platforms\/platform\.ts|domain\/|words\/index\.ts)/,
    packages: /^(@discordjs\/(core|ws|rest|util|builders)|discord\.js|discord-api-types\/.+|zod|node:.+)$/,
  },
  {
    layer: /^platforms\/telegram\//,
    ours: /^(platforms\/telegram\/|platforms\/platform\.ts|domain\/|words\/index\.ts)/,
    packages: /^(telegraf(\/.+)?|@gramio\/types|zod|node:.+)$/,
  },
  { layer: /^platforms\/platform\.ts$/, ours: /^$/, types: /^domain\//, packages: /^$/ },
  {
    layer: /^db\//,
    ours: /^(db|domain)\//,
    types: /^platforms\/platform\.ts$/,
    packages: /^(drizzle-orm(\/.+)?|postgres|@electric-sql\/pglite(\/.+)?|node:.+)$/,
  },
  {
    layer: /^words\//,
    ours: /^(words\/|domain\/languages\.ts)/,
    types: /^(domain\/|platforms\/platform\.ts)/,
    packages: /^node:async_hooks$/,
  },
  { layer: /^cards\//, ours: /^(cards|words|domain)\/|^platforms\/platform\.ts$/, packages: /^$/ },
  {
    layer: /^use-cases\//,
    ours: /^(use-cases|db|domain|cards|words)\/|^platforms\/platform\.ts$/,
    packages: /^(drizzle-orm|jose|ajv(\/.+)?|ajv-formats|standardwebhooks|@resvg\/resvg-js|node:crypto)$/,
  },
  {
    layer: /^commands\//,
    ours: /^(commands|use-cases|cards|words|domain)\/|^platforms\/platform\.ts$/,
    packages: /^$/,
  },
  {
    layer: /^(deliveries|schedules)\//,
    ours: /^(deliveries|schedules|use-cases)\//,
    types: /^(db\/|platforms\/platform\.ts)/,
    packages: /^(pg-boss|drizzle-orm|node:.+)$/,
  },
  {
    layer: /^http\//,
    ours: /^(http|use-cases|words|domain)\//,
    packages: /^(hono(\/.+)?|@hono\/.+|zod|@modelcontextprotocol\/sdk\/.+|node:.+)$/,
  },
  { layer: /^sdk\//, ours: /^(sdk|domain\/approval)\//, packages: /^(jose|zod|node:.+)$/ },
  {
    // The tour plays an agent and an executor, who embed the SDK.
    layer: /^sandbox\//,
    ours: /^(sandbox|sdk)\//,
    types: /./,
    packages: /^(hono(\/.+)?|@hono\/.+|ws|zod|@gramio\/types|node:.+)$/,
  },
];

describe("imports point inward", () => {
  for (const rule of layers) {
    it(`${rule.layer.source} keeps to its own`, () => {
      const broken = imports
        .filter(({ from }) => rule.layer.test(from))
        .filter(({ to, typeOnly }) => {
          const ours = files.includes(to);
          if (ours) return !(rule.ours.test(to) || (typeOnly && rule.types?.test(to)));
          return !rule.packages.test(to);
        })
        .map(({ from, to }) => `${from} imports ${to}`);
      expect(broken).toEqual([]);
    });
  }

  it("every relative import names a file that exists", () => {
    const missing = imports.filter(({ to }) => to.endsWith(".ts") && !files.includes(to));
    expect(missing).toEqual([]);
  });
});

describe("the process's edges", () => {
  it("only main.ts and cli.ts read process.env", () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join(src, file), "utf8")));
    expect(readers.filter((file) => !["main.ts", "cli.ts"].includes(file))).toEqual([]);
  });

  it("tests mock no module", () => {
    const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "architecture.test.ts")
      .filter((file) => /vi\.(mock|doMock)\(/.test(readFileSync(join(root, "test", file), "utf8")));
    expect(tests).toEqual([]);
  });
});

describe("registries list their folders", () => {
  /** A folder whose `index.ts` must import every other file in it, except the ones named as not being entries. */
  const registries: Record<string, string[]> = {
    "domain/audit/rules": [],
    commands: [
      "command.ts",
      "inbox.ts",
      "may.ts",
      "answer-audit.ts",
      "answer-agent.ts",
      "slowly.ts",
      "accept-for.ts",
      "finding-press.ts",
      "checklist-press.ts",
      "duty-press.ts",
      "take-or-drop.ts",
    ],
    "commands/presses": ["press.ts", "vote.ts", "choose.ts"],
    cli: ["verb.ts", "run.ts", "need-node.ts", "read-json.ts"],
    "http/routes": [],
    deliveries: [],
    schedules: [],
  };
  for (const [folder, notEntries] of Object.entries(registries)) {
    it(folder, () => {
      const listed = imports
        .filter(({ from, to }) => from === `${folder}/index.ts` && dirname(to) === folder)
        .map(({ to }) => to);
      const entries = files.filter(
        (file) =>
          dirname(file) === folder &&
          file !== `${folder}/index.ts` &&
          !notEntries.some((name) => file === `${folder}/${name}`),
      );
      expect(entries.filter((file) => !listed.includes(file))).toEqual([]);
      expect(entries.length).toBeGreaterThan(0);
    });
  }

  it("every rule has its page, and every page its rule", () => {
    const rules = files
      .filter((file) => dirname(file) === "domain/audit/rules" && !file.endsWith("/index.ts"))
      .map((file) => file.replace(/^.*\//, "").replace(/\.ts$/, ""));
    const pages = readdirSync(join(root, "docs/rules"))
      .filter((file) => file.endsWith(".md") && file !== "README.md")
      .map((file) => file.replace(/\.md$/, ""));
    expect(pages.sort()).toEqual(rules.sort());
  });
});

describe("size", () => {
  it("no source file is over 400 lines; the median is at most 80", () => {
    const lengths = files
      .map((file) => ({ file, lines: readFileSync(join(src, file), "utf8").split("\n").length - 1 }))
      .sort((a, b) => a.lines - b.lines);
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThanOrEqual(80);
  });
});

describe("the README tells the truth", () => {
  it("names only npm scripts that exist", () => {
    const scripts = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts as Record<
      string,
      string
    >;
    for (const file of ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]) {
      if (!existsSync(join(root, file))) throw new Error(`${file} is missing`);
      const named = [...readFileSync(join(root, file), "utf8").matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(
        (m) => m[1],
      );
      expect(named.filter((name) => name !== undefined && !(name in scripts))).toEqual([]);
    }
  });
});
