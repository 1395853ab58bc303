/**
 * What both ways of receiving share: every update is handled once, in order within its chat, never behind another chat;
 * one that keeps failing is set aside loudly so that it can't hold up the rest.
 */
import { z } from "zod";
import type { Log, Shelf } from "../platform.ts";
import { NotNow, PlatformError } from "../platform.ts";
import { createLanes } from "./lanes.ts";

export interface RawUpdate {
  update_id: number;
  [key: string]: unknown;
}

export const rawUpdate = z.looseObject({ update_id: z.int() });

export interface Intake {
  /** Resolves when the update was handled or set aside; rejects when it failed and should come again. */
  take(update: RawUpdate): Promise<void>;
  /** Begins nothing new and waits for what has begun; false when that took longer. */
  drain(ms: number): Promise<boolean>;
}

/** An update that failed again and again and is given up on: its number, its kind, and why in short. */
export interface SetAside {
  id: number;
  kind: string;
  why: string;
}

export interface IntakeOptions {
  handle: (update: RawUpdate) => Promise<void>;
  shelf: Shelf;
  log: Log;
  now: () => number;
  /** Waits before the second, third … attempt within one `take`. With none left, `take` rejects and the sender tries again. */
  retryAfterMs: number[];
  /** A handler that runs longer is given up on; it may still finish, so it is not run again. */
  patienceMs?: number;
  /** Told before the update counts as handled. */
  setAside?: ((update: SetAside) => Promise<void>) | undefined;
}

const attempts = 3;
/** What is busy, Telegram for one, gets more time than what simply fails. */
const attemptsWhileBusy = 8;
const longestWaitMs = 15_000;
const shelfKey = "telegram:handled";
const remembered = 300;
/** Telegram keeps updates for a day, and after a quiet week their numbers start anew anywhere. */
const lifeMs = 25 * 3_600_000;

const onShelf = z.object({ at: z.number(), ids: z.array(z.number()) });

export async function createIntake(options: IntakeOptions): Promise<Intake> {
  const { handle, shelf, log, now, retryAfterMs, patienceMs = 300_000, setAside } = options;
  const stored = onShelf.safeParse(await shelf.get(shelfKey));
  const handled = new Set<number>(stored.success && now() - stored.data.at < lifeMs ? stored.data.ids : []);
  const failures = new Map<number, number>();
  const running = new Map<number, Promise<void>>();
  const begun = new Set<Promise<void>>();
  const lanes = createLanes();
  const remember = rememberer(shelf, log, () => ({ at: now(), ids: [...handled] }));

  function take(update: RawUpdate): Promise<void> {
    const id = update.update_id;
    if (handled.has(id)) return Promise.resolve();
    const already = running.get(id);
    if (already) return already;
    const work = lanes
      .run(laneOf(update), () => {
        const attempt = persist(update);
        const settled = attempt.then(noop, noop).finally(() => begun.delete(settled));
        begun.add(settled);
        return attempt;
      })
      .finally(() => running.delete(id));
    running.set(id, work);
    return work;
  }

  async function persist(update: RawUpdate): Promise<void> {
    for (let again = 0; ; again += 1) {
      try {
        await withPatience(update, handle(update), patienceMs, log);
        break;
      } catch (error) {
        // We can't do anything at all just now: that says nothing about the update, so it is not counted.
        const failed = (failures.get(update.update_id) ?? 0) + (error instanceof NotNow ? 0 : 1);
        failures.set(update.update_id, failed);
        const busy = error instanceof PlatformError && error.kind === "busy";
        if (failed >= (busy ? attemptsWhileBusy : attempts)) {
          await giveUp(update, error);
          break;
        }
        log.warn({ updateId: update.update_id, attempt: failed, err: error }, "A Telegram update failed.");
        const [wait = null] = retryAfterMs.slice(Math.min(again, retryAfterMs.length - 1));
        if (wait === null || !lanes.isOpen()) throw error;
        const asked = error instanceof PlatformError ? (error.retryAfterMs ?? 0) : 0;
        const longer = Math.min(wait * 2 ** Math.max(0, again - retryAfterMs.length + 1), longestWaitMs);
        await new Promise((resolve) => setTimeout(resolve, Math.max(longer, asked)));
        if (!lanes.isOpen()) throw error;
      }
    }
    failures.delete(update.update_id);
    handled.add(update.update_id);
    for (const oldest of handled) {
      if (handled.size <= remembered) break;
      handled.delete(oldest);
    }
    await remember();
  }

  async function giveUp(update: RawUpdate, error: unknown): Promise<void> {
    const kind = kindOf(update);
    log.error(
      { updateId: update.update_id, kind, err: error },
      "A Telegram update failed again and again and was set aside; it will not be handled.",
    );
    const why = error instanceof Error ? error.name : "failed";
    await setAside?.({ id: update.update_id, kind, why }).catch((cause: unknown) =>
      log.error({ updateId: update.update_id, err: cause }, "Could not record that an update was set aside."),
    );
  }

  return {
    take,
    async drain(ms) {
      lanes.close();
      if (begun.size === 0) return true;
      const { promise: late, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(false), ms);
      const done = Promise.all(begun).then(() => true);
      return Promise.race([done, late]).finally(() => clearTimeout(timer));
    },
  };
}

const inChat = z.object({ chat: z.object({ id: z.number() }) });
const byPerson = z.object({ from: z.object({ id: z.number() }) });

/**
 * Presses have lanes of their own, one for each person: a private answer is possible for 15 seconds only, and must not wait for
 * a long command in the same chat, nor for another person's press. What they decide together is decided by the database.
 */
function laneOf(update: RawUpdate): string {
  const kind = kindOf(update);
  const body = update[kind];
  if (kind === "callback_query") {
    const person = byPerson.safeParse(body);
    return person.success ? `press:${person.data.from.id}` : "press";
  }
  const chat = inChat.safeParse(body);
  return chat.success ? String(chat.data.chat.id) : kind;
}

function kindOf(update: RawUpdate): string {
  return Object.keys(update).find((key) => key !== "update_id") ?? "unknown";
}

function withPatience(update: RawUpdate, work: Promise<void>, ms: number, log: Log): Promise<void> {
  const { promise: given, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.error(
      { updateId: update.update_id, ms },
      "A Telegram update takes far too long; going on without it.",
    );
    resolve();
  }, ms);
  return Promise.race([work, given]).finally(() => clearTimeout(timer));
}

/** At most one write at a time; a burst of updates is one more write, not one each. */
function rememberer(shelf: Shelf, log: Log, value: () => unknown): () => Promise<void> {
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  return () => {
    next ??= last.then(async () => {
      next = null;
      try {
        await shelf.put(shelfKey, value());
      } catch (error) {
        log.warn({ err: error }, "Could not note which Telegram updates were handled.");
      }
    });
    last = next;
    return next;
  };
}

function noop(): void {}
