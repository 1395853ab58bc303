/** What the page's visitor does as somebody, and what that person is told. */
import { z } from "zod";
import type { Outcome, RenderedModal } from "../discord/people/outcome.ts";
import { people } from "../world/people.ts";
import { speak } from "./language.ts";
import { troubles } from "./trouble.ts";
import type { Stage } from "./view.ts";

const person = z.enum(["olivia", "mo", "fiona", "oskar"]);
const room = z.object({ as: person, platform: z.enum(["discord", "telegram"]), room: z.string() });
const short = z.string().max(200);

export const deed = z.discriminatedUnion("what", [
  room.extend({
    what: z.literal("type"),
    text: z.string().min(1).max(2000),
    options: z.record(z.string(), z.string()).optional(),
    replyTo: z.string().optional(),
  }),
  room.extend({ what: z.literal("press"), message: z.string(), press: z.string() }),
  room.extend({
    what: z.literal("choose"),
    message: z.string(),
    select: z.string(),
    values: z.array(z.string()),
  }),
  room.extend({
    what: z.literal("suggest"),
    command: z.string(),
    option: z.string(),
    partial: z.string().max(200),
  }),
  z.object({
    what: z.literal("pick"),
    as: person,
    room: z.string(),
    message: z.string(),
    label: short,
    values: z.array(short).max(10),
  }),
  z.object({ what: z.literal("language"), as: person, language: z.enum(["en", "de"]) }),
  z.object({ what: z.literal("form"), as: person, fields: z.record(z.string(), z.string()) }),
  z.object({ what: z.literal("authorize"), as: person, url: z.string() }),
  z.object({ what: z.literal("start"), as: person, bot: z.string(), payload: z.string().optional() }),
  z.object({ what: z.enum(["dismiss", "remove"]), as: person, room: z.string(), member: z.string() }),
  z.object({ what: z.literal("ask"), orderId: short, amount: short, reason: z.string().max(2000) }),
  z.object({ what: z.literal("run"), request: z.string(), amount: short }),
  z.object({ what: z.enum(["flood", "fake", "ledger"]) }),
  z.object({ what: z.literal("trouble"), id: z.enum(troubles) }),
]);

export type Deed = z.infer<typeof deed>;

export interface Answer {
  /** What the app says for a moment; null for nothing. */
  notice: string | null;
  /** It waits for an OK, as Telegram's alerts do. */
  alert?: boolean;
  /** A form opened. */
  form?: RenderedModal;
  choices?: { label: string; value: string }[];
}

const quiet: Answer = { notice: null };

/** Throws with the platform's words where it refuses. */
export async function act(stage: Stage, done: Deed): Promise<Answer> {
  const { desk, trouble } = stage;
  switch (done.what) {
    case "ask":
      await desk.ask(done);
      return quiet;
    case "run":
      await desk.run(done.request, done.amount);
      return quiet;
    case "flood":
    case "fake":
    case "ledger":
      await desk[done.what]();
      return quiet;
    case "trouble":
      await trouble.toggle(done.id);
      return quiet;
    case "dismiss":
    case "remove": {
      const manager = stage.sandbox.telegram.control.as(people[done.as].telegram);
      if (done.what === "dismiss") manager.demote(done.room, done.member);
      else manager.removeMember(done.room, done.member);
      return { notice: "Done. Type /audit to see what changed." };
    }
    case "pick":
      stage.sandbox.telegram.control
        .as(people[done.as].telegram)
        .pick(done.room, done.message, done.label, done.values);
      return quiet;
    case "language":
      return { notice: speak(stage, done.as, done.language) };
    case "start":
      stage.sandbox.telegram.control.as(people[done.as].telegram).startBot(done.bot, done.payload);
      return quiet;
    default:
      return "platform" in done && done.platform === "telegram"
        ? await onTelegram(stage, done)
        : await onDiscord(stage, done);
  }
}

type Talk = Extract<Deed, { what: "type" | "press" | "choose" | "suggest" | "form" | "authorize" }>;

async function onDiscord({ sandbox, pressed, audits }: Stage, done: Talk): Promise<Answer> {
  const who = sandbox.discord.control.as(people[done.as].discord);
  switch (done.what) {
    case "type":
      if (done.text.startsWith("/")) {
        const outcome = await who.type(done.room, done.text, done.options);
        if (/^\/audit\b/.test(done.text)) audits.add(outcome.interactionId);
        return told(outcome);
      }
      who.say(done.room, done.text);
      return quiet;
    case "press": {
      const outcome = await who.press(done.room, done.message, done.press);
      if (outcome.acknowledged) pressed.set(`${done.as}:${done.press}`, Date.now());
      return told(outcome);
    }
    case "choose":
      return told(await who.select(done.room, done.message, done.values, done.select));
    case "suggest": {
      const found = await who.autocomplete(done.room, done.command, done.option, done.partial);
      return {
        notice: null,
        choices: found.map(({ name, value }) => ({ label: name, value: String(value) })),
      };
    }
    case "form":
      return told(await who.submit(done.fields));
    case "authorize":
      who.authorize(done.url);
      return {
        notice: "Authorized. Discord has changed the bot's role; type /audit to see what is different.",
      };
  }
}

function told(outcome: Outcome): Answer {
  return { notice: outcome.notice, ...(outcome.modal && { form: outcome.modal }) };
}

async function onTelegram({ sandbox, pressed }: Stage, done: Talk): Promise<Answer> {
  const who = sandbox.telegram.control.as(people[done.as].telegram);
  if (done.what === "type") {
    who.type(done.room, done.text, done.replyTo === undefined ? {} : { replyTo: done.replyTo });
    return quiet;
  }
  if (done.what !== "press") return quiet;
  const { answered, text, alert } = await who.press(done.room, done.message, done.press);
  if (answered) pressed.set(`${done.as}:${done.press}`, Date.now());
  return { notice: text || (answered ? null : "The bot does not answer."), alert };
}
