/** The hash chain, recomputed from its description in docs, not with the service's code. */
import { createHash } from "node:crypto";
import type { LedgerRow } from "./evidence.ts";

/** At most the first fault: everything after it is a consequence. */
export function brokenChain(entries: LedgerRow[]): string[] {
  let prev = "sha256:genesis";
  for (const [index, { seq, at, kind, subject, body, hash, prev: said }] of entries.entries()) {
    if (seq !== index + 1) return [`entry ${index + 1} is missing or there twice: found ${seq}`];
    if (said !== prev) return [`entry ${seq} does not continue the one before it`];
    // RFC 8785 for a flat object of strings and whole numbers: members sorted by name, no spaces.
    const bytes = `{"at":${at},"body":${quote(body)},"kind":${quote(kind)},"prev":${quote(prev)},"seq":${seq},"subject":${quote(subject)}}`;
    const digest = createHash("sha256").update("countersign/ledger/v1\0").update(bytes).digest("base64url");
    if (hash !== `sha256:${digest}`) return [`entry ${seq} was changed after it was written`];
    prev = hash;
  }
  return entries.length === 0 ? ["it is empty"] : [];
}

function quote(text: string): string {
  return JSON.stringify(text);
}
