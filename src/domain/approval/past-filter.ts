/** Which of the ended requests somebody wants to see, small enough for a button. */
import type { RequestStatus } from "./request.ts";

export const endings = ["all", "approved", "denied", "undecided"] as const;
export type Ending = (typeof endings)[number];

export interface PastFilter {
  ended: Ending;
  /** How the agent was named, by id or by account; null: all of them. */
  agent: string | null;
}

/** The states that count as ended so; null: every one. */
export function statesOf(ended: Ending): Exclude<RequestStatus, "pending">[] | null {
  if (ended === "all") return null;
  return ended === "undecided" ? ["expired", "cancelled", "invalidated"] : [ended];
}

/** Parts of a press id. */
export function writePast({ ended, agent }: PastFilter): string[] {
  return [String(endings.indexOf(ended)), agent ?? "-"];
}

/** Whatever is not understood is left out: press ids can be made up. */
export function readPast([ended = "", agent = "-"]: string[]): PastFilter {
  return { ended: endings[Number(ended)] ?? "all", agent: agent === "-" || agent === "" ? null : agent };
}
