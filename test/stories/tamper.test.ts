/** One changed byte anywhere: in a grant, in its params, in the ledger, in a stored signing key. None may pass. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { signingKeys } from "../../src/db/schema.ts";
import { verifyChain, type LedgerEntry } from "../../src/domain/ledger.ts";
import { createVerifier, Refused } from "../../src/sdk/verify.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { publicKeys, signingKey, SigningKeyFailure } from "../../src/use-cases/signing-key.ts";
import { exportLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, REFUND, type World } from "../support/approval-world.ts";

let world: World;
let grant: string;
let tried = 0;

beforeAll(async () => {
  world = await approvalWorld();
  const { request, claimSecret } = await world.ask();
  await world.press(world.telegram.join("5551"), request.id, "approve");
  const claimed = await claimGrant(world.ctx, "support-bot", request.id, claimSecret);
  if (!claimed.ok) throw new Error(claimed.refusal.words);
  ({ grant } = claimed.value);
});

afterAll(async () => {
  await world.stop();
});

/** Every text that differs from this one in one bit of one byte. */
function* mutations(text: string): Generator<string> {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << bit;
      tried += 1;
      yield changed.toString("latin1");
    }
}

/** A verifier whose store says yes to everything: only the checks before it can refuse. */
async function verifier() {
  return createVerifier({
    jwks: await publicKeys(world.ctx),
    issuer: "http://localhost:8787",
    audience: "payments",
    consumed: { add: async () => true },
  });
}

it(
  "in a grant: refused with a code, by the verifier and by the consumption endpoint",
  { timeout: 120_000 },
  async () => {
    const verify = await verifier();
    const about = { action: REFUND.action, params: REFUND.params };
    await expect(verify(grant, about)).resolves.toMatchObject({ action: "refund.issue" });
    let asked = 0;
    for (const changed of mutations(grant)) {
      const refusal = await verify(changed, about).then(
        () => null,
        (failure: unknown) => failure,
      );
      expect(refusal, changed).toBeInstanceOf(Refused);
      expect((refusal as Refused).code).toMatch(/^[a-z_]+$/);
      // The endpoint costs a database call: every thirteenth is enough to see that it checks the same.
      if (asked++ % 13 === 0)
        expect(await consumeGrant(world.ctx, { ...about, grant: changed })).toMatchObject({ ok: false });
    }
  },
);

it("in the params: refused, or the very same value", async () => {
  const verify = await verifier();
  const text = JSON.stringify(REFUND.params);
  for (const changed of mutations(text)) {
    let params: unknown;
    try {
      params = JSON.parse(changed);
    } catch {
      continue;
    }
    await expect(verify(grant, { action: REFUND.action, params }), changed).rejects.toBeInstanceOf(Refused);
  }
});

it("in the ledger: the changed entry is named", async () => {
  const entries: LedgerEntry[] = [];
  for await (const entry of exportLedger(world.ctx)) entries.push(entry);
  expect(entries.length).toBeGreaterThan(3);
  expect(verifyChain(entries)).toMatchObject({ ok: true });
  for (const [index, entry] of entries.entries())
    for (const field of ["kind", "subject", "body", "prev", "hash"] as const)
      for (const changed of mutations(entry[field])) {
        const tampered = entries.with(index, { ...entry, [field]: changed });
        const verdict = verifyChain(tampered);
        // A changed last hash is still a changed entry; a changed `hash` earlier may show at its successor.
        expect(verdict.ok, `${field} of ${entry.seq}`).toBe(false);
        if (!verdict.ok) expect([entry.seq, entry.seq + 1]).toContain(verdict.seq);
      }
});

it("in a stored signing key: it can't be opened, and says what to do", async () => {
  const [row] = await world.ctx.db.select().from(signingKeys);
  const original = row!.sealed;
  for (const changed of mutations(original)) {
    // PostgreSQL's text holds neither NUL nor broken UTF-8; those can't be stored in the first place.
    if (changed.includes("\0")) continue;
    await world.ctx.db.update(signingKeys).set({ sealed: changed });
    await expect(signingKey(world.ctx), changed).rejects.toBeInstanceOf(SigningKeyFailure);
  }
  await world.ctx.db.update(signingKeys).set({ sealed: original });
  await expect(signingKey(world.ctx)).resolves.toMatchObject({ kid: row!.kid });
});

it("was tried often enough", () => {
  expect(tried).toBeGreaterThanOrEqual(10_000);
});
