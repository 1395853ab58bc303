/** Which findings somebody wants to see, small enough for a button. */
import { rank, severities, type Severity } from "./severity.ts";
import type { Tracked } from "./lifecycle.ts";

export const shows = ["open", "accepted", "closed"] as const;
export type Show = (typeof shows)[number];

export interface FindingFilter {
  show: Show;
  /** This and worse; null: all. */
  severity: Severity | null;
  /** Id of the bot; null: all of them. */
  agent: string | null;
}

export function fits(
  { show, severity, agent }: FindingFilter,
  one: Pick<Tracked, "status" | "severity" | "subject">,
): boolean {
  const kind = one.status === "open" || one.status === "accepted" ? one.status : "closed";
  return (
    kind === show &&
    (severity === null || rank(one.severity) >= rank(severity)) &&
    (agent === null || (one.subject.kind === "agent" && one.subject.id === agent))
  );
}

/** Parts of a press id. */
export function writeFilter({ show, severity, agent }: FindingFilter): string[] {
  return [show.charAt(0), severity?.charAt(0) ?? "a", agent ?? "-"];
}

/** Whatever is not understood is left out: press ids can be made up. */
export function readFilter([show = "", severity = "", agent = ""]: string[]): FindingFilter {
  return {
    show: shows.find((one) => one.charAt(0) === show) ?? "open",
    severity: severities.find((one) => one.charAt(0) === severity) ?? null,
    agent: /^\d{1,20}$/.test(agent) ? agent : null,
  };
}
