import { base64url, exportSPKI, importJWK, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { createVerifier, inMemory, type Consumed } from "../../src/sdk/verify.ts";
import { issuer, mint, noon, params, type Forged } from "../support/grants.ts";

const head = (alg: string) =>
  base64url.encode(JSON.stringify({ alg, typ: "countersign-grant+jwt", kid: "key-1" }));
const noFetch = () => Promise.reject(new Error("the verifier fetched something"));
const atNoon = () => noon * 1000;
const about = { action: "refund.issue", params };
let minted: Awaited<ReturnType<typeof mint>>;
beforeAll(async () => {
  minted = await mint();
});

function verifier(over: Partial<Parameters<typeof createVerifier>[0]> = {}) {
  return createVerifier({
    jwks: minted.jwks,
    issuer,
    audience: "payments",
    consumed: inMemory(atNoon),
    now: atNoon,
    ...over,
  });
}
const code = async (run: Promise<unknown>) =>
  await run.then(
    () => "accepted",
    (refusal: unknown) => (refusal as { name: string }).name + " " + (refusal as { code: string }).code,
  );
const verdict = async (forged: Forged, over = {}) =>
  await code(verifier(over)(await minted.sign(forged), about));

test("a grant is accepted once, for exactly what was approved", async () => {
  const verify = verifier();
  const grant = await minted.sign();
  const verified = await verify(grant, {
    action: "refund.issue",
    params: { currency: "EUR", amount: "49.00", orderId: "A-1041" },
  });
  expect(verified).toEqual({
    params,
    action: "refund.issue",
    requestId: "req_1",
    grantId: "gr_1",
    agent: "support-bot",
    policyDigest: "sha256:policy",
    quorum: { need: 1, have: 1 },
    approvers: [{ platform: "discord", uid: "2041", at: noon - 11, factor: "click" }],
  });
  expect(await code(verify(grant, about))).toBe("Refused grant_consumed");
});

test("64 at once: one runs", async () => {
  const verify = verifier();
  const grant = await minted.sign();
  const all = await Promise.all(Array.from({ length: 64 }, () => code(verify(grant, about))));
  expect(all.filter((one) => one === "accepted")).toHaveLength(1);
  expect(new Set(all)).toEqual(new Set(["accepted", "Refused grant_consumed"]));
});

describe("every change of the params is refused", () => {
  test.each([
    [{ ...params, amount: "490.00" }, "grant_mismatch"],
    [{ ...params, amount: 49 }, "grant_mismatch"],
    [{ ...params, note: "" }, "grant_mismatch"],
    [{ orderId: "A-1041", amount: "49.00" }, "grant_mismatch"],
    [{ ...params, currency: "EUR\u200b" }, "grant_mismatch"],
    [[params], "grant_mismatch"],
    [null, "grant_mismatch"],
    [{ ...params, amount: Number.NaN }, "params_unfit"],
    [{ ...params, amount: 2 ** 53 }, "params_unfit"],
    [{ ...params, orderId: "A-\ud800" }, "params_unfit"],
    [{ ...params, at: new Date(0) }, "params_unfit"],
    [{ ...params, amount: undefined }, "params_unfit"],
    [Object.assign(Object.create({ amount: "1.00" }), params), "params_unfit"],
  ])("%#", async (changed, expected) => {
    expect(await code(verifier()(await minted.sign(), { action: "refund.issue", params: changed }))).toBe(
      `Refused ${expected}`,
    );
  });

  test("another action with the same params", async () => {
    expect(await code(verifier()(await minted.sign(), { action: "refund.cancel", params }))).toBe(
      "Refused grant_mismatch",
    );
  });

  test("another action smuggled in as a claim", async () => {
    const grant = await minted.sign({ claims: { act: "refund.cancel" } });
    expect(await code(verifier()(grant, { action: "refund.cancel", params }))).toBe("Refused grant_mismatch");
  });

  test("what is refused does not use the grant up", async () => {
    const verify = verifier();
    const grant = await minted.sign();
    await code(verify(grant, { action: "refund.issue", params: {} }));
    expect(await code(verify(grant, about))).toBe("accepted");
  });
});

describe("who, when, what kind", () => {
  test.each<[string, Forged, string]>([
    ["another audience", { claims: { aud: "shipping" } }, "audience_mismatch"],
    ["several audiences", { claims: { aud: ["payments", "shipping"] } }, "grant_malformed"],
    ["another issuer", { claims: { iss: `${issuer}/` } }, "issuer_mismatch"],
    ["used 30 s after its end", { claims: { exp: noon - 30 } }, "grant_expired"],
    ["issued 31 s from now", { claims: { iat: noon + 31 } }, "grant_not_yet_valid"],
    ["valid only 31 s from now", { claims: { nbf: noon + 31 } }, "grant_not_yet_valid"],
    ["without an end", { claims: { exp: undefined } }, "grant_malformed"],
    ["without an id", { claims: { jti: undefined } }, "grant_malformed"],
    ["another typ", { header: { typ: "JWT" } }, "typ_refused"],
    ["typ in capitals", { header: { typ: "COUNTERSIGN-GRANT+JWT" } }, "typ_refused"],
    ["typ spelled as a media type", { header: { typ: "application/countersign-grant+jwt" } }, "typ_refused"],
    ["no typ", { header: { typ: undefined } }, "typ_refused"],
    ["an unknown key", { header: { kid: "key-2" } }, "key_unknown"],
    ["the kid of an object's own members", { header: { kid: "constructor" } }, "key_unknown"],
    ["no kid", { header: { kid: undefined } }, "grant_malformed"],
    ["alg Ed25519", { header: { alg: "Ed25519" } }, "alg_refused"],
  ])("%s", async (_, forged, expected) => {
    expect(await verdict(forged)).toBe(`Refused ${expected}`);
  });

  test("clocks may differ by less than 30 s", async () => {
    expect(await verdict({ claims: { exp: noon - 29 } })).toBe("accepted");
    expect(await verdict({ claims: { iat: noon + 30, nbf: noon + 30 } })).toBe("accepted");
  });

  test("keys named by the grant itself are ignored", async () => {
    const other = await mint("key-1");
    for (const header of [
      { jwk: other.jwk },
      { jku: "https://evil.test/jwks.json" },
      { x5u: "https://evil.test/x" },
    ]) {
      expect(await code(verifier({ fetch: noFetch })(await other.sign({ header }), about))).toBe(
        "Refused signature_invalid",
      );
      expect(await code(verifier({ fetch: noFetch })(await minted.sign({ header }), about))).toBe("accepted");
    }
  });

  test("alg none and HS256 with the public key as the secret", async () => {
    const [, payload] = (await minted.sign()).split(".");
    expect(await code(verifier()(`${head("none")}.${payload}.`, about))).toBe("Refused grant_malformed");
    expect(await code(verifier()(`${head("none")}.${payload}.AAAA`, about))).toBe("Refused alg_refused");
    const publicKey = (await importJWK(minted.jwk, "EdDSA")) as Parameters<typeof exportSPKI>[0];
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(minted.jwk), minted.jwk.x ?? ""]) {
      const forged = await new SignJWT(minted.claims)
        .setProtectedHeader({ alg: "HS256", typ: "countersign-grant+jwt", kid: "key-1" })
        .sign(new TextEncoder().encode(secret));
      expect(await code(verifier()(forged, about))).toBe("Refused alg_refused");
    }
  });

  test("a critical header that nobody understands", async () => {
    const [head, payload, signature] = (await minted.sign()).split(".");
    const critical = {
      ...(JSON.parse(Buffer.from(head ?? "", "base64url").toString()) as object),
      crit: ["exp"],
      exp: 1,
    };
    expect(
      await code(verifier()(`${base64url.encode(JSON.stringify(critical))}.${payload}.${signature}`, about)),
    ).toBe("Refused grant_malformed");
  });
});

describe("the bytes of a grant", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  test("every byte, changed in sixteen ways: none of at least 10,000 is accepted", async () => {
    const grant = await minted.sign();
    const verify = verifier({ consumed: { add: async () => true } });
    expect(await code(verify(grant, about))).toBe("accepted");
    let tried = 0;
    for (let at = 0; at < grant.length; at++) {
      const byte = alphabet.indexOf(grant[at] ?? "");
      // The low bits of a last character are what a lenient decoder ignores, so every neighbour is among these.
      const others = [1, 2, 3, 4, 5, 8, 9, 12, 15, 16, 17, 32, 33, 48, 63].map(
        (bits) => alphabet[(byte < 0 ? 0 : byte) ^ bits],
      );
      for (const other of [...others, "=", ".", " "]) {
        if (other === grant[at]) continue;
        tried += 1;
        const changed = grant.slice(0, at) + other + grant.slice(at + 1);
        if (!(await code(verify(changed, about))).startsWith("Refused "))
          throw new Error(`accepted with ${other} at ${at}`);
      }
    }
    expect(tried).toBeGreaterThan(10_000);
  }, 60_000);

  test.each(["", "a.b", "a.b.c.d", "...", "é.é.é", "x".repeat(70_000)])(
    "not a grant: %.10s",
    async (text) => {
      expect(await code(verifier()(text, about))).toBe("Refused grant_malformed");
    },
  );

  test.each([" ", "\n", "=", "A"])("with %j behind or in front", async (extra) => {
    const grant = await minted.sign();
    expect(await code(verifier()(grant + extra, about))).toMatch(
      /^Refused (grant_malformed|signature_invalid)$/,
    );
    expect(await code(verifier()(extra + grant, about))).toMatch(
      /^Refused (grant_malformed|signature_invalid)$/,
    );
  });
});

describe("what can't be told is not a yes", () => {
  test.each<[string, Consumed]>([
    ["a store that fails", { add: () => Promise.reject(new Error("disk full")) }],
    [
      "a store that throws at once",
      {
        add: () => {
          throw new Error("bug");
        },
      },
    ],
    ["a store that answers nothing", { add: async () => undefined as unknown as boolean }],
    ["a store that answers 1", { add: async () => 1 as unknown as boolean }],
  ])("%s", async (_, consumed) => {
    expect(await verdict({}, { consumed })).toBe("Indeterminate store_failed");
  });

  test.each<[string, () => Promise<Response>]>([
    ["unreachable keys", () => Promise.reject(new TypeError("fetch failed"))],
    ["keys behind an error", async () => new Response("no", { status: 503 })],
    ["keys that are not JSON", async () => new Response("<html>")],
    ["keys of another shape", async () => Response.json({ key: [] })],
  ])("%s", async (_, fetch) => {
    expect(await verdict({}, { jwks: "https://countersign.test/jwks", fetch })).toBe(
      "Indeterminate jwks_unavailable",
    );
  });
});

describe("keys from an address", () => {
  test("fetched once, again for a new key, not more often than every 30 s, and afresh after 10 minutes", async () => {
    let now = noon * 1000;
    let fetched = 0;
    const published = { keys: [...minted.jwks.keys] };
    const fetch = async () => {
      fetched += 1;
      return Response.json(published);
    };
    const verify = verifier({
      jwks: "https://countersign.test/jwks",
      fetch,
      now: () => now,
      consumed: { add: async () => true },
    });
    const grant = await minted.sign({ claims: { exp: noon + 3600 } });
    await Promise.all([verify(grant, about), verify(grant, about), verify(grant, about)]);
    expect(fetched).toBe(1);

    const next = await mint("key-2");
    const newer = await next.sign({ claims: { exp: noon + 3600 } });
    published.keys.push(next.jwk);
    now += 29_000;
    expect(await code(verify(newer, about))).toBe("Refused key_unknown");
    expect(fetched).toBe(1);
    now += 1_000;
    expect(await code(verify(newer, about))).toBe("accepted");
    expect(fetched).toBe(2);

    published.keys.length = 0;
    now += 9 * 60_000;
    expect(await code(verify(grant, about))).toBe("accepted");
    now += 60_000;
    expect(await code(verify(grant, about))).toBe("Refused key_unknown");
  });

  test("only over https, or http on this machine", () => {
    expect(() => verifier({ jwks: "http://countersign.test/jwks" })).toThrow(/must be an https address/);
    expect(() => verifier({ jwks: "http://127.0.0.1:8787/jwks" })).not.toThrow();
  });

  test("keys that can't be told apart are refused at once", () => {
    expect(() => verifier({ jwks: { keys: [minted.jwk, minted.jwk] } })).toThrow(/two keys are called key-1/);
  });
});

test("the demonstration store forgets what has expired, not what could still be replayed", async () => {
  let now = noon * 1000;
  const store = inMemory(() => now);
  expect(await store.add("a", noon)).toBe(true);
  now += 59_000;
  expect(await store.add("a", noon)).toBe(false);
});
