import { importJWK, type CryptoKey, type JWK } from "jose";
import { Indeterminate } from "./refused.ts";

export interface Jwks {
  keys: JWK[];
}

/** Finds the Ed25519 key with this id; null when there is none. Throws Indeterminate when the keys can't be had. */
export type FindKey = (kid: string) => Promise<CryptoKey | null>;

/** Keys that the executor holds itself: the strongest pin. Throws at once when they are unusable. */
export function pinnedKeys(jwks: Jwks): FindKey {
  const keys = index(jwks);
  return async (kid) => await imported(keys.get(kid));
}

/**
 * Keys fetched from the issuer, kept for `maxAgeMs`. An unknown key id makes us look again, but at most every
 * `cooldownMs`, so that forged grants can't turn an executor into a flood.
 */
export function fetchedKeys(
  address: string,
  options: { fetch: typeof globalThis.fetch; now: () => number; maxAgeMs: number; cooldownMs: number },
): FindKey {
  const url = new URL(address);
  if (url.protocol !== "https:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
    throw new TypeError(`jwks: ${address} must be an https address (http only on this machine).`);
  let keys: Map<string, JWK> | null = null;
  let fetchedAt = 0;
  let underWay: Promise<Map<string, JWK>> | null = null;

  const refresh = async () => {
    underWay ??= download(url, options.fetch).finally(() => (underWay = null));
    keys = await underWay;
    fetchedAt = options.now();
    return keys;
  };
  return async (kid) => {
    const age = options.now() - fetchedAt;
    const usable = keys !== null && age < options.maxAgeMs ? keys : null;
    if (usable && (usable.has(kid) || age < options.cooldownMs)) return await imported(usable.get(kid));
    return await imported((await refresh()).get(kid));
  };
}

async function download(url: URL, fetch: typeof globalThis.fetch): Promise<Map<string, JWK>> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(5_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return index((await response.json()) as Jwks);
  } catch (cause) {
    throw new Indeterminate("jwks_unavailable", `The signing keys at ${url.href} can't be read now.`, cause);
  }
}

function index(jwks: Jwks): Map<string, JWK> {
  const keys = new Map<string, JWK>();
  if (!Array.isArray(jwks?.keys)) throw new TypeError('jwks: expected {"keys": […]}.');
  for (const key of jwks.keys) {
    if (key.kty !== "OKP" || key.crv !== "Ed25519" || (key.use ?? "sig") !== "sig") continue;
    if (!key.kid) throw new TypeError("jwks: a key has no kid.");
    if (keys.has(key.kid)) throw new TypeError(`jwks: two keys are called ${key.kid}.`);
    keys.set(key.kid, { kty: key.kty, crv: key.crv, ...(key.x === undefined ? {} : { x: key.x }) });
  }
  return keys;
}

async function imported(jwk: JWK | undefined): Promise<CryptoKey | null> {
  return jwk ? ((await importJWK(jwk, "EdDSA")) as CryptoKey) : null;
}
