/** The database hashes what is appended; whatever the text, that is what `domain/ledger.ts` says. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { appendLedger, readLedger } from "../../src/db/ledger.ts";
import { nextEntry, type LedgerEntry, type LedgerFact } from "../../src/domain/ledger.ts";
import { freshPglite } from "../support/database.ts";

// PostgreSQL keeps no NUL in text; in a body it is spelled out.
const text = fc.string({ unit: "binary", maxLength: 12 }).map((any) => any.replaceAll("\0", ""));
const fact: fc.Arbitrary<LedgerFact> = fc.record({
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  kind: text,
  subject: text,
  body: fc.dictionary(fc.string({ unit: "binary" }), fc.oneof(fc.string({ unit: "binary" }), fc.integer())),
});

it("entry by entry, one or several at once", async () => {
  const { db } = await freshPglite();
  const expected: LedgerEntry[] = [];
  for (const facts of fc.sample(fc.array(fact, { maxLength: 4 }), 60)) {
    await appendLedger(db, facts);
    for (const one of facts) expected.push(nextEntry(expected.at(-1) ?? null, one));
  }
  const stored: LedgerEntry[] = [];
  for await (const entry of readLedger(db)) stored.push(entry);
  expect(stored.length).toBeGreaterThan(50);
  expect(stored).toEqual(expected);
});
