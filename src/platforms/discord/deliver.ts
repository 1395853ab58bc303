/** Posting cards and editing every copy, with the bot's own token: no time limit as with interaction tokens. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Card, type Place, PlatformError, type Posted, type Shelf } from "../platform.ts";
import { discordCode, platformError } from "./errors.ts";
import { type Rendered, render } from "./render.ts";
import type { Discord } from "./rest.ts";
import { type Written, type WrittenOut, writeOut } from "./written-out.ts";

const placesShape = z.record(z.string(), z.enum(["above", "around"]));
const withId = z.looseObject({ id: z.string() });

export interface Deliver {
  /**
   * Posts a card once: Discord answers a repeated nonce with the message that is there, for some minutes.
   * A place without a workspace may name a person instead of a channel: their direct messages are opened.
   */
  post(place: Place, card: Card, key: string): Promise<Posted>;
  /** Replaces the message whole: text, buttons and files. */
  edit(posted: Posted, card: Card): Promise<void>;
}

const UNKNOWN_CHANNEL = 10003;
const MISSING_PERMISSIONS = 50013;
/** How long a channel is taken to be one where files are not welcome. */
const REMEMBER_MS = 10 * 60_000;

export function createDeliver(discord: Discord, shelf: Shelf, now: () => number): Deliver {
  const withoutFiles = new Map<string, number>();

  /** Runs the first way; where files are not allowed, the second. */
  const either = async <T>(
    channel: string,
    rendered: Rendered,
    attached: () => Promise<T>,
    written: () => Promise<T>,
  ): Promise<T> => {
    if (rendered.files.length === 0) return attached();
    if ((withoutFiles.get(channel) ?? 0) > now()) return written();
    try {
      return await attached();
    } catch (error) {
      if (discordCode(error) !== MISSING_PERMISSIONS) throw error;
      const result = await written();
      withoutFiles.set(channel, now() + REMEMBER_MS);
      return result;
    }
  };

  const send = async (channel: string, body: Rendered["body"], files: Rendered["files"], key: string) => {
    const sent = { ...body, nonce: nonce(key), enforce_nonce: true };
    return withId.parse(await discord.call("createMessage", { channel_id: channel }, { body: sent, files }))
      .id;
  };

  const postIn = (channel: string, card: Card, key: string): Promise<string> => {
    const rendered = render(card);
    const attached = () => send(channel, rendered.body, rendered.files, key);
    const written = async () => {
      const out = writeOut(card);
      const pages = out.texts.flatMap((text) => text.pages);
      for (const [n, page] of pages.entries()) await send(channel, page, [], `${key}/page/${n}`);
      const message = await send(channel, out.card("above"), [], `${key}/card`);
      await shelf.put(writtenKey(message), placed(out.texts, "above"));
      return message;
    };
    return either(channel, rendered, attached, written);
  };

  /**
   * Nobody may decide on what they can't read: where a card with buttons needs words that its messages don't hold yet, they
   * follow now. A card without buttons doesn't post anything more.
   */
  const addMissing = async (
    channel: string,
    message: string,
    card: Card,
    texts: WrittenOut["texts"],
  ): Promise<Written> => {
    const stored = placesShape.safeParse(await shelf.get(writtenKey(message)));
    const places = stored.success ? stored.data : {};
    const missing = texts.filter(({ digest }) => !(digest in places));
    if (missing.length > 0) {
      if (!card.buttons.flat().some((button) => "press" in button)) return "left out";
      for (const { digest, pages } of missing)
        for (const [n, page] of pages.entries()) await send(channel, page, [], `${message}/${digest}/${n}`);
      Object.assign(places, placed(missing, "around"));
      await shelf.put(writtenKey(message), places);
    }
    return texts.some(({ digest }) => places[digest] === "around") ? "around" : "above";
  };

  return {
    async post(place, card, key) {
      try {
        return { place, message: await postIn(place.thread ?? place.channel, card, key) };
      } catch (error) {
        if (place.workspace !== null || discordCode(error) !== UNKNOWN_CHANNEL)
          throw platformError(error, "post the card");
      }
      try {
        const opened = await discord.call("openDirectMessage", {}, { body: { recipient_id: place.channel } });
        const channel = withId.parse(opened).id;
        return { place: { ...place, channel }, message: await postIn(channel, card, key) };
      } catch (error) {
        throw platformError(error, "post the card in a direct message");
      }
    },
    async edit({ place, message }, card) {
      const channel = place.thread ?? place.channel;
      const replace = (body: Rendered["body"], files: Rendered["files"]) =>
        discord.call("editMessage", { channel_id: channel, message_id: message }, { body, files });
      const rendered = render(card);
      const attached = () => replace(rendered.body, rendered.files);
      const written = async () => {
        const out = writeOut(card);
        return replace(out.card(await addMissing(channel, message, card, out.texts)), []);
      };
      try {
        await either(channel, rendered, attached, written);
      } catch (error) {
        throw platformError(error, "change the card");
      }
    },
  };
}

function placed(texts: WrittenOut["texts"], where: "above" | "around") {
  return Object.fromEntries(texts.map(({ digest }) => [digest, where]));
}

function writtenKey(message: string): string {
  return `written:${message}`;
}

/** At most 25 characters; a longer key becomes its digest. */
function nonce(key: string): string {
  return key.length <= 25 ? key : createHash("sha256").update(key).digest("base64url").slice(0, 25);
}

/** Whether a card could not be posted because we may not write there. */
export function mayNotWrite(error: unknown): boolean {
  return error instanceof PlatformError && (error.kind === "unreachable" || error.kind === "gone");
}
