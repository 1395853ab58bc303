/**
 * A request's life as a pure, total state machine: `step(state, event)` gives the next state and what to record, or says
 * why not. Final states accept no event that could change the decision; the grant of an approved one is consumed once or lapses.
 */
import type { Policy } from "./policy.ts";
import { tally } from "./tally.ts";

export type RequestStatus = "pending" | "approved" | "denied" | "expired" | "cancelled" | "invalidated";

export interface Ballot {
  /** One human, however many accounts: votes are counted by this. */
  person: string;
  platform: "discord" | "telegram";
  userId: string;
  name: string;
  verdict: "approve" | "deny";
  reason: string | null;
  at: number;
  matched: string[];
  counts: boolean;
  /** A click on this request's card, or one on an equal request that the person let be remembered. */
  factor: "click" | "remembered";
  /** Whether the person lets this approval answer equal requests for a while. */
  remember: boolean;
}

export interface RequestState {
  status: RequestStatus;
  /** Goes up with every accepted event. */
  version: number;
  policy: Policy;
  /** The human whose wish it was (`telegram:5550001`), when the agent said so. */
  requestedBy: string | null;
  createdAt: number;
  decideBy: number;
  useWithinMs: number;
  escalated: number;
  votes: Ballot[];
  decidedAt: number | null;
  /** Why it ended, unless approved. */
  ending: { by: { platform: string; userId: string; name: string } | null; reason: string | null } | null;
  grant: {
    id: string;
    state: "unclaimed" | "consumed" | "lapsed";
    useBy: number;
    consumedAt: number | null;
  } | null;
}

export interface Voter {
  person: string;
  /** Every account of that human (`discord:2041`), the pressing one among them. */
  accounts: string[];
  platform: "discord" | "telegram";
  userId: string;
  name: string;
  bot: boolean;
  anonymous: boolean;
  matched: string[];
}

export type RequestEvent =
  | {
      type: "vote";
      at: number;
      voter: Voter;
      verdict: "approve" | "deny";
      reason: string | null;
      remember: boolean;
      /** Becomes the grant's id if this vote decides. */
      grantId: string;
      /** People who approved before and whose standing was looked up again for this press; of these, who has lost it. */
      checked: string[];
      lost: string[];
    }
  | {
      type: "recall";
      at: number;
      /** The approvals of an equal request, of people who still may approve; and all accounts of these people. */
      ballots: Ballot[];
      accounts: string[];
      grantId: string;
    }
  | { type: "expire"; at: number }
  /** `early`: a place that was asked can't be reached, so nobody waits for the step's time. */
  | { type: "escalate"; at: number; early?: boolean }
  | { type: "cancel"; at: number; reason: string | null }
  | { type: "invalidate"; at: number; reason: string }
  | { type: "consume"; at: number }
  | { type: "lapse"; at: number }
  /** The approval is taken back before it was used. */
  | { type: "revoke"; at: number; reason: string };

/** What to write into the ledger about an accepted event. */
export interface Fact {
  kind: string;
  body: Record<string, unknown>;
}

export type WhyNot =
  | { code: "already_final"; status: RequestStatus }
  | { code: "too_late" }
  | { code: "anonymous" }
  | { code: "bot" }
  | { code: "requester" }
  | { code: "excluded" }
  | { code: "not_approver" }
  | { code: "already_voted"; verdict: "approve" | "deny" }
  | { code: "reason_required"; verdict: "approve" | "deny" }
  /** It would decide, but nobody has looked whether these earlier approvals still stand: look, and press on. */
  | { code: "unchecked"; people: string[] }
  | { code: "not_due" }
  | { code: "not_approved"; status: RequestStatus }
  | { code: "grant_consumed" }
  | { code: "grant_expired" };

export type Step = { ok: true; state: RequestState; facts: Fact[] } | { ok: false; why: WhyNot };

export function step(state: RequestState, event: RequestEvent): Step {
  switch (event.type) {
    case "consume":
    case "lapse":
    case "revoke":
      return useGrant(state, event);
    case "vote":
      return vote(state, event);
    case "recall":
      return recall(state, event);
    case "expire":
      if (state.status !== "pending") return no({ code: "already_final", status: state.status });
      if (event.at < state.decideBy) return no({ code: "not_due" });
      return end(state, "expired", event.at, { by: null, reason: null });
    case "escalate":
      return escalate(state, event);
    case "cancel":
      if (state.status !== "pending") return no({ code: "already_final", status: state.status });
      return end(state, "cancelled", event.at, { by: null, reason: event.reason });
    case "invalidate":
      if (state.status !== "pending") return no({ code: "already_final", status: state.status });
      return end(state, "invalidated", event.at, { by: null, reason: event.reason });
  }
}

function vote(state: RequestState, event: RequestEvent & { type: "vote" }): Step {
  const { voter, verdict, at } = event;
  const why = whyNotVote(state, event);
  if (why) return no(why);

  const ballot: Ballot = {
    person: voter.person,
    platform: voter.platform,
    userId: voter.userId,
    name: voter.name,
    verdict,
    reason: event.reason,
    at,
    matched: voter.matched,
    counts: true,
    factor: "click",
    remember: event.remember && verdict === "approve" && state.policy.remember !== null,
  };
  const before = state.votes.map((earlier) =>
    earlier.verdict === "approve" && event.lost.includes(earlier.person)
      ? { ...earlier, counts: false }
      : earlier,
  );
  const facts: Fact[] = before
    .filter((earlier, index) => earlier.counts !== state.votes[index]?.counts)
    .map((earlier) => ({ kind: "vote.lost", body: { person: earlier.person } }));
  facts.push({
    kind: "vote.cast",
    body: {
      person: voter.person,
      platform: voter.platform,
      userId: voter.userId,
      verdict,
      reason: event.reason,
      as: voter.matched,
      ...(ballot.remember ? { remember: true } : {}),
    },
  });
  const next: RequestState = { ...state, version: state.version + 1, votes: [...before, ballot] };
  const count = tally(state.policy, next.votes);
  if (count.denied) {
    const by = { platform: voter.platform, userId: voter.userId, name: voter.name };
    return decided(next, "denied", at, { by, reason: event.reason }, facts);
  }
  if (!count.approved) return { ok: true, state: next, facts };
  const unchecked = state.votes.filter(
    (earlier) => earlier.verdict === "approve" && earlier.counts && !event.checked.includes(earlier.person),
  );
  if (unchecked.length > 0)
    return no({ code: "unchecked", people: unchecked.map((earlier) => earlier.person) });
  const grant = {
    id: event.grantId,
    state: "unclaimed" as const,
    useBy: at + state.useWithinMs,
    consumedAt: null,
  };
  return decided({ ...next, grant }, "approved", at, null, facts);
}

function whyNotVote(state: RequestState, event: RequestEvent & { type: "vote" }): WhyNot | null {
  const { voter } = event;
  if (state.status !== "pending") return { code: "already_final", status: state.status };
  if (event.at >= state.decideBy) return { code: "too_late" };
  if (voter.anonymous) return { code: "anonymous" };
  if (voter.bot) return { code: "bot" };
  if (state.requestedBy !== null && voter.accounts.includes(state.requestedBy)) return { code: "requester" };
  if (voter.accounts.some((account) => state.policy.excluded.includes(account))) return { code: "excluded" };
  if (voter.matched.length === 0) return { code: "not_approver" };
  // Also by account: two people linked after one of them voted are still one.
  const earlier = state.votes.find(
    (ballot) =>
      ballot.person === voter.person || voter.accounts.includes(`${ballot.platform}:${ballot.userId}`),
  );
  if (earlier) return { code: "already_voted", verdict: earlier.verdict };
  const { requireReason } = state.policy;
  const needsReason = requireReason === "always" || (requireReason === "deny" && event.verdict === "deny");
  if (needsReason && !event.reason?.trim()) return { code: "reason_required", verdict: event.verdict };
  return null;
}

/** A fresh request that people have approved before, word for word, and said that it may be repeated. */
function recall(state: RequestState, event: RequestEvent & { type: "recall" }): Step {
  if (state.status !== "pending") return no({ code: "already_final", status: state.status });
  if (event.at >= state.decideBy) return no({ code: "too_late" });
  if (state.policy.remember === null || state.votes.length > 0)
    return no({ code: "not_approved", status: state.status });
  // Nobody's earlier approval counts for a wish of their own.
  if (state.requestedBy !== null && event.accounts.includes(state.requestedBy))
    return no({ code: "requester" });
  const votes = event.ballots.map((ballot): Ballot => ({ ...ballot, factor: "remembered", remember: false }));
  if (votes.some((ballot) => ballot.verdict !== "approve" || ballot.matched.length === 0))
    return no({ code: "not_approver" });
  if (!tally(state.policy, votes).approved) return no({ code: "not_approved", status: state.status });
  const grant = {
    id: event.grantId,
    state: "unclaimed" as const,
    useBy: event.at + state.useWithinMs,
    consumedAt: null,
  };
  const facts = votes.map((ballot) => ({
    kind: "vote.recalled",
    body: { person: ballot.person, platform: ballot.platform, userId: ballot.userId, at: ballot.at },
  }));
  return decided({ ...state, version: state.version + 1, votes, grant }, "approved", event.at, null, facts);
}

/** Whether everybody who approved let it be remembered: for how long, and for how many equal requests. Null when not. */
export function toRemember(state: RequestState): { forMs: number; uses: number } | null {
  const approvals = state.votes.filter((ballot) => ballot.verdict === "approve" && ballot.counts);
  const all = approvals.length > 0 && approvals.every((ballot) => ballot.remember);
  return state.status === "approved" && all ? state.policy.remember : null;
}

function escalate(state: RequestState, { at, early }: RequestEvent & { type: "escalate" }): Step {
  if (state.status !== "pending") return no({ code: "already_final", status: state.status });
  const rung = state.policy.escalate[state.escalated];
  if (!rung || (!early && at < state.createdAt + rung.afterMs)) return no({ code: "not_due" });
  if (at >= state.decideBy) return no({ code: "too_late" });
  return {
    ok: true,
    state: { ...state, version: state.version + 1, escalated: state.escalated + 1 },
    facts: [
      {
        kind: "request.escalated",
        body: { step: state.escalated + 1, to: rung.to, ...(early ? { early } : {}) },
      },
    ],
  };
}

function useGrant(state: RequestState, event: RequestEvent & { type: "consume" | "lapse" | "revoke" }): Step {
  const { grant } = state;
  if (!grant) return no({ code: "not_approved", status: state.status });
  if (grant.state === "consumed") return no({ code: "grant_consumed" });
  const over = event.at >= grant.useBy;
  if (event.type === "lapse") {
    if (grant.state === "lapsed" || !over)
      return no({ code: grant.state === "lapsed" ? "grant_expired" : "not_due" });
    return granted(state, { ...grant, state: "lapsed" }, "grant.lapsed");
  }
  if (grant.state === "lapsed" || over) return no({ code: "grant_expired" });
  if (event.type === "revoke")
    return granted(state, { ...grant, state: "lapsed" }, "grant.revoked", { reason: event.reason });
  return granted(state, { ...grant, state: "consumed", consumedAt: event.at }, "grant.consumed");
}

function granted(
  state: RequestState,
  grant: NonNullable<RequestState["grant"]>,
  kind: string,
  more: Fact["body"] = {},
): Step {
  return {
    ok: true,
    state: { ...state, version: state.version + 1, grant },
    facts: [{ kind, body: { grant: grant.id, ...more } }],
  };
}

function end(state: RequestState, status: RequestStatus, at: number, ending: RequestState["ending"]): Step {
  return decided({ ...state, version: state.version + 1 }, status, at, ending, []);
}

function decided(
  state: RequestState,
  status: RequestStatus,
  at: number,
  ending: RequestState["ending"],
  facts: Fact[],
): Step {
  const body: Record<string, unknown> = { status };
  if (ending) body["reason"] = ending.reason;
  if (state.grant) body["grant"] = state.grant.id;
  return {
    ok: true,
    state: { ...state, status, decidedAt: at, ending },
    facts: [...facts, { kind: `request.${status}`, body }],
  };
}

function no(why: WhyNot): Step {
  return { ok: false, why };
}
