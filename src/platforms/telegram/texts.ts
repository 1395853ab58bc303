/** Messages that people write to us: commands, and replies to our questions. Text never decides anything. */
import { inLanguage } from "../../words/index.ts";
import { own } from "./own.ts";
import type { Actor, CommandSpec, Inbox, Log } from "../platform.ts";
import { optionsOf, typedCommand } from "./command-words.ts";
import type { Pickers } from "./pickers.ts";
import type { Prompt, Prompts } from "./prompts.ts";
import type { createReply } from "./reply.ts";
import { expiredCard, groupsOnlyCard, missingCard, unfitCard } from "./sentences.ts";
import type { Message, OwnUser } from "./shapes.ts";
import { authorOf, placeOf } from "./where.ts";

export function createTexts(options: {
  me: OwnUser;
  inbox: Inbox;
  prompts: Prompts;
  pickers: Pickers;
  replyTo: ReturnType<typeof createReply>;
  now: () => number;
  log: Log;
}): (message: Message) => Promise<void> {
  const { me, inbox, prompts, pickers, replyTo, now, log } = options;
  const specs = new Map(inbox.commands.map((spec) => [spec.name, spec]));

  return async (message) => {
    const actor = authorOf(message);
    await inLanguage(actor?.locale ?? null, () => read(message, actor));
  };

  async function read(message: Message, actor: Actor | null): Promise<void> {
    // A bot that gets an answer may answer that; and no text of a bot means anything here.
    if (!actor || (message.from?.is_bot && !actor.anonymous)) {
      if (actor) log.debug({ bot: actor.id }, "A bot wrote to us; ignored.");
      return;
    }
    if (message.users_shared || message.chat_shared) return picked(message, actor);
    const asked = message.reply_to_message;
    if (asked?.from?.id === me.id) {
      const prompt = await prompts.find(message.chat.id, asked.message_id);
      if (prompt) return answered(message, actor, asked.message_id, prompt);
    }
    if (message.forward_origin === undefined) await command(message, actor);
  }

  /** Whose private chat it is, that person picked: nobody else writes there. */
  async function picked(message: Message, actor: Actor): Promise<void> {
    const what = message.chat.type === "private" ? await pickers.picked(message) : null;
    if (!what) return;
    const place = placeOf(message);
    const reply = replyTo({ actor, place, message: message.message_id });
    const on = { place, message: String(message.message_id) };
    await inbox.press({ id: eventId(message), comesAgain: true, actor, place, reply, on, ...what });
  }

  async function command(message: Message, actor: Actor): Promise<void> {
    const typed = typedCommand(message.text ?? "");
    if (!typed) return;
    if (typed.bot !== null && typed.bot.toLowerCase() !== me.username.toLowerCase()) return;
    const alone = message.chat.type === "private";
    // Everybody's first message to a bot; nothing else says hello.
    const name = typed.name === "start" && !specs.has("start") ? "help" : typed.name;
    const spec = specs.get(name);
    // In a group the command may be another bot's; to us alone, the inbox says that it does not know it.
    if (!spec && !alone && typed.bot === null) return;

    const place = placeOf(message);
    const ephemeral = message.ephemeral_message_id;
    const reply = replyTo({
      actor,
      place,
      message: message.message_id,
      ...(ephemeral !== undefined && { ephemeral }),
    });
    const refusal = spec && refusalOf(spec, alone, typed.rest);
    if (refusal) {
      await reply(refusal, { private: true });
      return;
    }
    const read = spec && typed.name === name ? optionsOf(spec, typed.rest) : null;
    await inbox.command({
      id: eventId(message),
      comesAgain: true,
      actor,
      place,
      reply,
      name,
      options: read?.ok ? read.options : {},
    });
  }

  async function answered(message: Message, actor: Actor, question: number, prompt: Prompt): Promise<void> {
    // Somebody else's reply, or one that a bot wrote for the person, is none.
    if (actor.id !== prompt.by || actor.anonymous || actor.bot) return;
    const place = placeOf(message);
    const reply = replyTo({ actor, place, message: message.message_id });
    const form = own(inbox.forms, prompt.press.split(":", 1)[0] ?? "");
    if (!form || prompt.expires <= now()) {
      await prompts.close(message.chat.id, question);
      await reply(expiredCard(), { private: false });
      return;
    }
    const text = (message.text ?? "").trim();
    if (text.length > form.field.max || (form.field.required && text === "")) {
      await reply(unfitCard(form, text.length), { private: false });
      return;
    }
    await inbox.form({
      id: eventId(message),
      comesAgain: true,
      actor,
      place,
      reply,
      press: prompt.press,
      on: prompt.on,
      fields: { [form.field.id]: text },
    });
    await prompts.close(message.chat.id, question);
  }
}

function refusalOf(spec: CommandSpec, alone: boolean, rest: string) {
  if (alone && !spec.inPrivate) return groupsOnlyCard(spec);
  const read = optionsOf(spec, rest);
  // Who types no agent's name is offered the agents.
  return read.ok || read.missing.kind === "agent" ? null : missingCard(spec, read.missing);
}

/** The same whichever way the update came, and after it came twice. */
function eventId({ chat, message_id: id, ephemeral_message_id: ephemeral }: Message): string {
  return `message:${chat.id}:${ephemeral === undefined ? id : `e${ephemeral}`}`;
}
