/**
 * Questions asked in chat: Telegram's stand-in for a form. A prompt is kept on the shelf by chat and message, with who was
 * asked and about what, so that a reply is understood after a restart; only a reply of exactly that person counts.
 */
import { z } from "zod";
import type { Actor, Form, Log, Place, Posted, Shelf } from "../platform.ts";
import type { CallApi } from "./api.ts";
import type { Deliver } from "./deliver.ts";
import { promptCard } from "./sentences.ts";

const prompt = z.object({
  by: z.string(),
  press: z.string(),
  on: z.object({
    place: z.object({
      platform: z.enum(["telegram", "discord"]),
      workspace: z.string().nullable(),
      channel: z.string(),
      thread: z.string().exactOptional(),
    }),
    message: z.string(),
  }),
  expires: z.number(),
});
export type Prompt = z.infer<typeof prompt>;

export interface Prompts {
  /** False when this person was asked the same a moment ago: a question is posted in public, and must not flood the chat. */
  ask(form: Form, press: string, on: Posted, actor: Actor, where: Place): Promise<boolean>;
  find(chat: string, message: number): Promise<Prompt | null>;
  /** Forgets it and takes the question out of the chat. */
  close(chat: string, message: number): Promise<void>;
}

const askAgainMs = 30_000;
const open = z.object({ message: z.string(), at: z.number() });
const list = z.array(z.object({ keys: z.array(z.string()), expires: z.number() }));
const listKey = "telegram:prompts";

export function createPrompts(options: {
  callApi: CallApi;
  deliver: Deliver;
  shelf: Shelf;
  log: Log;
  now: () => number;
  promptMs: number;
}): Prompts {
  const { callApi, deliver, shelf, log, now, promptMs } = options;
  let listing: Promise<void> = Promise.resolve();

  async function find(chat: string, message: number): Promise<Prompt | null> {
    const found = prompt.safeParse(await shelf.get(keyOf(chat, message)));
    return found.success ? found.data : null;
  }

  async function close(chat: string, message: number): Promise<void> {
    const over = await find(chat, message);
    await shelf.delete(keyOf(chat, message));
    if (over) await shelf.delete(askedKeyOf(chat, over.by, over.press));
    await callApi("deleteMessage", { chat_id: Number(chat), message_id: message }, z.unknown()).catch(
      (error: unknown) => log.debug({ err: error }, "A question could not be taken out of the chat."),
    );
  }

  /** What is long over is dropped when something new is noted: nobody replies to most questions. */
  async function note(keys: string[], expires: number): Promise<void> {
    const stored = list.safeParse(await shelf.get(listKey));
    const all = stored.success ? stored.data : [];
    const over = all.filter((entry) => entry.expires + promptMs < now());
    for (const key of over.flatMap((entry) => entry.keys)) await shelf.delete(key);
    await shelf.put(listKey, [...all.filter((entry) => !over.includes(entry)), { keys, expires }]);
  }

  return {
    async ask(form, press, on, actor, where) {
      const askedKey = askedKeyOf(where.channel, actor.id, press);
      const before = open.safeParse(await shelf.get(askedKey));
      if (before.success && now() - before.data.at < askAgainMs) return false;
      const card = promptCard(form, actor, where.workspace !== null);
      const posted = await deliver.post(where, card, {
        forceReply: { placeholder: form.field.label() },
        ...(where.channel === on.place.channel && { replyTo: Number(on.message) }),
      });
      const chat = posted.place.channel;
      const expires = now() + promptMs;
      const key = keyOf(chat, Number(posted.message));
      await shelf.put(key, { by: actor.id, press, on, expires } satisfies Prompt);
      listing = listing
        .then(() => note([key, askedKey], expires))
        .catch((error: unknown) => {
          log.warn({ err: error }, "Could not tidy up old questions.");
        });
      if (before.success) await close(chat, Number(before.data.message));
      await shelf.put(askedKey, { message: posted.message, at: now() });
      await listing;
      return true;
    },
    find,
    close,
  };
}

function askedKeyOf(chat: string, person: string, press: string): string {
  return `telegram:asked:${chat}:${person}:${press}`;
}

function keyOf(chat: string, message: number): string {
  return `telegram:prompt:${chat}:${message}`;
}
