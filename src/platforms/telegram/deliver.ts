/** Sends and edits cards. */
import { createHash } from "node:crypto";
import type { SendMessageParams, TelegramEphemeralMessageParameters } from "@gramio/types";
import { z } from "zod";
import { telegram as words } from "../../words/index.ts";
import type { Attachment, Card, Log, Place, Posted, Shelf } from "../platform.ts";
import type { CallApi } from "./api.ts";
import { isFailure, isNotModified, toPlatformError } from "./errors.ts";
import type { Migrations } from "./migrations.ts";
import { type Picker, type Pickers, pickersOf } from "./pickers.ts";
import { render } from "./render.ts";
import { sent } from "./shapes.ts";

export interface Manner {
  /** The message this answers. It may be gone. */
  replyTo?: number;
  /** Only this person sees it. */
  only?: TelegramEphemeralMessageParameters & { inReplyTo?: number };
  /** Instead of the card's buttons: asks for a reply. */
  forceReply?: { placeholder: string };
}

/** `ephemeral`: the number of one that only one person sees. */
export type Landed = Posted & { ephemeral?: number };

export interface Deliver {
  /** Throws PlatformError. The receipt names the chat it landed in, which is another one after a migration. */
  post(place: Place, card: Card, manner?: Manner): Promise<Landed>;
  edit(posted: Posted, card: Card): Promise<void>;
  /** One that only this person sees. */
  editEphemeral(place: Place, message: { receiver: string; id: number }, card: Card): Promise<void>;
}

export function createDeliver(options: {
  callApi: CallApi;
  shelf: Shelf;
  migrations: Migrations;
  pickers: Pickers;
  log: Log;
}): Deliver {
  const { callApi, shelf, migrations, pickers, log } = options;

  async function post(place: Place, card: Card, manner: Manner = {}): Promise<Landed> {
    const { text, entities, keyboard, documents } = render(card);
    return inChat(place, async (where) => {
      const to = target(where, manner);
      // Documents first: a card must never name a file that is not there.
      const files: number[] = [];
      try {
        for (const document of documents) files.push(await sendFile(to, document));
        const message = await callApi(
          "sendMessage",
          {
            ...to,
            text,
            entities,
            link_preview_options: { is_disabled: true },
            ...(manner.forceReply
              ? {
                  reply_markup: {
                    force_reply: true,
                    // For whom it names. A name that could become a link is no mention: then it has to be for everybody.
                    selective: entities.some(({ type }) => type === "text_mention"),
                    input_field_placeholder: manner.forceReply.placeholder.slice(0, 64),
                  },
                }
              : keyboard.inline_keyboard.length > 0 && { reply_markup: keyboard }),
          },
          sent,
        );
        const posted = { place: where, message: String(message.message_id) };
        if (documents.length > 0) await noteFiles(posted, documents.map(fingerprint));
        if (where.workspace === null) await offer(to, where.channel, pickersOf(card));
        const ephemeral = message.ephemeral_message_id;
        return ephemeral === undefined ? posted : { ...posted, ephemeral };
      } catch (error) {
        // One that only one person sees has no number, and goes away by itself.
        for (const id of files.filter((id) => id !== 0)) await remove(where, id);
        throw error;
      }
    });
  }

  /** Pickers are a keyboard below the message field; a message has one kind of keyboard, so they come with one of their own. */
  async function offer(to: Target, chat: string, wanted: Picker[]): Promise<void> {
    if (wanted.length === 0) return;
    const { chat_id, message_thread_id } = to;
    await callApi(
      "sendMessage",
      {
        chat_id,
        ...(message_thread_id !== undefined && { message_thread_id }),
        text: words.pickBelow,
        reply_markup: await pickers.keyboard(chat, wanted),
      },
      sent,
    );
  }

  async function edit(posted: Posted, card: Card): Promise<void> {
    const { text, entities, keyboard, documents } = render(card);
    const { place } = posted;
    const target = { chat_id: Number(place.channel), message_id: Number(posted.message) };
    try {
      await sendMissing(posted, documents);
      await callApi(
        "editMessageText",
        { ...target, text, entities, link_preview_options: { is_disabled: true }, reply_markup: keyboard },
        z.unknown(),
      );
    } catch (error) {
      if (isNotModified(error)) return;
      // Message ids do not move along, so there is nothing left to edit.
      if (isFailure(error) && error.migrateTo !== null) await migrations.note(place.channel, error.migrateTo);
      throw toPlatformError(error);
    }
  }

  async function editEphemeral(
    place: Place,
    { receiver, id }: { receiver: string; id: number },
    card: Card,
  ): Promise<void> {
    const { text, entities, keyboard } = render(card);
    const message = {
      chat_id: Number(place.channel),
      receiver_user_id: Number(receiver),
      ephemeral_message_id: id,
      link_preview_options: { is_disabled: true },
    };
    try {
      await callApi(
        "editEphemeralMessageText",
        { ...message, text, entities, reply_markup: keyboard },
        z.unknown(),
      );
    } catch (error) {
      if (!isNotModified(error)) throw toPlatformError(error);
    }
  }

  /** An edit can't attach anything, so documents that the message does not have yet follow as replies to it. */
  async function sendMissing(posted: Posted, documents: Attachment[]): Promise<void> {
    if (documents.length === 0) return;
    const stored = z.array(z.string()).safeParse(await shelf.get(filesKey(posted)));
    const has = new Set(stored.success ? stored.data : []);
    for (const document of documents) {
      if (has.has(fingerprint(document))) continue;
      await sendFile(target(posted.place, { replyTo: Number(posted.message) }), document);
      has.add(fingerprint(document));
      await noteFiles(posted, [...has]);
    }
  }

  /** Not worth failing for: the worst that follows is a file posted twice. */
  async function noteFiles(posted: Posted, has: string[]): Promise<void> {
    await shelf
      .put(filesKey(posted), has)
      .catch((error: unknown) => log.warn({ err: error }, "Could not note which files a message has."));
  }

  async function sendFile(to: Target, { name, mime, content }: Attachment): Promise<number> {
    const bytes = typeof content === "string" ? content : new Uint8Array(content);
    const document = new File([bytes], name, { type: mime });
    const message = await callApi("sendDocument", { ...to, document }, sent);
    return message.message_id;
  }

  async function remove(place: Place, message: number): Promise<void> {
    await callApi(
      "deleteMessage",
      { chat_id: Number(place.channel), message_id: message },
      z.unknown(),
    ).catch((error: unknown) =>
      log.warn({ err: error }, "Could not take back a file whose card was not sent."),
    );
  }

  /** Follows a group that has become a supergroup, once. */
  async function inChat<T>(place: Place, send: (place: Place) => Promise<T>): Promise<T> {
    const here = at(place, migrations.current(place.channel));
    try {
      return await send(here);
    } catch (error) {
      if (!isFailure(error) || error.migrateTo === null) throw toPlatformError(error);
      await migrations.note(here.channel, error.migrateTo);
      return send(at(place, error.migrateTo)).catch((again: unknown) => {
        throw toPlatformError(again);
      });
    }
  }

  return { post, edit, editEphemeral };
}

type Target = Pick<
  SendMessageParams,
  "chat_id" | "message_thread_id" | "reply_parameters" | "ephemeral_message_parameters"
>;

function target({ channel, thread }: Place, { replyTo, only }: Manner): Target {
  const { inReplyTo, ...ephemeral } = only ?? { receiver_user_id: 0 };
  return {
    chat_id: Number(channel),
    ...(thread !== undefined && { message_thread_id: Number(thread) }),
    ...(only && { ephemeral_message_parameters: ephemeral }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
    ...(inReplyTo !== undefined && { reply_parameters: { ephemeral_message_id: inReplyTo } }),
  };
}

function at(place: Place, channel: string): Place {
  return { ...place, channel, workspace: place.workspace === null ? null : channel };
}

function filesKey({ place, message }: Posted): string {
  return `telegram:files:${place.channel}:${message}`;
}

function fingerprint({ name, content }: Attachment): string {
  return createHash("sha256").update(name).update("\0").update(content).digest("base64url");
}
