/** What people mean to do with the n-th request, and what its agent does: both sides work it out from the seed. */
import { type Random, seeded } from "./random.ts";
import { type Rule, rules } from "./world.ts";

export type Intent =
  /** Only on Telegram, exactly as many people as it needs, each pressing once: if one of those updates is lost, it shows. */
  | "patient"
  /** On both platforms, pressing again until they are told that it counted. */
  | "approve"
  | "deny"
  /** Some approve and some deny, all at once. */
  | "race"
  /** Nobody presses; the agent withdraws it, or its time runs out. */
  | "ignore";

/** What its executors try. */
export type Use =
  | "once"
  /** Two executors at the same moment. */
  | "twice"
  /** First with other params than were approved. */
  | "altered"
  | "never";

export interface RequestPlan {
  rule: Rule;
  intent: Intent;
  use: Use;
  /** The agent forgets everything while it waits, and asks again with the same key. */
  restarts: boolean;
  /** It asks twice at the same moment with the same key. */
  asksTwice: boolean;
  withdraws: boolean;
}

export function planOf(seed: number, n: number): RequestPlan {
  const random = seeded(seed, "request", n);
  const rule = random.pick(rules);
  const intent = rule.type === "note.quick" ? random.pick(["ignore", "approve"] as const) : intentOf(random);
  return {
    rule,
    intent,
    use: random.pick(["once", "once", "twice", "altered", "never"] as const),
    restarts: random.chance(0.2),
    asksTwice: random.chance(0.15),
    withdraws: intent === "ignore" && rule.type !== "note.quick",
  };
}

function intentOf(random: Random): Intent {
  const roll = random.next();
  if (roll < 0.35) return "patient";
  if (roll < 0.75) return "approve";
  if (roll < 0.87) return "deny";
  return roll < 0.95 ? "race" : "ignore";
}
