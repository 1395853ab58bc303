import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signingKeys } from "../../src/db/schema.ts";
import { authenticateAgent } from "../../src/use-cases/authenticate-agent.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { listKeys } from "../../src/use-cases/list-keys.ts";
import { revokeKey } from "../../src/use-cases/revoke-key.ts";
import { rotateKey } from "../../src/use-cases/rotate-key.ts";
import { rotateSigningKey, rotateSigningKeyWhenOld } from "../../src/use-cases/rotate-signing-key.ts";
import { publicKeys, signingKey } from "../../src/use-cases/signing-key.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { warnKeys } from "../../src/use-cases/warn-keys.ts";
import { approvalWorld, REFUND, type World } from "../support/approval-world.ts";

const DAY = 86_400_000;
let world: World;
beforeEach(async () => {
  world = await approvalWorld({ worker: false });
});
afterEach(async () => {
  await world.stop();
});

async function newKey() {
  const made = await createKey(world.ctx, "support-bot", "operator");
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}
const codeFor = async (key: string) => {
  const outcome = await authenticateAgent(world.ctx, key);
  return outcome.ok ? outcome.value.agentId : outcome.refusal.code;
};

describe("an agent's key", () => {
  it("is the agent's, is kept as a hash only, and ends after 90 days", async () => {
    const { key, keyId, expiresAt } = await newKey();
    expect(await codeFor(key)).toBe("support-bot");
    expect(JSON.stringify(await listKeys(world.ctx))).not.toContain(key);
    expect(await listKeys(world.ctx, "support-bot")).toMatchObject([{ keyId, expiresAt, revokedAt: null }]);
    world.clock.ahead = 90 * DAY - 1_000;
    expect(await codeFor(key)).toBe("support-bot");
    world.clock.ahead = 90 * DAY;
    expect(await codeFor(key)).toBe("key_expired");
  });

  it("stops at once when revoked; a made-up one never works; an unknown agent gets none", async () => {
    const { key, keyId } = await newKey();
    expect(await revokeKey(world.ctx, keyId, "operator")).toMatchObject({ ok: true });
    expect(await codeFor(key)).toBe("key_invalid");
    expect(await revokeKey(world.ctx, keyId, "operator")).toMatchObject({ ok: true });
    expect(await codeFor(`csk_${"A".repeat(43)}`)).toBe("key_invalid");
    expect(await codeFor("csk_' or 1=1 --")).toBe("key_invalid");
    expect(await revokeKey(world.ctx, "key_none", "operator")).toMatchObject({
      refusal: { code: "key_unknown" },
    });
    expect(await createKey(world.ctx, "nobody", "operator")).toMatchObject({
      refusal: { code: "agent_unknown" },
    });
  });

  it("overlaps with the one that replaces it for a day", async () => {
    const old = await newKey();
    const rotated = await rotateKey(world.ctx, "support-bot", "operator");
    if (!rotated.ok) throw new Error(rotated.refusal.code);
    expect([await codeFor(old.key), await codeFor(rotated.value.key)]).toEqual([
      "support-bot",
      "support-bot",
    ]);
    world.clock.ahead = DAY;
    expect([await codeFor(old.key), await codeFor(rotated.value.key)]).toEqual([
      "key_expired",
      "support-bot",
    ]);
  });
});

describe("before a key ends", () => {
  it("the agent's approvers are told 14, 7 and 1 days before, once each, and not when it has a successor", async () => {
    await newKey();
    const told: number[] = [];
    for (let day = 0; day <= 91; day++) {
      world.clock.ahead = day * DAY;
      if ((await warnKeys(world.ctx)) > 0) told.push(90 - day);
    }
    expect(told).toEqual([14, 7, 1]);
    world.clock.ahead = 0;
    await newKey();
    world.clock.ahead = 20 * DAY;
    await rotateKey(world.ctx, "support-bot", "operator");
    for (let day = 20; day <= 92; day++) {
      world.clock.ahead = day * DAY;
      expect(await warnKeys(world.ctx)).toBe(0);
    }
    await world.startWorkers();
    await world.until("three warnings", () => world.discord.messages.size === 3);
    const titles = [...world.discord.messages.values()].map(({ card }) => card.title).sort();
    expect(titles).toEqual([
      "support-bot's key expires in 14 days",
      "support-bot's key expires in 7 days",
      "support-bot's key expires within a day",
    ]);
  });
});

describe("the key that signs grants", () => {
  it("is replaced every 90 days; grants of the one before stay good, and only one of several replaces it", async () => {
    const { request, claimSecret } = await world.ask();
    await world.startWorkers();
    await world.press(world.telegram.join("5551"), request.id, "approve");
    const claimed = await claimGrant(world.ctx, "support-bot", request.id, claimSecret);
    expect(await rotateSigningKeyWhenOld(world.ctx)).toBeNull();
    const kids = await Promise.all(Array.from({ length: 4 }, () => rotateSigningKey(world.ctx)));
    const made = kids.filter((kid) => kid !== null);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect((await publicKeys(world.ctx)).keys).toHaveLength(1 + made.length);
    expect((await signingKey(world.ctx)).kid).toBe(made.at(-1));
    if (!claimed.ok) throw new Error(claimed.refusal.code);
    expect(await consumeGrant(world.ctx, { ...REFUND, grant: claimed.value.grant })).toMatchObject({
      ok: true,
    });
    world.clock.ahead = 90 * DAY + 1;
    expect(await rotateSigningKeyWhenOld(world.ctx)).not.toBeNull();
    expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  });

  it("is made once, however many need it at the same time, and published without its private half", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => signingKey(world.ctx)));
    expect(new Set(made.map((key) => key.kid)).size).toBe(1);
    const { keys } = await publicKeys(world.ctx);
    expect(keys).toMatchObject([{ kid: made[0]!.kid, kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig" }]);
    expect(JSON.stringify(keys)).not.toContain(String(made[0]!.privateJwk.d));
  });

  it("can't be opened when a byte of it was changed, under another id, or with another master key", async () => {
    const { privateJwk } = await signingKey(world.ctx);
    const [row] = await world.ctx.db.select().from(signingKeys);
    expect(row!.sealed).not.toContain(String(privateJwk.d));
    const parts = row!.sealed.split(".");
    const flip = (text: string, i: number) =>
      text.slice(0, i) + (text[i] === "A" ? "B" : "A") + text.slice(i + 1);
    for (let part = 1; part < 4; part++)
      // The last character of base64url may carry bits that decode to nothing: it is left out.
      for (let i = 0; i < parts[part]!.length - 1; i++) {
        const sealed = parts.with(part, flip(parts[part]!, i)).join(".");
        await world.ctx.db.update(signingKeys).set({ sealed });
        await expect(signingKey(world.ctx)).rejects.toThrow("can't be opened");
      }
    await world.ctx.db.update(signingKeys).set({ sealed: row!.sealed });
    expect((await signingKey(world.ctx)).privateJwk).toEqual(privateJwk);
    await expect(signingKey({ ...world.ctx, masterKey: new Uint8Array(32) })).rejects.toThrow("master key");
    await world.ctx.db.update(signingKeys).set({ kid: "other" });
    await expect(signingKey(world.ctx)).rejects.toThrow("can't be opened");
  });
});
