import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GENESIS, nextEntry, verifyChain, type LedgerEntry } from "../../src/domain/ledger.ts";

function chain(length: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let i = 0; i < length; i++)
    entries.push(
      nextEntry(entries.at(-1) ?? null, {
        at: 1_000 + i,
        kind: "vote.cast",
        subject: `req_${i}`,
        body: { n: i, who: "ann" },
      }),
    );
  return entries;
}

describe("the ledger's chain", () => {
  it("holds", () => {
    expect(verifyChain([])).toEqual({ ok: true, entries: 0, head: GENESIS });
    const entries = chain(20);
    expect(verifyChain(entries)).toEqual({ ok: true, entries: 20, head: entries.at(-1)?.hash });
  });

  it("names the first bad entry for any changed field of any entry", () => {
    const entries = chain(8);
    fc.assert(
      fc.property(
        fc.nat({ max: 7 }),
        fc.constantFrom("seq", "at", "kind", "subject", "body", "prev", "hash"),
        fc.string({ minLength: 1, maxLength: 3 }),
        (index, field, noise) => {
          const changed = entries.map((entry, i) =>
            i === index
              ? {
                  ...entry,
                  [field]:
                    typeof entry[field as "at"] === "number"
                      ? entry[field as "at"] + 1
                      : `${entry[field as "kind"]}${noise}`,
                }
              : entry,
          );
          const verdict = verifyChain(changed);
          // A changed hash shows at the entry itself, so nothing before it is ever blamed.
          expect(verdict).toMatchObject({ ok: false, entries: index });
        },
      ),
      { numRuns: 1_000, seed: 3 },
    );
  });

  it("names gaps, repeats and swaps", () => {
    const entries = chain(5);
    const [a, b, c, d] = entries as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
    expect(verifyChain([a, c, d])).toMatchObject({
      ok: false,
      seq: 3,
      why: expect.stringContaining("entry 2 is missing"),
    });
    expect(verifyChain([b, c])).toMatchObject({ ok: false, seq: 2 });
    expect(verifyChain([a, b, b, c])).toMatchObject({
      ok: false,
      seq: 2,
      why: expect.stringContaining("again"),
    });
    expect(verifyChain([a, c, b, d])).toMatchObject({ ok: false, seq: 3 });
  });

  it("is not fooled by an entry that was rewritten together with its hash", () => {
    const entries = chain(5);
    const forged = nextEntry(entries[1]!, {
      at: 1,
      kind: "vote.cast",
      subject: "req_2",
      body: { n: 2, who: "eve" },
    });
    expect(verifyChain(entries.with(2, forged))).toMatchObject({ ok: false, entries: 3, seq: 4 });
  });
});
