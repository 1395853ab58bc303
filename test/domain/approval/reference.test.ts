/** A million random steps: the state machine and a second, plainer account of the same rules never disagree. */
import { expect, it } from "vitest";
import type { Policy } from "../../../src/domain/approval/policy.ts";
import {
  type Ballot,
  type RequestEvent,
  type RequestState,
  step,
  type Voter,
} from "../../../src/domain/approval/request.ts";
import { type Random, seeded } from "../../faults/random.ts";
import { Reference, type View } from "./reference-model.ts";

const STEPS = 1_000_000;
const LONGEST = 24;
const CREATED = 1_000;

/** Few people, so that they meet again; some have two accounts, some of which were linked only later. */
const people: readonly { person: string; accounts: string[]; as: string[] }[] = [
  { person: "ann", accounts: ["discord:1", "telegram:1"], as: ["finance"] },
  { person: "bob", accounts: ["discord:2"], as: ["finance", "support"] },
  { person: "cem", accounts: ["discord:3"], as: ["support"] },
  { person: "dora", accounts: ["telegram:4"], as: ["finance"] },
  { person: "late", accounts: ["telegram:4", "discord:5"], as: ["support"] },
  { person: "eve", accounts: ["discord:6"], as: [] },
];

function rulesOf(random: Random): Policy {
  const groups = random.chance(0.3)
    ? [
        { name: "finance", approvers: ["finance"], need: random.between(1, 2) },
        { name: "support", approvers: ["support"], need: 1 },
      ]
    : [];
  return {
    approvers: ["finance", "support"],
    quorum: random.between(1, 4),
    groups,
    veto: random.between(1, 3),
    decideWithinMs: 1_000,
    useWithinMs: 500,
    requireReason: random.pick(["never", "never", "deny", "always"] as const),
    excluded: random.chance(0.3) ? ["discord:3"] : [],
    escalate: random.chance(0.5)
      ? [
          { afterMs: 300, to: ["support"] },
          { afterMs: 600, to: ["finance"] },
        ]
      : [],
    remember: random.chance(0.5) ? { forMs: 1_000, uses: 3 } : null,
  };
}

function voterOf(random: Random): Voter {
  const { person, accounts, as } = random.pick(people);
  const [platform = "discord", userId = ""] = random.pick(accounts).split(":");
  return {
    person,
    accounts,
    platform: platform as "discord" | "telegram",
    userId,
    name: person,
    bot: random.chance(0.03),
    anonymous: random.chance(0.03),
    matched: as,
  };
}

function ballotOf(random: Random, at: number): Ballot {
  const { person, platform, userId, name, matched } = voterOf(random);
  return {
    person,
    platform,
    userId,
    name,
    verdict: random.chance(0.95) ? "approve" : "deny",
    reason: null,
    at,
    matched,
    counts: true,
    factor: "click",
    remember: true,
  };
}

const names = people.map(({ person }) => person);

function eventOf(random: Random, at: number): RequestEvent {
  const roll = random.next();
  if (roll < 0.62)
    return {
      type: "vote",
      at,
      voter: voterOf(random),
      verdict: random.chance(0.75) ? "approve" : "deny",
      reason: random.pick([null, "", " ", "because"]),
      remember: random.chance(0.2),
      grantId: "grant",
      checked: random.chance(0.7) ? names : random.some(names, 3),
      lost: random.chance(0.8) ? [] : random.some(names, 2),
    };
  if (roll < 0.68)
    return {
      type: "recall",
      at,
      ballots: [
        ...new Map(
          Array.from({ length: 3 }, () => ballotOf(random, at)).map((each) => [each.person, each]),
        ).values(),
      ],
      accounts: random.pick(people).accounts,
      grantId: "grant",
    };
  if (roll < 0.72) return { type: "expire", at };
  if (roll < 0.77) return { type: "escalate", at, early: random.chance(0.3) };
  if (roll < 0.79) return { type: "cancel", at, reason: null };
  if (roll < 0.81) return { type: "invalidate", at, reason: "changed" };
  if (roll < 0.9) return { type: "consume", at };
  return roll < 0.97 ? { type: "lapse", at } : { type: "revoke", at, reason: "frozen" };
}

function viewOf(state: RequestState): View {
  return {
    status: state.status,
    version: state.version,
    decidedAt: state.decidedAt,
    asked: state.escalated,
    grant: state.grant?.state ?? null,
    useBy: state.grant?.useBy ?? null,
    votes: state.votes.map(
      ({ person, platform, userId, verdict, counts, factor }) =>
        `${person} ${platform}:${userId} ${verdict === "approve" ? "yes" : "no"}${counts ? "" : " (void)"}${factor === "remembered" ? " (again)" : ""}`,
    ),
  };
}

/** Two of the same text say the same; only a difference is worth a careful look. */
function same(one: View, other: View): boolean {
  return (
    one.status === other.status &&
    one.version === other.version &&
    one.decidedAt === other.decidedAt &&
    one.asked === other.asked &&
    one.grant === other.grant &&
    one.useBy === other.useBy &&
    one.votes.length === other.votes.length &&
    one.votes.every((vote, index) => vote === other.votes[index])
  );
}

it("the machine and the reference model take the same million steps", { timeout: 120_000 }, () => {
  const random = seeded("reference", 1);
  const answers = new Map<string, number>();
  const ends = new Map<string, number>();
  for (let taken = 0; taken < STEPS;) {
    const policy = rulesOf(random);
    const requestedBy = random.chance(0.2) ? "discord:2" : null;
    let state: RequestState = {
      status: "pending",
      version: 1,
      policy,
      requestedBy,
      createdAt: CREATED,
      decideBy: CREATED + policy.decideWithinMs,
      useWithinMs: policy.useWithinMs,
      escalated: 0,
      votes: [],
      decidedAt: null,
      ending: null,
      grant: null,
    };
    const reference = new Reference({
      rules: policy,
      requestedBy,
      createdAt: CREATED,
      decideBy: state.decideBy,
      useWithin: policy.useWithinMs,
    });
    const history: RequestEvent[] = [];
    const length = random.between(4, LONGEST);
    // Clocks mostly go forward, and now and then do not.
    let at = CREATED;
    for (let index = 0; index < length; index += 1, taken += 1) {
      at = random.chance(0.05) ? random.between(CREATED, 3_000) : at + random.between(0, 120);
      const event = eventOf(random, at);
      history.push(event);
      const result = step(state, event);
      const expected = reference.take(event);
      const got = result.ok ? null : result.why.code;
      if (result.ok) ({ state } = result);
      const answer = `${event.type}: ${got ?? "accepted"}`;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      const view = viewOf(state);
      const model = reference.view();
      if (got !== expected || !same(view, model))
        expect({ got, view, policy, history }).toEqual({ got: expected, view: model, policy, history });
    }
    ends.set(state.status, (ends.get(state.status) ?? 0) + 1);
  }
  // Chance has been everywhere: every way to end, and every answer that there is.
  expect([...ends.keys()].sort()).toEqual([
    "approved",
    "cancelled",
    "denied",
    "expired",
    "invalidated",
    "pending",
  ]);
  const refusals = new Set([...answers.keys()].map((answer) => answer.split(": ")[1] ?? ""));
  expect([...refusals].sort()).toEqual(
    [
      "accepted",
      "already_final",
      "already_voted",
      "anonymous",
      "bot",
      "excluded",
      "grant_consumed",
      "grant_expired",
      "not_approved",
      "not_approver",
      "not_due",
      "reason_required",
      "requester",
      "too_late",
      "unchecked",
    ].sort(),
  );
});
