/** What counts on the checklist: findings outweigh words, words run out, and what nobody knows is open. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSettled,
  items,
  itemNumbered,
  judge,
  numberOf,
  type Proof,
  type Word,
} from "../../../src/domain/care/checklist.ts";
import { proofOfAgent, proofOfPlace, type AgentFacts } from "../../../src/domain/care/proof.ts";
import { looksSecret } from "../../../src/domain/care/secret-shaped.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const unknown: Proof = { says: "unknown", because: { kind: "person-only" } };
const word = (more: Partial<Word> = {}): Word => {
  return { id: "att_1", at: NOW - DAY, until: NOW + DAY, revoked: false, waits: false, ...more };
};
const facts = (more: Partial<AgentFacts> = {}): AgentFacts => ({
  platform: "discord",
  look: { at: NOW - DAY, coverage: 1 },
  open: [],
  told: null,
  spend: null,
  manifest: { actions: 1, limited: true },
  ...more,
});

describe("an item", () => {
  it("is open until somebody says something, confirmed while that holds, and overdue after", () => {
    expect(judge(unknown, [], NOW).state).toBe("open");
    expect(judge(unknown, [word()], NOW)).toMatchObject({
      state: "attested",
      rung: "person",
      until: NOW + DAY,
    });
    expect(judge(unknown, [word({ until: NOW })], NOW).state).toBe("overdue");
    expect(judge(unknown, [word({ revoked: true })], NOW)).toMatchObject({ state: "open", word: null });
    expect(judge(unknown, [word({ waits: true })], NOW).state).toBe("waits");
  });

  it("never hides a finding behind a word", () => {
    const against: Proof = { says: "no", because: { kind: "findings", count: 1 } };
    const words = fc.array(
      fc.record({
        id: fc.constant("att_1"),
        at: fc.integer({ min: NOW - 100 * DAY, max: NOW }),
        until: fc.integer({ min: NOW - DAY, max: NOW + 100 * DAY }),
        revoked: fc.boolean(),
        waits: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(words, (given) => {
        expect(isSettled(judge(against, given, NOW))).toBe(false);
        const open = judge(unknown, given, NOW);
        const counts = given.some(({ revoked, waits, until }) => !revoked && !waits && until > NOW);
        expect(isSettled(open)).toBe(counts);
      }),
    );
  });

  it("rests on a word no longer when what it was about changed", () => {
    const changed = { ...unknown, changedAt: NOW - DAY / 2 };
    expect(judge(changed, [word()], NOW).state).toBe("overdue");
    expect(judge(changed, [word({ at: NOW - 1 })], NOW).state).toBe("attested");
  });

  it("is found by the number that people see", () => {
    for (const item of items) expect(itemNumbered(String(numberOf(item.id)))).toBe(item);
    for (const wrong of ["0", "11", "x", "", "1.5", undefined]) expect(itemNumbered(wrong)).toBeNull();
  });
});

describe("what can be told without a person", () => {
  it("is nothing where nobody looked, or not everything was seen", () => {
    for (const { id, about } of items.filter((one) => one.about === "agent")) {
      expect(about).toBe("agent");
      expect(proofOfAgent(id, facts({ look: null, manifest: null })).says).toBe("unknown");
    }
    for (const item of ["least-privilege", "limited-channels", "approvals-required"] as const) {
      expect(proofOfAgent(item, facts()).says).toBe("yes");
      expect(proofOfAgent(item, facts({ look: { at: NOW, coverage: 0.9 } })).says).toBe("unknown");
    }
    expect(
      judge(proofOfAgent("least-privilege", facts({ look: { at: NOW - 3 * DAY, coverage: 1 } })), [], NOW)
        .state,
    ).toBe("overdue");
  });

  it("is what speaks against it, each finding in its own item; trifles don't", () => {
    const says = (rule: string, severity: "low" | "high" = "high") =>
      (["least-privilege", "limited-channels", "approvals-required"] as const).map(
        (item) => proofOfAgent(item, facts({ open: [{ rule, severity }] })).says,
      );
    expect(says("discord.bot.administrator")).toEqual(["no", "yes", "yes"]);
    expect(says("discord.bot.server-wide")).toEqual(["yes", "no", "yes"]);
    expect(says("xplat.acted-without-approval")).toEqual(["yes", "yes", "no"]);
    expect(says("discord.bot.administrator", "low")).toEqual(["yes", "yes", "yes"]);
  });

  it("is little on Telegram, and an agent's report is no more than that", () => {
    expect(proofOfAgent("limited-channels", facts({ platform: "telegram" })).says).toBe("unknown");
    const spend = { limit: "50 EUR", at: NOW };
    expect(judge(proofOfAgent("spend-limit", facts({ spend })), [], NOW)).toMatchObject({
      state: "told",
      rung: "report",
    });
    const told = {
      at: NOW,
      prompt: { since: NOW - DAY, changed: true },
      tokens: { count: 1, since: NOW - 100 * DAY, changed: true, until: NOW, alsoBy: [] },
    };
    expect(judge(proofOfAgent("prompt-defence", facts({ told })), [], NOW).state).toBe("open");
    expect(judge(proofOfAgent("key-rotation", facts({ told })), [], NOW).state).toBe("overdue");
  });

  it("is that a duty's card was answered, for a while", () => {
    expect(judge(proofOfPlace("monitoring", { sample: NOW - DAY, drill: null }), [], NOW).state).toBe(
      "attested",
    );
    expect(judge(proofOfPlace("monitoring", { sample: NOW - 20 * DAY, drill: null }), [], NOW).state).toBe(
      "overdue",
    );
    expect(judge(proofOfPlace("training", { sample: NOW, drill: NOW }), [], NOW).state).toBe("open");
  });
});

it("keys and tokens are recognised, ordinary words are not", () => {
  const secrets = [
    "it is 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
    ["MTA1MDAwMDAwMDAwMDAwMDAw", "GxYz12", "abcdefghijklmnopqrstuvwxyz0123456789AB"].join("."),
    "sk-proj-abcdefghijklmnop1234",
    "-----BEGIN PRIVATE KEY-----",
  ];
  for (const secret of secrets) expect(looksSecret(secret), secret).toBe(true);
  for (const fine of [
    "reset in the Developer Portal on 3 May",
    "Vault, path bots/helper, checked by Mara",
    "50 EUR a month",
  ])
    expect(looksSecret(fine), fine).toBe(false);
});
