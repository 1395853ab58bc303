/** Posting cards and editing every copy, with the bot's own token: no time limit as with interaction tokens. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Card, type Place, PlatformError, type Posted } from "../platform.ts";
import { discordCode, platformError } from "./errors.ts";
import { render } from "./render.ts";
import type { Discord } from "./rest.ts";

const withId = z.looseObject({ id: z.string() });

/**
 * Posts a card once: Discord answers a repeated nonce with the message that is there, for some minutes.
 * A place without a workspace may name a person instead of a channel: their direct messages are opened.
 */
export async function post(discord: Discord, place: Place, card: Card, key: string): Promise<Posted> {
  const { body, files } = render(card);
  const send = (channel: string) =>
    discord.call(
      "createMessage",
      { channel_id: channel },
      { body: { ...body, nonce: nonce(key), enforce_nonce: true }, files },
    );
  try {
    const channel = place.thread ?? place.channel;
    return { place, message: withId.parse(await send(channel)).id };
  } catch (error) {
    if (place.workspace !== null || discordCode(error) !== UNKNOWN_CHANNEL)
      throw platformError(error, "post the card");
  }
  try {
    const channel = withId.parse(
      await discord.call("openDirectMessage", {}, { body: { recipient_id: place.channel } }),
    ).id;
    return { place: { ...place, channel }, message: withId.parse(await send(channel)).id };
  } catch (error) {
    throw platformError(error, "post the card in a direct message");
  }
}

const UNKNOWN_CHANNEL = 10003;

/** At most 25 characters; a longer key becomes its digest. */
function nonce(key: string): string {
  return key.length <= 25 ? key : createHash("sha256").update(key).digest("base64url").slice(0, 25);
}

/** Replaces the message whole: text, buttons and files. */
export async function edit(discord: Discord, posted: Posted, card: Card): Promise<void> {
  const { body, files } = render(card);
  const { channel, thread } = posted.place;
  try {
    await discord.call(
      "editMessage",
      { channel_id: thread ?? channel, message_id: posted.message },
      { body, files },
    );
  } catch (error) {
    throw platformError(error, "change the card");
  }
}

/** Whether a card could not be posted because we may not write there. */
export function mayNotWrite(error: unknown): boolean {
  return error instanceof PlatformError && (error.kind === "unreachable" || error.kind === "gone");
}
