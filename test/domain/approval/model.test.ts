/** The state machine against its laws: every order of events for small policies, and long random ones. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/domain/approval/policy.ts";
import {
  step,
  type RequestEvent,
  type RequestState,
  type Voter,
} from "../../../src/domain/approval/request.ts";

const people = ["ann", "bob", "eve", "owner", "asker", "robot"] as const;
const START = 1_000;
const DECIDE_BY = 2_000;
const USE_WITHIN = 500;

function policy(more: Partial<Policy> = {}): Policy {
  return {
    approvers: ["discord:role:1"],
    quorum: 1,
    groups: [],
    veto: 1,
    decideWithinMs: DECIDE_BY - START,
    useWithinMs: USE_WITHIN,
    requireReason: "never",
    excluded: ["discord:owner"],
    escalate: [],
    remember: null,
    ...more,
  };
}

function fresh(more: Partial<Policy> = {}): RequestState {
  return {
    status: "pending",
    version: 1,
    policy: policy(more),
    requestedBy: "discord:asker",
    createdAt: START,
    decideBy: DECIDE_BY,
    useWithinMs: USE_WITHIN,
    escalated: 0,
    votes: [],
    decidedAt: null,
    ending: null,
    grant: null,
  };
}

function voter(name: string): Voter {
  return {
    person: name,
    accounts: [`discord:${name}`],
    platform: "discord",
    userId: name,
    name,
    bot: name === "robot",
    anonymous: false,
    matched: name === "eve" ? [] : ["discord:role:1"],
  };
}

function vote(name: string, verdict: "approve" | "deny", at: number, lost: string[] = []): RequestEvent {
  return {
    type: "vote",
    at,
    voter: voter(name),
    verdict,
    reason: null,
    remember: false,
    checked: ["ann", "bob"],
    grantId: `grant-${name}-${at}`,
    lost,
  };
}

/** What must hold between any two consecutive states, whatever the event was. */
function checkStep(before: RequestState, event: RequestEvent): RequestState {
  const frozen = JSON.stringify(before);
  const result = step(before, event);
  expect(JSON.stringify(before)).toBe(frozen);
  if (!result.ok) return before;
  const { state } = result;
  expect(state.version).toBe(before.version + 1);
  expect(result.facts.length).toBeGreaterThan(0);
  expect(new Set(state.votes.map((ballot) => ballot.person)).size).toBe(state.votes.length);
  expect(state.votes.length).toBeGreaterThanOrEqual(before.votes.length);
  for (const ballot of state.votes) expect(["ann", "bob"]).toContain(ballot.person);
  const approvals = state.votes.filter((ballot) => ballot.verdict === "approve" && ballot.counts).length;
  const denials = state.votes.filter((ballot) => ballot.verdict === "deny" && ballot.counts).length;
  // Final is final: only the grant of an approved request still moves, and only once.
  if (before.status !== "pending") {
    expect({ ...state, version: 0, grant: null }).toEqual({ ...before, version: 0, grant: null });
    expect(before.grant?.state).toBe("unclaimed");
    expect(["consumed", "lapsed"]).toContain(state.grant?.state);
    expect(state.grant).toMatchObject({ id: before.grant?.id, useBy: before.grant?.useBy });
  }
  expect(state.grant !== null).toBe(state.status === "approved");
  expect(state.decidedAt !== null).toBe(state.status !== "pending");
  expect(state.ending !== null).toBe(!["pending", "approved"].includes(state.status));
  if (state.status === "approved") {
    expect(approvals).toBeGreaterThanOrEqual(state.policy.quorum);
    expect(denials).toBeLessThan(state.policy.veto);
    expect(state.decidedAt).toBeLessThan(DECIDE_BY);
  }
  if (state.status === "denied") expect(denials).toBe(state.policy.veto);
  if (state.status === "pending") {
    expect(approvals).toBeLessThan(state.policy.quorum);
    expect(denials).toBeLessThan(state.policy.veto);
  }
  if (state.status === "expired") expect(state.decidedAt).toBeGreaterThanOrEqual(DECIDE_BY);
  return state;
}

const moments = [1_500, DECIDE_BY, 2_400, 2_600];

describe("every order of events", () => {
  for (const quorum of [1, 2])
    for (const veto of [1, 2])
      it(`quorum ${quorum}, veto ${veto}: seven events deep, no law is broken`, () => {
        const at = (event: RequestEvent["type"]): RequestEvent[] =>
          moments.map((time) =>
            event === "cancel"
              ? { type: event, at: time, reason: null }
              : event === "invalidate"
                ? { type: event, at: time, reason: "changed" }
                : ({ type: event, at: time } as RequestEvent),
          );
        const events: RequestEvent[] = [
          ...people.flatMap((name) => [vote(name, "approve", 1_500), vote(name, "deny", 1_500)]),
          vote("ann", "approve", DECIDE_BY),
          vote("bob", "approve", 1_500, ["ann"]),
          ...at("expire"),
          ...at("cancel").slice(0, 1),
          ...at("invalidate").slice(0, 1),
          ...at("escalate").slice(0, 1),
          ...at("consume"),
          ...at("lapse"),
          { type: "revoke", at: 1_500, reason: "frozen" },
          { type: "revoke", at: 2_600, reason: "frozen" },
        ];
        // States repeat often: each one is expanded once, which is what makes the search exhaustive rather than long.
        const seen = new Set<string>();
        let level = [fresh({ quorum, veto })];
        const ends = new Set<string>();
        for (let depth = 0; depth < 7 && level.length > 0; depth++) {
          const next: RequestState[] = [];
          for (const state of level)
            for (const event of events) {
              const after = checkStep(state, event);
              const key = JSON.stringify(after);
              if (seen.has(key)) continue;
              seen.add(key);
              ends.add(after.grant ? `${after.status}/${after.grant.state}` : after.status);
              next.push(after);
            }
          level = next;
        }
        expect(level).toEqual([]);
        expect([...ends].sort()).toEqual([
          "approved/consumed",
          "approved/lapsed",
          "approved/unclaimed",
          "cancelled",
          "denied",
          "expired",
          "invalidated",
          "pending",
        ]);
      });

  it("long random histories keep the laws too", () => {
    const anyVote = fc.record({
      type: fc.constant("vote" as const),
      at: fc.integer({ min: START, max: 3_000 }),
      voter: fc.constantFrom(...people).map(voter),
      verdict: fc.constantFrom("approve" as const, "deny" as const),
      reason: fc.constantFrom(null, "", "because"),
      remember: fc.boolean(),
      checked: fc.subarray(["ann", "bob"]),
      grantId: fc.uuid(),
      lost: fc.subarray(["ann", "bob"]),
    });
    const others = fc.record({
      type: fc.constantFrom(
        "expire" as const,
        "escalate" as const,
        "consume" as const,
        "lapse" as const,
        "revoke" as const,
      ),
      at: fc.integer({ min: START, max: 3_000 }),
      reason: fc.constant("frozen"),
    });
    fc.assert(
      fc.property(
        fc.record({ quorum: fc.integer({ min: 1, max: 3 }), veto: fc.integer({ min: 1, max: 3 }) }),
        fc.array(fc.oneof(anyVote, others), { maxLength: 60 }),
        (rules, events) => {
          let state = fresh({ ...rules, escalate: [{ afterMs: 100, to: ["discord:user:9"] }] });
          for (const event of events) state = checkStep(state, event);
        },
      ),
      { numRuns: 3_000, seed: 2 },
    );
  });
});

describe("who may not vote, and what they are told", () => {
  const refused = (event: RequestEvent, state = fresh()) => {
    const result = step(state, event);
    return result.ok ? "accepted" : result.why.code;
  };
  it.each([
    ["an outsider", vote("eve", "approve", 1_500), "not_approver"],
    ["a bot", vote("robot", "approve", 1_500), "bot"],
    ["the agent's owner", vote("owner", "approve", 1_500), "excluded"],
    ["whoever wanted it", vote("asker", "deny", 1_500), "requester"],
    ["anybody after the deadline", vote("ann", "approve", DECIDE_BY), "too_late"],
  ])("%s", (_, event, code) => {
    expect(refused(event)).toBe(code);
  });

  it("somebody anonymous", () => {
    const event = vote("ann", "approve", 1_500) as RequestEvent & { type: "vote" };
    expect(refused({ ...event, voter: { ...event.voter, anonymous: true } })).toBe("anonymous");
  });

  it("the owner under another, linked account", () => {
    const event = vote("ann", "approve", 1_500) as RequestEvent & { type: "vote" };
    const accounts = ["telegram:77", "discord:owner"];
    expect(refused({ ...event, voter: { ...event.voter, accounts } })).toBe("excluded");
  });

  it("somebody who voted before they linked a second account", () => {
    const first = step(fresh({ quorum: 2 }), vote("ann", "approve", 1_500));
    if (!first.ok) throw new Error("refused");
    const event = vote("bob", "approve", 1_600) as RequestEvent & { type: "vote" };
    const accounts = ["discord:bob", "discord:ann"];
    expect(refused({ ...event, voter: { ...event.voter, accounts } }, first.state)).toBe("already_voted");
  });

  it.each([
    ["deny", "deny", "approve", "accepted"],
    ["deny", "deny", "deny", "reason_required"],
    ["always", "always", "approve", "reason_required"],
    ["never", "never", "deny", "accepted"],
  ] as const)("reasons required: %s", (_, requireReason, verdict, code) => {
    expect(refused(vote("ann", verdict, 1_500), fresh({ requireReason }))).toBe(code);
  });
});

describe("groups", () => {
  const groups = [
    { name: "finance", approvers: ["f"], need: 1 },
    { name: "support", approvers: ["s"], need: 1 },
  ];
  const by = (name: string, matched: string[]): RequestEvent => {
    const event = vote(name, "approve", 1_500) as RequestEvent & { type: "vote" };
    return { ...event, voter: { ...event.voter, matched } };
  };
  const after = (...events: RequestEvent[]) => {
    let state = fresh({ groups, quorum: 2 });
    for (const event of events) {
      const result = step(state, event);
      if (result.ok) state = result.state;
    }
    return state.status;
  };
  it("need one of each", () => {
    expect(after(by("ann", ["f"]), by("bob", ["f"]))).toBe("pending");
    expect(after(by("ann", ["f"]), by("bob", ["s"]))).toBe("approved");
  });
  it("somebody in both fills only one seat, whichever is left", () => {
    expect(after(by("ann", ["f", "s"]))).toBe("pending");
    expect(after(by("ann", ["f", "s"]), by("bob", ["f"]))).toBe("approved");
    expect(after(by("ann", ["f", "s"]), by("bob", ["s"]))).toBe("approved");
  });
});
