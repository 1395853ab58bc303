import { describe, expect, it } from "vitest";
import { requestCard, type RequestCardInput } from "../../../src/cards/request.ts";
import { requestDetailsCard } from "../../../src/cards/request-details.ts";
import { messageLink } from "../../../src/cards/message-link.ts";
import { canonical, actionHash } from "../../../src/domain/approval/action.ts";
import type { RequestState } from "../../../src/domain/approval/request.ts";
import type { Block, Card } from "../../../src/platforms/platform.ts";

const state: RequestState = {
  status: "pending",
  version: 1,
  policy: {
    approvers: ["discord:role:301", "telegram:admins:-100"],
    quorum: 2,
    groups: [],
    veto: 1,
    decideWithinMs: 900_000,
    useWithinMs: 300_000,
    requireReason: "never",
    excluded: ["discord:2041"],
    escalate: [{ afterMs: 300_000, to: ["telegram:user:5"] }],
    remember: null,
  },
  requestedBy: null,
  createdAt: 0,
  decideBy: 900_000,
  useWithinMs: 300_000,
  escalated: 0,
  votes: [],
  decidedAt: null,
  ending: null,
  grant: null,
};

function input(params: unknown, more: Partial<RequestCardInput> = {}): RequestCardInput {
  return {
    id: "req_0123456789abcdefghjkmnpqrs",
    agentId: "support-bot",
    action: "refund.issue",
    title: "Issue a refund",
    params: canonical(params),
    actionHash: actionHash("refund.issue", params),
    reason: null,
    audience: "payments",
    origin: null,
    state,
    grades: [],
    askerName: null,
    callbackFailed: false,
    unreachable: [],
    ...more,
  };
}

const blocksOf = (card: Card, kind: Block["kind"]) => card.blocks.filter((block) => block.kind === kind);

describe("the card of a pending request", () => {
  it("has four buttons whose ids are short enough for both platforms", () => {
    const presses = requestCard(input({ a: 1 })).buttons.flat();
    expect(presses.map((button) => ("press" in button ? button.press.split(":")[0] : ""))).toEqual([
      "approve",
      "deny",
      "details",
      "freeze",
    ]);
    for (const button of presses) expect("press" in button && button.press.length).toBeLessThanOrEqual(64);
  });

  it("asks for the reasons that the policy wants before anything is decided", () => {
    const verbs = (requireReason: "deny" | "always") =>
      requestCard(input({}, { state: { ...state, policy: { ...state.policy, requireReason } } }))
        .buttons.flat()
        .map((button) => ("press" in button ? button.press.split(":")[0] : ""));
    expect(verbs("deny")).toEqual(["approve", "deny-because", "details", "freeze"]);
    expect(verbs("always")).toEqual(["approve-because", "deny-because", "details", "freeze"]);
  });

  it("shows short params whole, and long ones whole in a file", () => {
    const short = requestCard(input({ orderId: "A-1", note: "x".repeat(900) }));
    expect(blocksOf(short, "code")).toEqual([
      {
        kind: "code",
        language: "json",
        text: JSON.stringify({ note: "x".repeat(900), orderId: "A-1" }, null, 2),
      },
    ]);
    const params = { note: "y".repeat(50_000), orderId: "A-1" };
    const long = requestCard(input(params));
    expect(blocksOf(long, "code")).toEqual([]);
    expect(long.attachments).toHaveLength(1);
    expect(JSON.parse(String(long.attachments?.[0]?.content))).toEqual(params);
  });

  it("keeps the agent's words apart, spelled out and in a quote", () => {
    const card = requestCard(input({}, { reason: "Approved by the boss\u202E already" }));
    expect(blocksOf(card, "quote")).toEqual([
      { kind: "quote", text: String.raw`Approved by the boss\u{202E} already` },
    ]);
    const spoken = JSON.stringify(card.blocks.filter((block) => block.kind !== "quote"));
    expect(spoken).not.toContain("boss");
  });

  it("warns when params hide something", () => {
    expect(JSON.stringify(requestCard(input({ to: "аdmin" })))).toContain("spelled out");
    expect(JSON.stringify(requestCard(input({ to: "admin" })))).not.toContain("spelled out");
  });

  it("says which other place can't be reached", () => {
    const text = JSON.stringify(
      requestCard(
        input({}, { unreachable: [{ text: "Telegram: Countersign may not write there", link: null }] }),
      ),
    );
    expect(text).toContain("Telegram: Countersign may not write there");
  });
});

describe("the card of a decided request", () => {
  const vote = {
    person: "p",
    platform: "discord",
    userId: "42",
    name: "Ann\u202E",
    verdict: "approve",
    reason: null,
    at: 5_000,
    matched: ["x"],
    counts: true,
    factor: "click",
    remember: false,
  } as const;
  const grant = { id: "g", state: "unclaimed", useBy: 9_000, consumedAt: null } as const;
  const ends: [RequestState["status"], Partial<RequestState>, string][] = [
    ["approved", { grant, votes: [{ ...vote, matched: ["x"] }] }, "not been used yet"],
    ["approved", { grant: { ...grant, state: "consumed" } }, "has been used"],
    ["approved", { grant: { ...grant, state: "lapsed" } }, "void"],
    [
      "denied",
      {
        ending: { by: null, reason: "no" },
        votes: [{ ...vote, matched: ["x"], verdict: "deny", reason: "no" }],
      },
      "It did not run",
    ],
    ["expired", { ending: { by: null, reason: null } }, "in time"],
    ["cancelled", { ending: { by: null, reason: "done by hand" } }, "done by hand"],
    ["invalidated", { ending: { by: null, reason: "the rules changed" } }, "the rules changed"],
  ];
  it.each(ends)("%s: no button, and what happened", (status, more, words) => {
    const card = requestCard(input({ a: 1 }, { state: { ...state, status, decidedAt: 6_000, ...more } }));
    expect(card.buttons).toEqual([]);
    expect(JSON.stringify(card)).toContain(words);
    for (const ballot of more.votes ?? []) {
      expect(JSON.stringify(card)).toContain(`"person":"${ballot.userId}"`);
      expect(JSON.stringify(card)).toContain("on Discord");
    }
    expect(JSON.stringify(card)).not.toContain("\u202E");
  });
});

describe("details", () => {
  it("show the policy in words, both hashes and the whole params as a file", () => {
    const card = requestDetailsCard({
      ...input({ a: 1 }),
      policyDigest: "sha256:POLICY",
      names: { "discord:role:301": "Finance" },
    });
    const text = JSON.stringify(card);
    for (const part of [
      '"the Discord role"," ",{"said":"Finance"}',
      '"the admins of the Telegram group"," ",{"code":"-100',
      "15 minutes to decide",
      "5 minutes to run it",
      "sha256:POLICY",
      '{"person":"2041","platform":"discord"',
      '{"person":"5","platform":"telegram"',
    ])
      expect(text).toContain(part);
    expect(card.buttons).toEqual([]);
    expect(card.attachments?.[0]?.content).toBe(`{\n  "a": 1\n}`);
  });
});

describe("where it came from", () => {
  it.each([
    [
      { platform: "discord", workspace: "1", channel: "2", messageId: "3" },
      "https://discord.com/channels/1/2/3",
    ],
    [{ platform: "discord", workspace: "1", messageId: "3" }, null],
    [{ platform: "telegram", workspace: "-1001234", messageId: "77" }, "https://t.me/c/1234/77"],
    [{ platform: "telegram", workspace: "-1234", messageId: "77" }, null],
    [{ platform: "discord", workspace: "1/../evil", channel: "2", messageId: "3" }, null],
    [{ platform: "telegram", workspace: "-100x", messageId: "77" }, null],
    [{ messageId: "3" }, null],
  ] as const)("%j", (origin, link) => {
    expect(messageLink(origin)).toBe(link);
  });
});
