/** Turns of phrase that many rules share. */
import type { Basis } from "./agents.ts";
import { say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";

const day = 24 * 60 * 60 * 1000;

const more: Record<Basis, Phrase> = {
  manifest: say("more than its manifest declares"),
  purpose: say("more than its declared purpose needs"),
  unknown: say("more than the guide's core set, and nobody has declared its purpose"),
};

/** How what it has compares with what it needs, to be read after "that is ". */
export function beyond({ basis }: { basis: Basis }): Phrase {
  return more[basis];
}

export function ago(ms: number): Phrase {
  const days = Math.floor(ms / day);
  if (days < 1) return say("today");
  return days === 1 ? say("yesterday") : say("{days} days ago", { days });
}
