/** When people hear of a duty again, what is unusual, and which messages are picked. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dutyKinds,
  isEscalated,
  isUnusual,
  median,
  nextStep,
  postponed,
} from "../../../src/domain/care/duty.ts";
import { sampled } from "../../../src/domain/care/sample.ts";

const DAY = 86_400_000;

describe("a duty that nobody answers", () => {
  it("is asked for again step by step, ends somewhere, and is one reminder after weeks away", () => {
    expect(nextStep("review", 0, 0)).toBe(3 * DAY);
    expect(nextStep("review", 0, 3 * DAY)).toBe(7 * DAY);
    expect(nextStep("review", 0, 10 * DAY)).toBe(14 * DAY);
    expect(nextStep("review", 0, 14 * DAY)).toBeNull();
    expect([isEscalated("review", 0, 14 * DAY - 1), isEscalated("review", 0, 14 * DAY)]).toEqual([
      false,
      true,
    ]);
    expect(nextStep("usage", 0, 0)).toBeNull();
  });

  it("comes later when somebody says later, and no later than its escalation", () => {
    fc.assert(
      fc.property(fc.constantFrom(...dutyKinds), fc.integer({ min: 0, max: 100 * DAY }), (kind, now) => {
        const then = postponed(kind, 0, now);
        expect(then).toBeGreaterThanOrEqual(now);
        expect(then).toBeLessThanOrEqual(now + 2 * DAY);
        if (kind === "review" && now < 14 * DAY) expect(then).toBeLessThanOrEqual(14 * DAY);
      }),
    );
  });
});

it("unusual is much more than the middle of the days before, and enough of it", () => {
  const day = (asked: number, usual: number | null) =>
    isUnusual({ id: "1", name: "A", asked, denied: 0, did: 0, usual });
  expect([day(40, 10), day(30, 10), day(9, 0), day(10, 0), day(1000, null)]).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
  expect([median([]), median([3, 1, 2]), median([4, 1])]).toEqual([null, 2, 2.5]);
});

it("a sample has no message twice, and names an agent that was not heard with a moment of that time", () => {
  const heard = fc
    .array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 })
    .map((numbers) =>
      [...new Set(numbers)].map((n) => ({ agent: `a${n % 3}`, channel: "1", message: String(n), at: n })),
    );
  const randoms = fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true }));
  fc.assert(
    fc.property(heard, randoms, (all, stream) => {
      const random = () => stream.next().value ?? 0;
      const picks = sampled(all, ["a0", "a1", "a2"], { count: 5, from: 100, to: 200, random });
      const linked = picks.flatMap(({ message }) => message?.id ?? []);
      expect(new Set(linked).size).toBe(linked.length);
      expect(linked.length).toBe(Math.min(5, all.length));
      expect(picks.length).toBeLessThanOrEqual(5);
      for (const { agent, message, at } of picks) {
        if (message) continue;
        expect(all.some((one) => one.agent === agent)).toBe(false);
        expect(at).toBeGreaterThanOrEqual(100);
        expect(at).toBeLessThan(200);
      }
    }),
  );
});
