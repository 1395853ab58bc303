/** The record nobody can quietly change: every entry's hash covers the one before it. */
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

export interface LedgerEntry {
  /** From 1, without gaps. */
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** What happened: `request.created`, `vote.cast`, `key.revoked` … */
  kind: string;
  /** What it is about: a request, agent or key id. */
  subject: string;
  /** Canonical JSON: exactly the bytes that the hash covers. */
  body: string;
  /** Hash of the entry before; of the first one, `GENESIS`. */
  prev: string;
  hash: string;
}

export const GENESIS = "sha256:genesis";

/** What is appended next. */
export type LedgerFact = Pick<LedgerEntry, "at" | "kind" | "subject"> & { body: unknown };

/**
 * An entry before it is known what it follows. Only the database knows that, while it appends: what is hashed is `left`, the
 * hash of the entry before, `","seq":`, the entry's number, and `right`.
 */
export interface LedgerDraft extends Pick<LedgerEntry, "at" | "kind" | "subject" | "body"> {
  left: string;
  right: string;
}

export function draftOf({ at, kind, subject, body: content }: LedgerFact): LedgerDraft {
  const body = canonicalize(content);
  if (body === undefined) throw new TypeError("A ledger entry needs a body that is JSON.");
  const text = JSON.stringify;
  const left = `{"at":${text(at)},"body":${text(body)},"kind":${text(kind)},"prev":"`;
  return { at, kind, subject, body, left, right: `,"subject":${text(subject)}}` };
}

/** The entry that a fact becomes behind `head`. */
export function nextEntry(head: Pick<LedgerEntry, "seq" | "hash"> | null, fact: LedgerFact): LedgerEntry {
  const { left, right, ...draft } = draftOf(fact);
  const seq = (head?.seq ?? 0) + 1;
  const prev = head?.hash ?? GENESIS;
  return { ...draft, seq, prev, hash: hashed(`${left}${prev}","seq":${seq}${right}`) };
}

/** `body` goes in as a string, not as JSON: then one changed byte of it shows even where two texts mean the same. */
export function hashOf(entry: Omit<LedgerEntry, "hash">): string {
  const { seq, at, kind, subject, body, prev } = entry;
  const text = canonicalize({ seq, at, kind, subject, body, prev });
  if (text === undefined) throw new TypeError("A ledger entry must be JSON.");
  return hashed(text);
}

function hashed(text: string): string {
  return `sha256:${createHash("sha256").update("countersign/ledger/v1\0").update(text).digest("base64url")}`;
}

/** Why an entry does not belong behind `before`; null when it does. */
export function faultOf(before: LedgerEntry | null, entry: LedgerEntry): string | null {
  const expected = (before?.seq ?? 0) + 1;
  if (entry.seq !== expected)
    return entry.seq > expected
      ? `entry ${expected} is missing: ${entry.seq} follows ${before ? before.seq : "the beginning"}`
      : `entry ${entry.seq} appears again after ${before?.seq ?? 0}`;
  if (entry.prev !== (before?.hash ?? GENESIS))
    return `entry ${entry.seq} does not continue the one before it: one of the two was changed`;
  let hash: string;
  try {
    hash = hashOf(entry);
  } catch {
    return `entry ${entry.seq} is not readable`;
  }
  return hash === entry.hash ? null : `entry ${entry.seq} was changed after it was written`;
}

export type ChainVerdict =
  | { ok: true; entries: number; head: string }
  | { ok: false; entries: number; seq: number; why: string };

/** Reads entries in order; names the first bad one. `entries` counts the good ones before it. */
export function verifyChain(entries: Iterable<LedgerEntry>): ChainVerdict {
  let before: LedgerEntry | null = null;
  let count = 0;
  for (const entry of entries) {
    const why = faultOf(before, entry);
    if (why) return { ok: false, entries: count, seq: entry.seq, why };
    before = entry;
    count += 1;
  }
  return { ok: true, entries: count, head: before?.hash ?? GENESIS };
}
