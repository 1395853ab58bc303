/** The page's tour: eight steps. It notices what was done; whatever was done once stays done. */
import { approve, cheat, deny, refuseOutsider } from "./approve.ts";
import { auditDiscord, auditTelegram, fixDiscord } from "./audit.ts";
import { power } from "./power.ts";
import type { Play, Spot, Step } from "./step.ts";

export const steps: readonly Step[] = [
  auditDiscord,
  fixDiscord,
  auditTelegram,
  refuseOutsider,
  approve,
  cheat,
  deny,
  power,
];

export interface Guide {
  steps: { title: string; done: boolean }[];
  /** Index of the step to do; the number of steps when all are done. */
  at: number;
  why: string;
  say: string;
  spot: Spot | null;
  /** What the last finished step showed. */
  learned: string | null;
}

/** Marks what is done in `play.since`, in order: a task counts only after the ones before it. */
export function guide(play: Play): Guide {
  for (const task of steps.flatMap((step) => step.tasks)) {
    if (play.since.has(task.name)) continue;
    if (!task.met(play)) break;
    play.since.set(task.name, Date.now());
  }
  const done = (step: Step) => step.tasks.every(({ name }) => play.since.has(name));
  const found = steps.findIndex((step) => !done(step));
  const at = found < 0 ? steps.length : found;
  const step = steps[at];
  const task = step?.tasks.find(({ name }) => !play.since.has(name));
  const say = task?.say ?? "";
  return {
    steps: steps.map((each) => ({ title: each.title, done: done(each) })),
    at,
    why:
      step?.why ??
      "You have seen the whole thing. Everything goes on working: type /setup in #staff-room, press START in Countersign's own chat on Telegram, switch to Deutsch, or break something.",
    say: typeof say === "string" ? say : say(play),
    spot: task?.spot(play) ?? null,
    learned: steps[at - 1]?.learned ?? null,
  };
}
