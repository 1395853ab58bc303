import { findRequest } from "../db/requests.ts";
import { approval as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { viewOf, type RequestView } from "./request-view.ts";

/** The state of one of the agent's own requests. With `waitMs`, a pending one is held until something about it changed. */
export async function readRequest(
  ctx: Pick<Context, "db" | "changed">,
  agentId: string,
  requestId: string,
  options: { waitMs?: number; signal?: AbortSignal } = {},
): Promise<Outcome<RequestView>> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  // Registered before reading: a change in between wakes us too.
  const change = options.waitMs ? ctx.changed(requestId, options.waitMs, signal) : null;
  try {
    const stored = await findRequest(ctx.db, requestId);
    if (!stored || stored.row.agentId !== agentId)
      return refuse("request_unknown", words.refusal.requestUnknown);
    if (!change || stored.state.status !== "pending") return done(viewOf(stored.row, stored.state));
    await change;
    const later = await findRequest(ctx.db, requestId);
    return later
      ? done(viewOf(later.row, later.state))
      : refuse("request_unknown", words.refusal.requestUnknown);
  } finally {
    stop.abort();
  }
}
