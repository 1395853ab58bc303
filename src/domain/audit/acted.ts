/**
 * Acted without approval: what a platform's log says an agent did, against the approvals it was given.
 *
 * An action is approved when the agent consumed a grant for exactly this type shortly before, and the params that people
 * approved name everything the log names as its target (`userId`, `roleId` …), and contradict nothing else that it says
 * (`guildId`, `channelId`). Only top-level params count. Each grant explains one action, ever. How long, how much or why is
 * not in every log, so it is not compared.
 */

/** What was done. A `PlatformEvent` of the port has these and more. */
export interface Act {
  type: string;
  target: Record<string, string>;
  where: Record<string, string>;
  /** Milliseconds since the epoch, by the platform's clock. */
  at: number;
}

/** A request for approval of the same agent and the same type. */
export interface Asked {
  requestId: string;
  params: Record<string, unknown>;
  status: "pending" | "approved" | "denied" | "expired" | "cancelled" | "invalidated";
  consumedAt: number | null;
  /** Its grant explains another action already. */
  spent: boolean;
}

/** Why no approval covers it: the nearest one, or none at all. */
export type Miss =
  | { why: "none" }
  | {
      why: "spent" | "too-long-ago" | "not-consumed" | "pending" | "denied" | "not-approved" | "other-target";
      requestId: string;
    };

export type Verdict = { ok: true; requestId: string } | { ok: false; miss: Miss };

/** After consuming a grant an executor acts at once, or not at all. */
export const WINDOW_MS = 10 * 60_000;
/** How far the platform's clock may be behind ours. */
export const SKEW_MS = 30_000;

export function judgeAct(act: Act, asked: Asked[]): Verdict {
  const fitting = asked.filter(({ params }) => names(params, act));
  const consumed = fitting
    .flatMap((one) => (one.consumedAt === null ? [] : [{ ...one, consumedAt: one.consumedAt }]))
    .sort((a, b) => a.consumedAt - b.consumedAt || (a.requestId < b.requestId ? -1 : 1));
  const inTime = consumed.filter(({ consumedAt }) => inWindow(act.at, consumedAt));
  const found = inTime.find(({ spent }) => !spent);
  if (found) return { ok: true, requestId: found.requestId };

  const miss = (why: Exclude<Miss["why"], "none">, one: Asked | undefined): Miss | null =>
    one ? { why, requestId: one.requestId } : null;
  const last = (status: Asked["status"]) => fitting.findLast((one) => one.status === status);
  return {
    ok: false,
    miss: miss("spent", inTime.at(-1)) ??
      miss(
        "not-consumed",
        fitting.findLast((one) => one.status === "approved" && one.consumedAt === null),
      ) ??
      miss("pending", last("pending")) ??
      miss("denied", last("denied")) ??
      miss("too-long-ago", consumed.at(-1)) ??
      miss("not-approved", fitting.at(-1)) ??
      miss(
        "other-target",
        asked.findLast((one) => one.consumedAt !== null && inWindow(act.at, one.consumedAt)),
      ) ?? {
        why: "none",
      },
  };
}

function inWindow(at: number, consumedAt: number): boolean {
  return at >= consumedAt - SKEW_MS && at <= consumedAt + WINDOW_MS;
}

function names(params: Record<string, unknown>, { target, where }: Act): boolean {
  const said = (key: string) => {
    const value = Object.hasOwn(params, key) ? params[key] : undefined;
    return typeof value === "string" || typeof value === "number" ? String(value) : value;
  };
  const all = Object.entries(target).every(([key, id]) => said(key) === id);
  return all && Object.entries(where).every(([key, id]) => said(key) === undefined || said(key) === id);
}
