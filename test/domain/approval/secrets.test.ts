import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestCard } from "../../../src/cards/request.ts";
import { canonical } from "../../../src/domain/approval/action.ts";
import { jsonWithoutSecrets, withoutSecrets } from "../../../src/domain/approval/secrets.ts";

/** None of these is or was a real one. Put together at run time, so that no scanner takes this file for a leak. */
const A = (length: number) => "aB3".repeat(length).slice(0, length);
const PRIVATE = ["PRI", "VATE"].join("");
const secrets: [string, string][] = [
  ["a Discord bot token", `M${A(25)}.${A(6)}.${A(38)}`],
  ["a Telegram bot token", `1234567890:${A(35)}`],
  ["a Countersign key", `csk_${A(43)}`],
  ["a GitHub token", `ghp_${A(36)}`],
  ["an AWS key id", `AKIA${"A1".repeat(8)}`],
  ["a Slack token", `xoxb-${A(24)}`],
  ["a Stripe key", `sk_live_${A(24)}`],
  ["a Google key", `AIza${A(35)}`],
  ["a model provider's key", `sk-${A(48)}`],
  ["a signed token", `eyJ${A(20)}.eyJ${A(30)}.${A(43)}`],
  ["a private key", `-----BEGIN ${PRIVATE} KEY-----\n${A(64)}\n-----END ${PRIVATE} KEY-----`],
];

const state = {
  status: "pending" as const,
  version: 1,
  policy: {
    approvers: ["discord:role:1"],
    quorum: 1,
    groups: [],
    veto: 1,
    decideWithinMs: 1,
    useWithinMs: 1,
    requireReason: "never" as const,
    excluded: [],
    escalate: [],
    remember: null,
  },
  requestedBy: null,
  createdAt: 0,
  decideBy: 1,
  useWithinMs: 1,
  escalated: 0,
  votes: [],
  decidedAt: null,
  ending: null,
  grant: null,
};

function card(params: unknown, reason: string | null) {
  const input = {
    id: "req_1",
    agentId: "bot",
    action: "a.b",
    title: null,
    audience: "x",
    origin: null,
    grades: [],
    askerName: null,
    callbackFailed: false,
    unreachable: [],
  };
  return JSON.stringify(
    requestCard({ ...input, params: canonical(params), actionHash: "sha256:abcdefghijkl", reason, state }),
  );
}

describe("secrets stay out of the chat", () => {
  it.each(secrets)("%s, alone, in a sentence, and with invisible characters in it", (_, secret) => {
    expect(withoutSecrets(secret)).toMatch(/^\[secret hidden: \d+ characters, sha256 [0-9a-f]{8}\]$/);
    expect(withoutSecrets(`use ${secret} please`)).toMatch(/^use \[secret hidden.*\] please$/s);
    const broken = `${secret.slice(0, 12)}\u200B${secret.slice(12)}`;
    expect(withoutSecrets(broken)).not.toContain(secret.slice(14));
    expect(withoutSecrets(broken)).toContain("[secret hidden");
  });

  it("hides only the password in an address", () => {
    expect(withoutSecrets("postgres://app:hunter22@db:5432/x")).toMatch(
      /^postgres:\/\/app:\[secret hidden: 8 characters, sha256 [0-9a-f]{8}\]@db:5432\/x$/,
    );
  });

  it.each([
    "A-1041",
    "49.00",
    "https://example.org/a?b=c",
    "sk-short",
    "a:b@c",
    "2026-11-22T15:00:00Z",
    "sha256:abc",
    "Mo.Tu.We",
  ])("leaves %s alone", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it("hides them in names and values at any depth, and changes nothing else (random JSON)", () => {
    const [, token] = secrets[1]!;
    expect(jsonWithoutSecrets(canonical({ a: [{ [token]: token }] }))).not.toContain(token);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(jsonWithoutSecrets(text)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 1_000, seed: 6 },
    );
  });

  it("never get onto a card: params, file, reason; and it says so", () => {
    for (const [, secret] of secrets)
      for (const padding of ["", "x ".repeat(2_000)]) {
        const text = card({ token: secret, padding }, `because ${secret}`);
        expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(text).toContain("A secret was hidden");
      }
  });

  it("a card without one does not claim one", () => {
    expect(card({ 10: 1, 9: 2, b: 3 }, "because")).not.toContain("A secret was hidden");
  });
});
