/** Answers to people. A private answer takes the first way that works, and is never lost without a word. */
import { setTimeout as sleep } from "node:timers/promises";
import { telegram as words } from "../../words/index.ts";
import type { Actor, Card, Place, Posted, Reply } from "../platform.ts";
import { PlatformError } from "../platform.ts";
import type { Deliver, Landed, Manner } from "./deliver.ts";
import type { HeldAnswer } from "./held-answer.ts";
import { pickersOf } from "./pickers.ts";
import { alertText } from "./render.ts";
import { anonymousCard, nudgeCard } from "./sentences.ts";

export interface Asked {
  actor: Actor;
  place: Place;
  /** What the person wrote, or the card whose button was pressed. */
  message: number;
  /** Set when the person's own message is one that only we see. */
  ephemeral?: number;
  press?: {
    query: string;
    answer: HeldAnswer;
    /** The card with the button, if only this person sees it. */
    ephemeral?: number;
  };
}

/** A short 429 is waited out here, because nobody else will repeat an answer. */
const waitMostMs = 10_000;

export function createReply(deliver: Deliver, username: string): (asked: Asked) => Reply {
  return (asked) => {
    /** The private answer given last: what the next one may take the place of. */
    let last: Landed | null = null;
    return (card, options) =>
      patiently(async () => {
        if (options.instead && (last ? await overwritten(last, asked, card) : await replaced(asked, card)))
          return null;
        if (!options.private) return await openly(asked, card);
        const landed = await privately(asked, card);
        last = landed ?? last;
        return landed?.ephemeral === undefined ? landed : null;
      });
  };

  async function overwritten(last: Landed, { actor }: Asked, card: Card): Promise<boolean> {
    const to = { receiver: actor.id, id: last.ephemeral ?? 0 };
    return await orNot(() =>
      last.ephemeral === undefined ? deliver.edit(last, card) : deliver.editEphemeral(last.place, to, card),
    );
  }

  function openly({ place, message }: Asked, card: Card): Promise<Posted> {
    // In a private chat everything answers everything; and message 0 is one that not everybody sees.
    const quoting: Manner = place.workspace === null || message === 0 ? {} : { replyTo: message };
    return deliver.post(place, card, quoting);
  }

  async function privately(asked: Asked, card: Card): Promise<Landed | null> {
    const { actor, place, press } = asked;
    const short = press && alertText(card);
    if (press && short && (await press.answer.say(short))) return null;
    if (place.workspace === null) return openly(asked, card);
    if (actor.anonymous) return openly(asked, anonymousCard());

    const seen = await ephemerally(asked, card);
    if (seen) {
      await press?.answer.say(words.onlyYouSeeIt);
      return seen;
    }
    const direct: Place = { platform: "telegram", workspace: null, channel: actor.id };
    const posted = await orNull(() => deliver.post(direct, card));
    if (posted) {
      await press?.answer.say(words.sentPrivately);
      return posted;
    }
    if (await press?.answer.say(words.cannotReachYou)) return null;
    await openly(asked, nudgeCard(actor, username));
    return null;
  }

  /** Puts the card where the button was. False when that message is everybody's, or gone. */
  async function replaced({ actor, place, message, press }: Asked, card: Card): Promise<boolean> {
    if (!press || (place.workspace !== null && press.ephemeral === undefined)) return false;
    // Pickers come with a message of their own, and an edit brings none.
    if (pickersOf(card).length > 0) return false;
    const { ephemeral } = press;
    return await orNot(() =>
      ephemeral === undefined
        ? deliver.edit({ place, message: String(message) }, card)
        : deliver.editEphemeral(place, { receiver: actor.id, id: ephemeral }, card),
    );
  }

  /** Possible within 15 s of a press, or any time where we are an administrator; and only in groups. */
  function ephemerally({ actor, place, press, ephemeral }: Asked, card: Card): Promise<Landed | null> {
    const only: NonNullable<Manner["only"]> = {
      receiver_user_id: Number(actor.id),
      ...(press && { callback_query_id: press.query }),
      ...(ephemeral !== undefined && { inReplyTo: ephemeral }),
    };
    return orNull(() => deliver.post(place, card, { only }));
  }
}

/** Null when this way is closed. A busy Telegram is not a closed way. */
async function orNull<T>(send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof PlatformError && error.kind !== "busy") return null;
    throw error;
  }
}

/** False when what was to be changed is gone. */
async function orNot(change: () => Promise<void>): Promise<boolean> {
  return (await orNull(async () => change().then(() => true))) ?? false;
}

async function patiently<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind !== "busy") throw error;
    if (error.retryAfterMs === null || error.retryAfterMs > waitMostMs) throw error;
    await sleep(error.retryAfterMs);
    return send();
  }
}
