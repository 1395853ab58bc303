import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Act, type Asked, judgeAct, SKEW_MS, WINDOW_MS } from "../../../src/domain/audit/acted.ts";

const noon = Date.parse("2026-11-22T12:00:00Z");
const ban: Act = {
  type: "discord.member.ban",
  target: { userId: "7" },
  where: { guildId: "6137" },
  at: noon,
};
const asked = (over: Partial<Asked> = {}): Asked => ({
  requestId: "req_1",
  params: { userId: "7" },
  status: "approved",
  consumedAt: noon - 1_000,
  spent: false,
  ...over,
});

describe("an action is approved", () => {
  it("by a grant that was consumed just before, for this target", () => {
    expect(judgeAct(ban, [asked()])).toEqual({ ok: true, requestId: "req_1" });
  });
  it("whether the id was written as text or as a number, and with more params than the log tells", () => {
    expect(judgeAct(ban, [asked({ params: { userId: 7, hours: 3 } })]).ok).toBe(true);
  });
  it("up to the end of the window, and with a platform whose clock is a little behind", () => {
    expect(judgeAct(ban, [asked({ consumedAt: noon - WINDOW_MS })]).ok).toBe(true);
    expect(judgeAct(ban, [asked({ consumedAt: noon + SKEW_MS })]).ok).toBe(true);
  });
  it("by the oldest grant that fits, so that the younger one is left for the next action", () => {
    const young = asked({ requestId: "req_2", consumedAt: noon - 10 });
    expect(judgeAct(ban, [young, asked()])).toEqual({ ok: true, requestId: "req_1" });
    expect(judgeAct(ban, [young, asked({ spent: true })])).toEqual({ ok: true, requestId: "req_2" });
  });
  it("by a grant that names the place too, if it is this place", () => {
    expect(judgeAct(ban, [asked({ params: { userId: "7", guildId: "6137" } })]).ok).toBe(true);
  });
  it("by its type alone, where the log names no target", () => {
    const prune: Act = { ...ban, type: "discord.member.prune", target: {} };
    expect(judgeAct(prune, [asked({ params: { days: 7 } })]).ok).toBe(true);
  });
});

describe("an action is not approved, and the nearest thing is named", () => {
  const miss = (...all: Asked[]) => {
    const verdict = judgeAct(ban, all);
    return verdict.ok ? "approved" : verdict.miss;
  };
  it.each([
    ["nobody asked", [], { why: "none" }],
    ["the grant was used for another action", [asked({ spent: true })], { why: "spent", requestId: "req_1" }],
    [
      "consumed too long before",
      [asked({ consumedAt: noon - WINDOW_MS - 1 })],
      { why: "too-long-ago", requestId: "req_1" },
    ],
    [
      "consumed only afterwards",
      [asked({ consumedAt: noon + SKEW_MS + 1 })],
      { why: "too-long-ago", requestId: "req_1" },
    ],
    ["never consumed", [asked({ consumedAt: null })], { why: "not-consumed", requestId: "req_1" }],
    ["still open", [asked({ consumedAt: null, status: "pending" })], { why: "pending", requestId: "req_1" }],
    ["denied", [asked({ consumedAt: null, status: "denied" })], { why: "denied", requestId: "req_1" }],
    [
      "expired",
      [asked({ consumedAt: null, status: "expired" })],
      { why: "not-approved", requestId: "req_1" },
    ],
    ["for somebody else", [asked({ params: { userId: "8" } })], { why: "other-target", requestId: "req_1" }],
    [
      "for another server",
      [asked({ params: { userId: "7", guildId: "1" } })],
      { why: "other-target", requestId: "req_1" },
    ],
    ["without a target", [asked({ params: {} })], { why: "other-target", requestId: "req_1" }],
    [
      "with the target hidden inside",
      [asked({ params: { member: { userId: "7" } } })],
      { why: "other-target", requestId: "req_1" },
    ],
    [
      "with an inherited name as target",
      [asked({ params: { userId: ["7"] } })],
      { why: "other-target", requestId: "req_1" },
    ],
  ])("%s", (_, all, expected) => {
    expect(miss(...all)).toEqual(expected);
  });
});

it("however many approvals there are, each explains at most one action, and never a wrong one", () => {
  const user = fc.constantFrom("1", "2", "3");
  const anAsked = fc.record({ user, ago: fc.integer({ min: -60_000, max: 2 * WINDOW_MS }) });
  fc.assert(
    fc.property(fc.array(anAsked, { maxLength: 8 }), fc.array(user, { maxLength: 10 }), (grants, acts) => {
      const all = grants.map(({ user: userId, ago }, index) =>
        asked({ requestId: `req_${index}`, params: { userId }, consumedAt: noon - ago }),
      );
      for (const userId of acts) {
        const verdict = judgeAct({ ...ban, target: { userId } }, all);
        const fit = all.filter(
          (one) =>
            !one.spent &&
            one.params["userId"] === userId &&
            (one.consumedAt ?? 0) >= noon - WINDOW_MS &&
            (one.consumedAt ?? 0) <= noon + SKEW_MS,
        );
        expect(verdict.ok).toBe(fit.length > 0);
        if (!verdict.ok) continue;
        const chosen = fit.find(({ requestId }) => requestId === verdict.requestId);
        expect(chosen).toBeDefined();
        if (chosen) chosen.spent = true;
      }
    }),
  );
});
