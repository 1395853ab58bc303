import type { StoredRequest } from "../db/requests.ts";
import type { RequestState, RequestStatus } from "../domain/approval/request.ts";
import { tally } from "../domain/approval/tally.ts";
import { approval as words } from "../words/index.ts";

/** What the agent that asked may see. Times are milliseconds since the epoch. */
export interface RequestView {
  id: string;
  action: string;
  state: RequestStatus;
  version: number;
  actionHash: string;
  createdAt: number;
  decideBy: number;
  decidedAt: number | null;
  quorum: { need: number; have: number };
  votes: {
    verdict: "approve" | "deny";
    platform: "discord" | "telegram";
    userId: string;
    at: number;
    reason: string | null;
  }[];
  /** People approved exactly this before and let it be repeated: nobody was asked this time. */
  remembered: boolean;
  /** Why it did not and will not run: also for expired, cancelled and invalidated requests. */
  denial: { reason: string | null; words: string } | null;
  grant: { state: "unclaimed" | "consumed" | "lapsed"; useBy: number } | null;
}

export function viewOf(row: StoredRequest["row"], state: RequestState): RequestView {
  const count = tally(state.policy, state.votes);
  return {
    id: row.id,
    action: row.action,
    state: state.status,
    version: state.version,
    actionHash: row.actionHash,
    createdAt: state.createdAt,
    decideBy: state.decideBy,
    decidedAt: state.decidedAt,
    quorum: { need: count.need, have: count.have },
    votes: state.votes.map(({ verdict, platform, userId, at, reason }) => ({
      verdict,
      platform,
      userId,
      at,
      reason,
    })),
    remembered: state.votes.some((vote) => vote.factor === "remembered"),
    denial: denialOf(state),
    grant: state.grant ? { state: state.grant.state, useBy: state.grant.useBy } : null,
  };
}

function denialOf(state: RequestState): RequestView["denial"] {
  const reason = state.ending?.reason ?? null;
  switch (state.status) {
    case "pending":
    case "approved":
      return null;
    case "denied":
      return { reason, words: words.toAgent.denied(reason) };
    case "expired":
      return { reason, words: words.toAgent.expired };
    case "cancelled":
      return { reason, words: words.toAgent.cancelled };
    case "invalidated":
      return { reason, words: words.toAgent.invalidated(reason) };
  }
}
