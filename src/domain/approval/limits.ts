/** How often an agent may ask people for the same thing, and when it has asked often enough. */
import { durationMs } from "../duration.ts";
import type { AgentAction } from "../manifest.ts";
import { canonical, digest } from "./action.ts";

export interface Limits {
  /** So many wishes at once … */
  burst: number;
  /** … and then one every so many milliseconds. */
  everyMs: number;
  /** How long the agent may not ask after people kept saying no; null: that never happens. */
  pauseMs: number | null;
  /** Whether equal wishes that are undecided are one request. */
  join: boolean;
}

export function limitsOf(action: Pick<AgentAction, "limits">): Limits {
  const { burst = 10, every = "1m", pause = "15m", join = true } = action.limits ?? {};
  return {
    burst,
    everyMs: durationMs(every) ?? 60_000,
    pauseMs: pause === "never" ? null : (durationMs(pause) ?? 900_000),
    join,
  };
}

/** Everything in which two wishes must be the same to be one: also who may not vote, and who is told. */
export function samenessOf(wish: {
  agentId: string;
  actionHash: string;
  audience: string;
  requestedBy: string | null;
  callbackUrl: string | null;
  useWithinMs: number;
}): string {
  return digest("countersign/same/v1", canonical(wish));
}

export interface Decided {
  status: "approved" | "denied" | "expired";
  at: number;
}

export type Refused = { why: "denials"; count: number } | { why: "nos"; count: number };

const IN_A_ROW = 3;
const IN_AN_HOUR = 10;
export const NOS_COUNT_FOR_MS = 3_600_000;

/**
 * Whether people have said no often enough that asking on would only wear them out: the last three decisions of people were
 * denials, or ten wishes were denied or ran out, all within the last hour. `decided` in any order.
 */
export function refusedAgainAndAgain(decided: readonly Decided[], now: number): Refused | null {
  const lately = decided.filter((one) => one.at > now - NOS_COUNT_FOR_MS).sort((a, b) => b.at - a.at);
  const byPeople = lately.filter((one) => one.status !== "expired").slice(0, IN_A_ROW);
  if (byPeople.length === IN_A_ROW && byPeople.every((one) => one.status === "denied"))
    return { why: "denials", count: IN_A_ROW };
  const nos = lately.filter((one) => one.status !== "approved").length;
  return nos >= IN_AN_HOUR ? { why: "nos", count: nos } : null;
}
