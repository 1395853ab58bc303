/** Presses of buttons: what they carry is chosen by whoever pressed, so it only names what to look up. */
import { inLanguage, telegram as words } from "../../words/index.ts";
import { own } from "./own.ts";
import type { Actor, Form, Inbox, Place, Posted } from "../platform.ts";
import { PlatformError } from "../platform.ts";
import type { HeldAnswer } from "./held-answer.ts";
import type { Prompts } from "./prompts.ts";
import type { createReply } from "./reply.ts";
import { chosenBy } from "./selects.ts";
import type { CallbackQuery } from "./shapes.ts";
import { personOf, placeOf } from "./where.ts";

export function createPresses(options: {
  inbox: Inbox;
  prompts: Prompts;
  answerOf: (query: string) => HeldAnswer;
  replyTo: ReturnType<typeof createReply>;
}): (query: CallbackQuery) => Promise<void> {
  const { inbox, prompts, answerOf, replyTo } = options;

  return (query) => inLanguage(query.from.language_code ?? null, () => pressed(query));

  async function pressed({ id, from, message, data }: CallbackQuery): Promise<void> {
    const answer = answerOf(id);
    // Inline-mode messages and games, which we never send.
    if (!message || data === undefined) return answer.release();
    const actor = personOf(from);
    const place = placeOf(message);
    const on: Posted = { place, message: String(message.message_id) };
    const form = own(inbox.forms, data.split(":", 1)[0] ?? "");
    if (form) return ask(form, data, on, actor, answer, message.chat.type === "channel");
    const ephemeral = message.ephemeral_message_id;
    const press = { query: id, answer, ...(ephemeral !== undefined && { ephemeral }) };
    const reply = replyTo({ actor, place, message: message.message_id, press });
    const chosen = chosenBy(data, message.reply_markup?.inline_keyboard ?? []) ?? { press: data };
    await inbox.press({ id: `press:${id}`, comesAgain: true, actor, place, reply, on, ...chosen });
    await answer.release();
  }

  async function ask(
    form: Form,
    press: string,
    on: Posted,
    actor: Actor,
    answer: HeldAnswer,
    channel: boolean,
  ): Promise<void> {
    // Nobody can reply in a channel.
    const direct: Place = { platform: "telegram", workspace: null, channel: actor.id };
    try {
      const asked = await prompts.ask(form, press, on, actor, channel ? direct : on.place);
      if (asked) await answer.release();
      else await answer.say(words.askedAlready);
    } catch (error) {
      if (!(error instanceof PlatformError) || error.kind === "busy") throw error;
      await answer.say(words.cannotAsk);
    }
  }
}
