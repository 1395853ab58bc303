/** What exactly is asked for: the canonical bytes of an action, and the hash that everything else is bound to (api.md, section 4). */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { fitness, readJson } from "./strict-json.ts";

export { fitness, readJson };

/** RFC 8785 bytes of any fit JSON value. Throws on a value that `fitness` refuses: check first. */
export function canonical(value: unknown): string {
  const problem = fitness(value);
  if (problem) throw new TypeError(`${problem.path || "The value"}: ${problem.message}`);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("The value can't be written as JSON.");
  return text;
}

/** `sha256:` and base64url of the domain-separated hash. Throws on params that `fitness` refuses. */
export function actionHash(type: string, params: unknown): string {
  return hashOfCanonical(type, canonical(params));
}

/** The same over params that are canonical already, as stored. "action" sorts before "params". */
export function hashOfCanonical(type: string, params: string): string {
  return digest("countersign/action/v1", `{"action":${canonical(type)},"params":${params}}`);
}

/** SHA-256 over `domain ‖ 0x00 ‖ text`: equal bytes in two roles never give equal hashes. */
export function digest(domain: string, text: string): string {
  return `sha256:${createHash("sha256").update(domain).update("\0").update(text).digest("base64url")}`;
}

/** What people compare by eye: the first twelve characters behind `sha256:`, in groups of four. */
export function fingerprint(hash: string): string {
  return hash.slice("sha256:".length, "sha256:".length + 12).replace(/(.{4})(?=.)/g, "$1 ");
}
