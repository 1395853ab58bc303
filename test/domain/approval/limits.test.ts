import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  limitsOf,
  refusedAgainAndAgain,
  samenessOf,
  type Decided,
} from "../../../src/domain/approval/limits.ts";

const now = 10_000_000;
const at = (minutesAgo: number, status: Decided["status"]): Decided => ({
  status,
  at: now - minutesAgo * 60_000,
});

describe("when people keep saying no", () => {
  it.each<[string, Decided[], string | undefined]>([
    ["nothing", [], undefined],
    ["two denials", [at(1, "denied"), at(2, "denied")], undefined],
    ["three denials", [at(1, "denied"), at(2, "denied"), at(3, "denied")], "denials"],
    [
      "three denials with something nobody looked at between",
      [at(1, "denied"), at(2, "expired"), at(3, "denied"), at(4, "denied")],
      "denials",
    ],
    ["a yes between", [at(1, "denied"), at(2, "approved"), at(3, "denied"), at(4, "denied")], undefined],
    ["a yes since", [at(0, "approved"), at(1, "denied"), at(2, "denied"), at(3, "denied")], undefined],
    ["denials of another hour", [at(1, "denied"), at(2, "denied"), at(61, "denied")], undefined],
    ["nine that ran out", Array.from({ length: 9 }, (_, i) => at(i, "expired")), undefined],
    [
      "ten noes among yeses",
      Array.from({ length: 20 }, (_, i) => at(i, i % 2 ? "expired" : "approved")),
      "nos",
    ],
  ])("%s", (_, decided, why) => {
    expect(refusedAgainAndAgain(decided, now)?.why).toBe(why);
    expect(refusedAgainAndAgain(decided.toReversed(), now)?.why).toBe(why);
  });

  it("one more no never makes it better, and one more yes on top always ends a row", () => {
    const status = fc.constantFrom<Decided["status"]>("approved", "denied", "expired");
    const history = fc.array(fc.record({ status, at: fc.integer({ min: now - 4_000_000, max: now - 1 }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(history, (decided) => {
        const before = refusedAgainAndAgain(decided, now);
        const after = refusedAgainAndAgain([...decided, { status: "denied", at: now }], now);
        if (before) expect(after).not.toBeNull();
        const forgiven = refusedAgainAndAgain([...decided, { status: "approved", at: now }], now);
        expect(forgiven?.why).not.toBe("denials");
      }),
    );
  });
});

describe("limits", () => {
  it("have defaults, one by one", () => {
    expect(limitsOf({})).toEqual({ burst: 10, everyMs: 60_000, pauseMs: 900_000, join: true });
    expect(limitsOf({ limits: { every: "2s", pause: "never" } })).toEqual({
      burst: 10,
      everyMs: 2_000,
      pauseMs: null,
      join: true,
    });
  });

  it("a wish is the same only if everything that matters is", () => {
    const wish = {
      agentId: "a",
      actionHash: "h",
      audience: "x",
      requestedBy: null,
      callbackUrl: null,
      useWithinMs: 1,
    };
    const others = [
      { agentId: "b" },
      { actionHash: "i" },
      { audience: "y" },
      { requestedBy: "discord:1" },
      { callbackUrl: "https://a" },
      { useWithinMs: 2 },
    ].map((change) => samenessOf({ ...wish, ...change }));
    expect(new Set([samenessOf(wish), samenessOf({ ...wish }), ...others]).size).toBe(others.length + 1);
  });
});
