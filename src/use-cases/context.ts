import type { Database } from "../db/open.ts";
import type { Log, Platform, PlatformId } from "../platforms/platform.ts";

/** What every use case is given: the world as values, so that tests can hand in another one. */
export interface Context {
  db: Database;
  /** Connected platforms only; a missing id means: not configured here. */
  platforms: Partial<Record<PlatformId, Platform>>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Cryptographically random bytes, for ids and secrets. */
  random: (bytes: number) => Uint8Array;
  log: Log;
  /** Issuer of grants, and where people and agents reach us. */
  publicUrl: string;
  /** Seals signing keys at rest: 32 bytes. */
  masterKey: Uint8Array;
  /** Sends an effect inside the caller's transaction: it happens if and only if the transaction commits. */
  effects: Effects;
  /** Resolves when the request changed, or after `ms`. Wakes across processes. */
  changed: (requestId: string, ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Durable effects: pg-boss jobs sent in a transaction. One member a kind of effect. */
export interface Effects {
  /** Make this copy of a request's card show the request's current state. */
  deliverCopy(tx: Database, copyId: string): Promise<void>;
  /** Tell long-polls (in any process) that the request changed. */
  announce(tx: Database, requestId: string): Promise<void>;
}
