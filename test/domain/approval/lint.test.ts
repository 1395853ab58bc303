import { describe, expect, it } from "vitest";
import { doubtPolicy } from "../../../src/domain/approval/policy-doubts.ts";
import { effectivePolicy } from "../../../src/domain/approval/policy.ts";
import { agentSchema, excludedAccounts, workspaceSchema } from "../../../src/domain/manifest.ts";

function agent(policy: object) {
  return agentSchema.safeParse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "bot", owner: "discord:2041" },
    identities: { telegram: { userId: "6123" } },
    actions: [{ type: "a.b", audience: "x", policy }],
  });
}

const U = (id: number) => `discord:user:${id}`;
const R = "discord:role:301";

const bad: [string, object, string, RegExp][] = [
  ["more approvals than people", { approvers: [U(1), U(2)], quorum: 3 }, "quorum", /only 2/],
  ["the owner does not count", { approvers: [U(1), U(2041)], quorum: 2 }, "quorum", /only 1/],
  ["nobody but the owner", { approvers: [U(2041)] }, "approvers", /owner/],
  ["nobody but the agent itself", { approvers: ["telegram:user:6123"] }, "approvers", /itself/],
  ["more denials than people", { approvers: [U(1)], veto: 2 }, "veto", /only 1/],
  ["somebody twice", { approvers: [R, U(1), U(1)] }, "approvers.2", /twice/],
  [
    "a group that is too small",
    { groups: [{ name: "finance", approvers: [U(1)], need: 2 }] },
    "groups.0.need",
    /only 1/,
  ],
  [
    "groups that share their only person",
    {
      groups: [
        { name: "a", approvers: [U(1)] },
        { name: "b", approvers: [U(1)] },
      ],
    },
    "groups",
    /only 1/,
  ],
  [
    "two groups of one name",
    {
      groups: [
        { name: "a", approvers: [R] },
        { name: "a", approvers: [R] },
      ],
    },
    "groups.1.name",
    /another group/,
  ],
  [
    "groups whose people are too few together",
    {
      quorum: 3,
      approvers: [U(4), U(5)],
      groups: [
        { name: "a", approvers: [U(1), U(2)] },
        { name: "b", approvers: [U(2), U(1)], need: 1 },
        { name: "c", approvers: [U(1)] },
      ],
    },
    "groups.1.approvers",
    /a has the same people.*needs 2/,
  ],
  [
    "groups that can't all be filled",
    {
      approvers: [U(4), U(5)],
      groups: [
        { name: "a", approvers: [U(1), U(2)] },
        { name: "b", approvers: [U(1)] },
        { name: "c", approvers: [U(2)] },
      ],
    },
    "groups",
    /nobody counts for two groups.*too few are left for c/,
  ],
  [
    "a step that asks nobody but the owner besides",
    { approvers: [R], escalate: [{ after: "5m", to: [R, U(2041)] }] },
    "escalate.0.to",
    /changes nothing/,
  ],
  [
    "a step after the end",
    { approvers: [R], decideWithin: "5m", escalate: [{ after: "5m", to: [U(9)] }] },
    "escalate.0.after",
    /never comes/,
  ],
  [
    "a step that asks nobody new",
    { approvers: [R, U(1)], escalate: [{ after: "5m", to: [U(1)] }] },
    "escalate.0.to",
    /changes nothing/,
  ],
  [
    "two steps at once",
    {
      approvers: [R],
      escalate: [
        { after: "5m", to: [U(1)] },
        { after: "300s", to: [U(2)] },
      ],
    },
    "escalate.1.after",
    /another step/,
  ],
  [
    "remembered without the reason that is required",
    { approvers: [R], requireReason: "always", remember: { for: "5m", uses: 2 } },
    "remember",
    /reason/,
  ],
];

const good: [string, object][] = [
  ["as many as are named", { approvers: [U(1), U(2)], quorum: 2, veto: 2 }],
  ["a role is any number of people", { approvers: [R], quorum: 5, veto: 5 }],
  ["no approvers: the workspaces' ones", { quorum: 3 }],
  [
    "a quorum that the ladder completes",
    { approvers: [U(1)], quorum: 2, escalate: [{ after: "5m", to: [U(2)] }] },
  ],
  [
    "one of each group",
    {
      groups: [
        { name: "finance", approvers: [U(1)] },
        { name: "support", approvers: [R] },
      ],
    },
  ],
];

describe("policies that can't work are refused where they are written", () => {
  it.each(bad)("%s", (_, policy, path, message) => {
    const issues = agent(policy).error?.issues.map((issue) => [issue.path.join("."), issue.message]) ?? [];
    expect(issues).toContainEqual([`actions.0.policy.${path}`, expect.stringMatching(message)]);
  });

  it.each(good)("%s is fine", (_, policy) => {
    expect(agent(policy).error?.issues ?? []).toEqual([]);
  });
});

const doubtful: [string, object, string, RegExp][] = [
  [
    "nobody to spare",
    { approvers: [U(1), U(2)], quorum: 2 },
    "quorum",
    /all 2 of the people named.*name one more/,
  ],
  [
    "the owner among the approvers",
    { approvers: [R, U(2041)] },
    "approvers",
    /discord:2041 answers for this agent/,
  ],
  [
    "a group of everybody",
    { quorum: 2, groups: [{ name: "all", approvers: [R], need: 1 }] },
    "groups.0",
    /all, so the group changes nothing/,
  ],
  [
    "remembered for a month",
    { approvers: [R], remember: { for: "30d", uses: 9 } },
    "remember.for",
    /for 30d nobody looks/,
  ],
  [
    "asked privately, but nobody is named",
    { approvers: [R], askPrivately: true },
    "askPrivately",
    /nobody is named by id/,
  ],
];
const unsuspicious: [string, object][] = [
  ["one to spare", { approvers: [U(1), U(2), U(3)], quorum: 2 }],
  ["the ladder has one to spare", { approvers: [U(1)], escalate: [{ after: "5m", to: [U(2)] }] }],
  ["a group that raises the quorum", { quorum: 1, groups: [{ name: "all", approvers: [R], need: 2 }] }],
  ["remembered for a while", { approvers: [R, U(1)], remember: { for: "30m", uses: 9 }, askPrivately: true }],
];

describe("what is allowed and probably not meant is told", () => {
  const doubtsAbout = (policy: object) => {
    const document = agent(policy).data!;
    const { policy: written } = document.actions[0]!;
    return doubtPolicy(written, excludedAccounts(document)).map(({ path, message }) => [
      path.join("."),
      message,
    ]);
  };
  it.each(doubtful)("%s", (_, policy, path, message) => {
    expect(doubtsAbout(policy)).toEqual([[path, expect.stringMatching(message)]]);
  });
  it.each(unsuspicious)("%s is fine", (_, policy) => {
    expect(doubtsAbout(policy)).toEqual([]);
  });
});

describe("the effective policy", () => {
  const workspace = workspaceSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { platform: "discord", id: "1" },
    approvers: ["discord:role:9"],
  });
  const policyOf = (policy: object) => {
    const document = agent(policy).data!;
    return effectivePolicy(document, document.actions[0]!, [workspace]);
  };
  it("falls back to the workspaces' approvers only when the action names nobody", () => {
    expect(policyOf({})?.approvers).toEqual(["discord:role:9"]);
    expect(policyOf({ approvers: [R] })?.approvers).toEqual([R]);
    expect(policyOf({ groups: [{ name: "a", approvers: [U(1)] }] })).toMatchObject({
      approvers: [U(1)],
      groups: [{ name: "a", approvers: [U(1)], need: 1 }],
    });
  });
  it("is null when nobody at all is named", () => {
    const document = agent({}).data!;
    expect(effectivePolicy(document, document.actions[0]!, [])).toBeNull();
  });
});
