/**
 * While a release is rolled out, processes of the one before still work on the migrated database. So migrations only add: what the
 * older code reads and writes stays as it is, and goes away no sooner than one release after nobody uses it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Statements that are allowed although they look like a break, each with why the release before can live with it. */
const allowed: Record<string, string> = {
  [`CREATE UNIQUE INDEX "requests_same" ON "requests" USING btree ("sameness") WHERE state = 'pending';`]:
    "The same migration adds the column: older code leaves it empty, and what is empty is never the same.",
};

const breaks: [what: string, shape: RegExp][] = [
  [
    "drops something",
    /\bdrop\s+(table|column|constraint|index|function|trigger|type|schema|view|default|not\s+null)\b/i,
  ],
  ["renames something", /\brename\s+(to|column|constraint|value)\b/i],
  ["changes a column's type", /\balter\s+column\s+\S+\s+(set\s+data\s+)?type\b/i],
  ["forbids null where it was allowed", /\balter\s+column\s+\S+\s+set\s+not\s+null\b/i],
  ["changes a default", /\balter\s+column\s+\S+\s+set\s+default\b/i],
  ["replaces what older code calls", /\bcreate\s+or\s+replace\b/i],
  ["deletes rows", /\b(truncate\s|delete\s+from\s)/i],
];

/** What a migration does that the code of the release before can't live with. */
function breaksIn(sql: string): string[] {
  // What a function does inside is part of what it is, not of the migration.
  const outside = sql.replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "$$body$$").replaceAll(/--(?!>)[^\n]*/g, "");
  const made = new Set(
    [...outside.matchAll(/create\s+table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/gi)].map((m) => m[1]),
  );
  return outside.split(/--> statement-breakpoint|;\s*(?:\n|$)/).flatMap((raw) => {
    const statement = raw.trim().replaceAll(/\s+/g, " ");
    if (allowed[statement] ?? allowed[`${statement};`]) return [];
    const found = breaks.filter(([, shape]) => shape.test(statement)).map(([what]) => what);
    if (/\badd (column )?"?\w+"? .*\bnot null\b/i.test(statement) && !/\bdefault\b/i.test(statement))
      found.push("adds a column that older code leaves empty, and forbids it to be");
    const table = /\b(?:alter table|create unique index .* on) (?:"public"\.)?"?(\w+)"?/i.exec(
      statement,
    )?.[1];
    const stricter = /\badd constraint\b|^create unique index/i.test(statement);
    if (stricter && table && !made.has(table)) found.push("forbids rows that older code may write");
    return found.map((what) => `${what}: ${statement}`);
  });
}

const folder = join(import.meta.dirname, "../../drizzle");
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort();

test.each(migrations)("%s only adds", (name) => {
  expect(breaksIn(readFileSync(join(folder, name), "utf8"))).toEqual([]);
});

test("what is allowed all the same says why", () => {
  for (const why of Object.values(allowed)) expect(why.length).toBeGreaterThan(20);
});

describe("each break is seen", () => {
  test.each([
    ['ALTER TABLE "votes" DROP COLUMN "reason";', "drops"],
    ['DROP TABLE "votes";', "drops"],
    ['DROP INDEX "requests_same";', "drops"],
    ['ALTER TABLE "votes" RENAME COLUMN "reason" TO "why";', "renames"],
    ['ALTER TABLE "votes" ALTER COLUMN "at" SET DATA TYPE text;', "type"],
    ['ALTER TABLE "votes" ALTER COLUMN "reason" SET NOT NULL;', "forbids null"],
    ['ALTER TABLE "votes" ADD COLUMN "weight" integer NOT NULL;', "leaves empty"],
    ['ALTER TABLE "votes" ADD CONSTRAINT "one" UNIQUE("person");', "may write"],
    ['CREATE UNIQUE INDEX "one" ON "votes" USING btree ("person");', "may write"],
    ["CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS $$ select 1 $$;", "replaces"],
    ["DELETE FROM votes;", "deletes"],
  ])("%s", (sql, what) => {
    expect(breaksIn(sql)).toEqual([expect.stringContaining(what)]);
  });

  test.each([
    'ALTER TABLE "votes" ADD COLUMN "weight" integer DEFAULT 1 NOT NULL;',
    'ALTER TABLE "votes" ADD COLUMN "weight" integer;',
    'CREATE TABLE "more" ("id" text NOT NULL);--> statement-breakpoint\nCREATE UNIQUE INDEX "one" ON "more" ("id");',
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM votes; END $$;",
  ])("and this is none: %s", (sql) => {
    expect(breaksIn(sql)).toEqual([]);
  });
});
