/** What runs in front of every sensitive action, where it executes (package export `countersign/verify`). */
import { compactVerify, errors } from "jose";
import { actionHash, canonical, fitness } from "../domain/approval/action.ts";
import { GRANT_TYPE } from "../domain/approval/grant.ts";
import type { Consumed } from "./consumed.ts";
import { partsOf, type Claims } from "./grant-text.ts";
import { fetchedKeys, pinnedKeys, type FindKey, type Jwks } from "./keys.ts";
import { Indeterminate, Refused } from "./refused.ts";

export { inMemory, type Consumed } from "./consumed.ts";
export { Indeterminate, Refused, type RefusalReason } from "./refused.ts";
export type { Jwks } from "./keys.ts";

export interface VerifierOptions {
  /** The issuer's public keys: an object to pin them, or the address of its `/.well-known/jwks.json`. */
  jwks: Jwks | string | URL;
  /** The issuer's PUBLIC_URL. */
  issuer: string;
  /** Who this executor is: the `audience` that requests name. */
  audience: string;
  consumed: Consumed;
  /** Milliseconds since the epoch. */
  now?: () => number;
  fetch?: typeof globalThis.fetch;
}

/** What was approved. Run with these `params`: they are the approved bytes, read back. */
export interface Verified {
  params: unknown;
  action: string;
  requestId: string;
  grantId: string;
  agent: string;
  policyDigest: string;
  quorum: { need: number; have: number };
  approvers: { platform: string; uid: string; at: number; factor: string }[];
}

export type Verify = (grant: string, about: { action: string; params: unknown }) => Promise<Verified>;

const SKEW_SECONDS = 30;
const ALG = "EdDSA";

/**
 * Makes the check an executor runs right before the side effect. It resolves once per grant; it throws Refused (do not
 * run) or Indeterminate (could not tell: do not run either). The order is the contract's (api.md, section 4).
 */
export function createVerifier(options: VerifierOptions): Verify {
  const now = options.now ?? Date.now;
  const findKey = keysOf(options, now);
  if (!options.issuer || !options.audience)
    throw new TypeError("createVerifier: issuer and audience are needed.");

  return async (grant, about) => {
    const { header, claims: readClaims } = partsOf(grant);
    const key = await findKey(header.kid);
    if (!key) throw new Refused("key_unknown", "The grant is signed with a key this issuer does not have.");
    if (header.alg !== ALG) throw new Refused("alg_refused", `Grants are signed with ${ALG} only.`);
    if (header.typ !== GRANT_TYPE) throw new Refused("typ_refused", `Only a ${GRANT_TYPE} is a grant.`);
    await checkSignature(grant, key);
    const claims = readClaims();
    checkAddress(claims, options);
    checkTimes(claims, now() / 1000);
    const params = checkAction(claims, about);
    await consume(options.consumed, claims);
    return {
      params,
      action: claims.act,
      requestId: claims.req,
      grantId: claims.jti,
      agent: claims.sub,
      policyDigest: claims.pol,
      quorum: claims.quorum,
      approvers: claims.apr,
    };
  };
}

function keysOf(options: VerifierOptions, now: () => number): FindKey {
  if (typeof options.jwks === "object" && !(options.jwks instanceof URL)) return pinnedKeys(options.jwks);
  const fetch = options.fetch ?? globalThis.fetch;
  return fetchedKeys(String(options.jwks), { fetch, now, maxAgeMs: 10 * 60_000, cooldownMs: 30_000 });
}

async function checkSignature(grant: string, key: Awaited<ReturnType<FindKey>> & object): Promise<void> {
  try {
    await compactVerify(grant, key, { algorithms: [ALG] });
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    throw new Refused("signature_invalid", "The signature does not belong to this grant.");
  }
}

function checkAddress(claims: Claims, expected: { issuer: string; audience: string }): void {
  if (claims.iss !== expected.issuer)
    throw new Refused("issuer_mismatch", "The grant comes from another Countersign.");
  if (claims.aud !== expected.audience)
    throw new Refused("audience_mismatch", "The grant is for another executor; it is good for nobody else.");
}

function checkTimes(claims: Claims, now: number): void {
  if (Math.max(claims.nbf ?? claims.iat, claims.iat) > now + SKEW_SECONDS)
    throw new Refused("grant_not_yet_valid", "The grant is not valid yet: is this machine's clock right?");
  if (claims.exp <= now - SKEW_SECONDS)
    throw new Refused("grant_expired", "The grant was not used in time. Ask again.");
}

function checkAction(claims: Claims, about: { action: string; params: unknown }): unknown {
  const problem = fitness(about.params);
  if (problem)
    throw new Refused(
      "params_unfit",
      `The params can't be compared with what was approved. ${problem.path} ${problem.message}`,
    );
  const text = canonical(about.params);
  const params: unknown = JSON.parse(text);
  if (claims.act !== about.action || claims.act_h !== actionHash(about.action, params))
    throw new Refused("grant_mismatch", "This is not the action that was approved.");
  return params;
}

async function consume(store: Consumed, claims: Claims): Promise<void> {
  let added: unknown;
  try {
    added = await store.add(claims.jti, claims.exp);
  } catch (cause) {
    throw new Indeterminate(
      "store_failed",
      "The store of used grants could not be asked, so nothing may run.",
      cause,
    );
  }
  if (added === false)
    throw new Refused("grant_consumed", "The grant was used before. Every approval is good for one run.");
  if (added !== true)
    throw new Indeterminate(
      "store_failed",
      "The store of used grants did not answer true or false, so nothing may run.",
    );
}
