import { exportJWK, generateKeyPair, SignJWT, type JWK } from "jose";
import { actionHash } from "../../src/domain/approval/action.ts";

export const issuer = "https://countersign.test";
export const params = { orderId: "A-1041", amount: "49.00", currency: "EUR" };
/** 2026-11-22T12:00:00Z */
export const noon = 1_795_348_800;

export interface Forged {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
}

/** A signing key, its public half, and a way to sign any claims with it. */
export async function mint(kid = "key-1") {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: "EdDSA", use: "sig" };
  const claims = {
    iss: issuer,
    aud: "payments",
    sub: "support-bot",
    jti: "gr_1",
    iat: noon - 10,
    exp: noon + 300,
    req: "req_1",
    act: "refund.issue",
    act_h: actionHash("refund.issue", params),
    pol: "sha256:policy",
    quorum: { need: 1, have: 1 },
    apr: [{ platform: "discord", uid: "2041", at: noon - 11, factor: "click" }],
  };
  const sign = async (forged: Forged = {}) =>
    await new SignJWT({ ...claims, ...forged.claims })
      .setProtectedHeader({ alg: "EdDSA", typ: "countersign-grant+jwt", kid, ...forged.header })
      .sign(privateKey);
  return { jwks: { keys: [jwk] }, jwk, privateKey, claims, sign };
}
