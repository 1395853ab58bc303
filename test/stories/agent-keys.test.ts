import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signingKeys } from "../../src/db/schema.ts";
import { authenticateAgent } from "../../src/use-cases/authenticate-agent.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { listKeys } from "../../src/use-cases/list-keys.ts";
import { revokeKey } from "../../src/use-cases/revoke-key.ts";
import { rotateKey } from "../../src/use-cases/rotate-key.ts";
import { publicKeys, signingKey } from "../../src/use-cases/signing-key.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";

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

describe("the key that signs grants", () => {
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
