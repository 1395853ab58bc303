/** What takes longer than people wait without a word: says how far it is, in one message, and can be cancelled. */
import { noticeCard } from "../cards/notice.ts";
import { pressId, type Actor, type Card, type Progress, type Reply } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { newId } from "../use-cases/ids.ts";
import { progress as words } from "../words/index.ts";

/** Telegram lets a bot write 20 messages a minute into a group, edits included; Discord is more generous. */
export const pace = { afterMs: 2_000, everyMs: 3_500 } as const;

export type Slow<T> =
  | { cancelled: true }
  | {
      cancelled: false;
      value: T;
      /** The first private answer takes the place of the progress, if that was shown. */
      reply: Reply;
      /** Ends the progress where the answer went somewhere else. */
      finish: () => Promise<void>;
    };

interface Running {
  by: string;
  controller: AbortController;
}

/** By service: a press comes to the process that its person's platform is connected to, which is where the work runs. */
const running = new WeakMap<Context["platforms"], Map<string, Running>>();

function runningIn(ctx: Pick<Context, "platforms">): Map<string, Running> {
  const known = running.get(ctx.platforms) ?? new Map<string, Running>();
  running.set(ctx.platforms, known);
  return known;
}

export async function slowly<T>(
  ctx: Context,
  { actor, reply }: { actor: Actor; reply: Reply },
  work: (progress: Progress) => Promise<T>,
): Promise<Slow<T>> {
  const id = newId(ctx, "run", 8);
  const controller = new AbortController();
  runningIn(ctx).set(id, { by: accountOf(actor), controller });
  let text: string = words.started;
  let said: string | null = null;
  let saying: Promise<unknown> = Promise.resolve();
  const say = () => {
    if (said === text || controller.signal.aborted) return;
    const instead = said !== null;
    said = text;
    saying = saying.then(() => reply(progressCard(id, text), { private: true, instead }));
  };
  let every: ReturnType<typeof setInterval> | undefined;
  const after = setTimeout(() => {
    say();
    every = setInterval(say, pace.everyMs);
  }, pace.afterMs);
  const quiet = async () => {
    clearTimeout(after);
    clearInterval(every);
    runningIn(ctx).delete(id);
    await saying;
  };
  const step = (done: number, total: number) => {
    text = words.bots(done, total);
  };
  const ended = new Promise<"ended">((resolve) =>
    controller.signal.addEventListener("abort", () => resolve("ended")),
  );
  try {
    // Nobody who cancels waits for a call that is on its way; what comes of that is dropped.
    const outcome = await Promise.race([work({ step, signal: controller.signal }).then(asValue), ended]);
    await quiet();
    if (outcome !== "ended") return { cancelled: false, ...outcome, ...answerAfter(reply, said !== null) };
  } catch (failure) {
    await quiet();
    if (!controller.signal.aborted) throw failure;
  }
  await reply(noticeCard(words.cancelled), { private: true, instead: said !== null });
  return { cancelled: true };
}

/** A sentence when there was nothing to cancel, or not for this person; null when it is being cancelled. */
export function cancel(ctx: Pick<Context, "platforms">, id: string, actor: Actor): string | null {
  const found = runningIn(ctx).get(id);
  if (!found) return words.over;
  if (found.by !== accountOf(actor)) return words.notYours;
  found.controller.abort();
  return null;
}

function asValue<T>(value: T): { value: T } {
  return { value };
}

function answerAfter(reply: Reply, shown: boolean): { reply: Reply; finish: () => Promise<void> } {
  let stands = shown;
  return {
    reply: (card, options) => {
      const instead = options.instead ?? (options.private && stands);
      if (options.private) stands = false;
      return reply(card, { ...options, instead });
    },
    finish: async () => {
      if (stands) await reply(noticeCard(words.done), { private: true, instead: true });
      stands = false;
    },
  };
}

function accountOf({ platform, id }: Actor): string {
  return `${platform}:${id}`;
}

function progressCard(id: string, text: string): Card {
  const buttons: Card["buttons"] = [
    [{ press: pressId("cancel", id), label: words.cancel, style: "secondary" }],
  ];
  return noticeCard({ title: words.title, text }, { buttons });
}
