import type { Letters } from "../db/letters.ts";
import type { Database } from "../db/open.ts";
import type { Language } from "../domain/languages.ts";
import type { Card, Log, Place, Platform, PlatformId, Posted } from "../platforms/platform.ts";

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
  /** Calls to addresses that agents chose. */
  callbacks: Callbacks;
  /** After a change in a workspace, how long to wait for more of them before looking at it again. */
  lookPauseMs: number;
  /** Registers at once, so call it before reading; resolves when the request changed (in any process), after `ms`, or on abort. */
  changed: (requestId: string, ms: number, signal?: AbortSignal) => Promise<void>;
  /** A change was committed: whoever waits for it in this process need not wait for the news. */
  wake: (requestId: string) => void;
}

/**
 * Durable effects: pg-boss jobs sent in the caller's transaction, or written as letters that a change takes along in its own
 * statement. One member a kind of effect.
 */
export interface Effects {
  /** Make these copies of a request's card show the request's current state; not before `afterMs`. */
  deliverCopies(into: Database | Letters, copyIds: string[], afterMs?: number): Promise<void>;
  /** Look at this request when it is due: to expire, escalate or lapse. Milliseconds since the epoch. */
  remind(into: Database | Letters, requestId: string, at: number): Promise<void>;
  /** Say something once; not before `afterMs`. */
  notify(tx: Database, notices: Notice[], afterMs?: number): Promise<void>;
  /** Tell the agent's callback address, if it gave one, that the request was decided. */
  callBack(into: Database | Letters, requestId: string): Promise<void>;
  /** Make an alert's card show the alert as it is now; not before `afterMs`. */
  showAlert(tx: Database, alertId: string, afterMs?: number): Promise<void>;
  /** Make the card of a finding, or a report with findings, show them as they are now; not before `afterMs`. */
  showFindingCard(tx: Database, cardId: string, afterMs?: number): Promise<void>;
  /** Make the card of a duty show it as it is now; not before `afterMs`. */
  showDuty(tx: Database, dutyId: string, afterMs?: number): Promise<void>;
  /** Look at this workspace again, after a pause in milliseconds. */
  lookAgain(tx: Database, where: { platform: PlatformId; workspace: string }, pauseMs: number): Promise<void>;
  /** Say hello in a place that we were added to, after a pause in milliseconds. */
  greet(tx: Database, where: { platform: PlatformId; workspace: string }, pauseMs: number): Promise<void>;
  /** Tell long-polls (in any process) that the request changed. */
  announce(into: Database | Letters, requestId: string): Promise<void>;
}

/** A card outside of any request. `id`, at most 25 characters, keeps a repeated delivery from saying it twice where the platform can. */
export interface Notice {
  id: string;
  /** In every language (`inEveryLanguage`): who will read it is known when it is delivered. */
  card: Record<Language, Card>;
  /**
   * In a place, instead of what a message shows, or wherever the approvers of an agent are asked. `person`: whose private chat
   * the place is, where its id is not theirs.
   */
  to:
    | { place: Place; person?: string }
    | { posted: Posted }
    | { approversOf: string }
    /** Instead of what every copy of a question shows. */
    | { copiesOf: string };
  /** A question that has an end, such as `change:chg_01`: its copies are remembered, and show it once there is one. */
  about?: string;
}

/** The only way out to where an agent points: knows which addresses it may not be sent to. */
export interface Callbacks {
  /** Why this address can't be called, in words for a developer; null when it can. */
  refuses(url: string): string | null;
  /** Resolves to the HTTP status; throws when there was no answer, or when the address turns out to be refused. */
  post(url: string, headers: Record<string, string>, body: string): Promise<number>;
}
