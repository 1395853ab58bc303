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
  /** Registers at once, so call it before reading; resolves when the request changed (in any process), after `ms`, or on abort. */
  changed: (requestId: string, ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Durable effects: pg-boss jobs sent in the caller's transaction. One member a kind of effect. */
export interface Effects {
  /** Make these copies of a request's card show the request's current state; not before `afterMs`. */
  deliverCopies(tx: Database, copyIds: string[], afterMs?: number): Promise<void>;
  /** Look at this request when it is due: to expire, escalate or lapse. Milliseconds since the epoch. */
  remind(tx: Database, requestId: string, at: number): Promise<void>;
  /** Tell long-polls (in any process) that the request changed. */
  announce(tx: Database, requestId: string): Promise<void>;
}
