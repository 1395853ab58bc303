/** One step of the tour, and what a step can do: act as somebody, wait for what they see, say what happened. */
import type { RenderedMessage } from "../discord/people/render.ts";
import type { Sandbox } from "../run.ts";
import type { SeenMessage } from "../telegram/control/see.ts";
import type { PersonName } from "../world/people.ts";

export interface Tour {
  sandbox: Sandbox;
  /** A line for the reader. */
  say(text: string): void;
  /** Shows a Discord channel's message as this person sees it. */
  onDiscord(who: PersonName, where: string, message: RenderedMessage): void;
  /** Shows a Telegram message as this person sees it. */
  onTelegram(who: PersonName, where: string, message: SeenMessage): void;
  /** Waits until `look` finds something; throws `DidNotHappen` after `seconds` (10). */
  until<T>(what: string, look: () => T | undefined | null | false, seconds?: number): Promise<T>;
  /** What earlier steps leave for later ones. */
  memory: Map<string, string>;
}

export interface Step {
  title: string;
  run(tour: Tour): Promise<void>;
}

export class DidNotHappen extends Error {
  constructor(what: string) {
    super(`This should have happened and did not: ${what}`);
    this.name = "DidNotHappen";
  }
}

/** Something that has to be true now. */
export function must(fact: boolean, what: string): asserts fact {
  if (!fact) throw new DidNotHappen(what);
}
