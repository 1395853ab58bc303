/** Turns of phrase that many rules share. */
import type { Basis } from "./agents.ts";

const day = 24 * 60 * 60 * 1000;

/** How what it has compares with what it needs, to be read after "that is ". */
export function beyond({ basis }: { basis: Basis }): string {
  if (basis === "manifest") return "more than its manifest declares";
  if (basis === "purpose") return "more than its declared purpose needs";
  return "more than the guide's core set, and nobody has declared its purpose";
}

export function ago(ms: number): string {
  const days = Math.floor(ms / day);
  if (days < 1) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}
