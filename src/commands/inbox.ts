import { noticeCard } from "../cards/notice.ts";
import {
  type CommandEvent,
  type Inbox,
  NotNow,
  PlatformError,
  type PressEvent,
  type Reply,
} from "../platforms/platform.ts";
import { askAgainPrivately } from "../use-cases/ask-again-privately.ts";
import { createCompletion } from "../use-cases/complete-agents.ts";
import type { Context } from "../use-cases/context.ts";
import { forActor } from "../use-cases/in-place.ts";
import { isUnavailable } from "../use-cases/is-unavailable.ts";
import { noteAction } from "../use-cases/note-action.ts";
import { noteChange } from "../use-cases/note-change.ts";
import { noteHeard } from "../use-cases/note-heard.ts";
import { commandWords as words } from "../words/index.ts";
import { commands } from "./index.ts";
import { presses } from "./presses/index.ts";
import { Undone } from "./presses/press.ts";

/** Where both platforms deliver what people do. A person always gets an answer; a failure never looks like a success. */
export function createInbox(ctx: Context): Inbox {
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const byVerb = new Map(presses.map((press) => [press.verb, press]));
  const complete = createCompletion(ctx);

  const pressed = async (event: PressEvent) => {
    const [verb = "", ...subject] = event.press.split(":");
    const press = byVerb.get(verb);
    const reply = surely(ctx, event.reply);
    if (press)
      await answered(ctx, event, `press ${verb}`, () => press.run(ctx, { ...event, reply }, subject));
    else await reply(noticeCard(words.unknownPress), { private: true });
  };

  const typed = async (event: CommandEvent) => {
    const command = byName.get(event.name);
    const reply = surely(ctx, event.reply);
    if (command)
      await answered(ctx, event, `command ${event.name}`, () => command.run(ctx, { ...event, reply }));
    else await reply(noticeCard(words.unknownCommand(event.name)), { private: true });
    if (event.place.workspace === null) await askAgainPrivately(ctx, event.actor);
  };

  return {
    commands: commands.map((command) => command.spec),
    forms: Object.fromEntries(presses.flatMap(({ verb, form }) => (form ? [[verb, form]] : []))),
    command: (event) => forActor(ctx, event, () => typed(event)),
    press: (event) => forActor(ctx, event, () => pressed(event)),
    form: (event) => forActor(ctx, event, () => pressed(event)),
    complete: (event) => complete(event),
    change: (event) => orLater(noteChange(ctx, event)),
    action: (event) => orLater(noteAction(ctx, event)),
    hear: (event) => orLater(noteHeard(ctx, event)),
  };
}

/**
 * Runs a handler; if it fails, the person is told that nothing was done, and the operator reads why. An event that comes again
 * is left for later while the database is away, and when those words can't reach the person.
 */
async function answered(
  ctx: Context,
  event: CommandEvent | PressEvent,
  what: string,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (failure) {
    if (event.comesAgain && isUnavailable(failure))
      throw new NotNow("The database is away.", { cause: failure });
    if (!(failure instanceof Undone))
      ctx.log.error({ err: failure, what }, "could not do what a person asked");
    const card = failure instanceof Undone ? failure.card : noticeCard(words.failed, { tone: "warning" });
    try {
      await insistent(event.reply)(card, { private: true });
    } catch (cause) {
      if (event.comesAgain) throw cause;
      ctx.log.warn({ err: cause, title: card.title }, "an answer did not reach the person who asked");
    }
  }
}

async function orLater(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (failure) {
    throw isUnavailable(failure) ? new NotNow("The database is away.", { cause: failure }) : failure;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const AGAIN_MS = [400, 1_600, 5_000];

/** Tries for some seconds while the platform is busy. */
function insistent(reply: Reply): Reply {
  return async (card, options) => {
    for (const pause of AGAIN_MS) {
      try {
        return await reply(card, options);
      } catch (cause) {
        if (!(cause instanceof PlatformError && cause.kind === "busy")) throw cause;
        await sleep(Math.max(pause, Math.min(cause.retryAfterMs ?? 0, 10_000)));
      }
    }
    return await reply(card, options);
  };
}

/**
 * A reply that can't fail the handler: what a press decided stands, whether or not the answer reaches the person,
 * and must not be followed by "nothing was changed".
 */
function surely(ctx: Context, reply: Reply): Reply {
  return async (card, options) => {
    try {
      return await insistent(reply)(card, options);
    } catch (cause) {
      ctx.log.warn({ err: cause, title: card.title }, "an answer did not reach the person who asked");
      return null;
    }
  };
}
