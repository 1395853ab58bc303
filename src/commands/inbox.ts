import { noticeCard } from "../cards/notice.ts";
import type { CommandEvent, Inbox, PressEvent, Reply } from "../platforms/platform.ts";
import { askAgainPrivately } from "../use-cases/ask-again-privately.ts";
import { createCompletion } from "../use-cases/complete-agents.ts";
import type { Context } from "../use-cases/context.ts";
import { forActor } from "../use-cases/in-place.ts";
import { noteAction } from "../use-cases/note-action.ts";
import { noteChange } from "../use-cases/note-change.ts";
import { commandWords as words } from "../words/index.ts";
import { commands } from "./index.ts";
import { presses } from "./presses/index.ts";

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
      await answered(ctx, reply, `press ${verb}`, () => press.run(ctx, { ...event, reply }, subject));
    else await reply(noticeCard(words.unknownPress), { private: true });
  };

  const typed = async (event: CommandEvent) => {
    const command = byName.get(event.name);
    const reply = surely(ctx, event.reply);
    if (command)
      await answered(ctx, reply, `command ${event.name}`, () => command.run(ctx, { ...event, reply }));
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
    change: (event) => noteChange(ctx, event),
    action: (event) => noteAction(ctx, event),
  };
}

/** Runs a handler; if it fails, the person is told that nothing was done, and the operator reads why. */
async function answered(ctx: Context, reply: Reply, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (failure) {
    ctx.log.error({ err: failure, what }, "could not do what a person asked");
    await reply(noticeCard(words.failed, { tone: "warning" }), { private: true });
  }
}

/**
 * A reply that can't fail the handler: what a press decided stands, whether or not the answer reaches the person,
 * and must not be followed by "nothing was changed".
 */
function surely(ctx: Context, reply: Reply): Reply {
  return async (card, options) => {
    try {
      return await reply(card, options);
    } catch (cause) {
      ctx.log.warn({ err: cause, title: card.title }, "an answer did not reach the person who asked");
      return null;
    }
  };
}
