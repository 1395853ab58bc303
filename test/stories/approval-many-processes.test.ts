/**
 * The big race: 200 approvers press approve and deny at once on 500 requests, from eight processes on one PostgreSQL: 100,000
 * presses, of which five decide a request for certain. `RACE=short` lets everybody press on every eighth request only.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { requests, votes } from "../../src/db/schema.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { agentDocument, MASTER_KEY, REFUND, workspaceDocuments } from "../support/approval-documents.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { fakePlatform } from "../support/fake-platform.ts";
import { silent } from "../support/log.ts";
import type { RaceOrder, RaceResult } from "../support/race-process.ts";

const PROCESSES = 8;
const APPROVERS = 200;
const REQUESTS = 500;
const CONSUMERS = 64;
const GRANTS = 25;
/** Everybody presses on every so many-th request. */
const EVERY = process.env["RACE"] === "short" ? 8 : 1;

let service: Service;
let children: ChildProcess[];
const asked: { id: string; claimSecret: string; params: unknown }[] = [];

beforeAll(async () => {
  const url = await freshPostgresUrl();
  const discord = fakePlatform("discord");
  const telegram = fakePlatform("telegram");
  discord.join("user0", { roles: ["301"] });
  telegram.join("5551");
  service = await serviceOn(await openDatabase({ url, dataDir: "/nonexistent" }), {
    publicUrl: "http://localhost:8787",
    masterKey: MASTER_KEY,
    log: silent,
    worker: false,
    platforms: { discord, telegram },
  });
  const rules = { quorum: 3, veto: 3, decideWithin: "1h", useWithin: "1h" };
  await applyDocuments(service.ctx, [agentDocument(rules), ...workspaceDocuments()], "operator");
  const script = join(import.meta.dirname, "../support/race-process.ts");
  children = Array.from({ length: PROCESSES }, () => fork(script, [url]));
  const ready = Promise.all(children.map(answerOf));
  let next = 0;
  await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      for (let index = next++; index < REQUESTS; index = next++) await ask(index);
    }),
  );
  await ready;
}, 400_000);

async function ask(index: number): Promise<void> {
  const params = { orderId: `A-${index + 1}`, amount: "49.00", currency: "EUR" };
  const outcome = await requestApproval(service.ctx, "support-bot", { ...REFUND, params });
  if (!outcome.ok) throw new Error(outcome.refusal.words);
  asked.push({ id: outcome.value.request.id, claimSecret: outcome.value.claimSecret, params });
}

afterAll(async () => {
  for (const child of children) child.disconnect();
  await service.stop();
});

/** What a process says next; a process that ends instead fails the test at once. */
async function answerOf(child: ChildProcess, index: number): Promise<unknown> {
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`process ${index} ended with ${code}`);
  });
  const [answer] = (await Promise.race([once(child, "message"), died])) as [unknown];
  return answer;
}

async function orderAll(order: (process: number) => RaceOrder): Promise<RaceResult[]> {
  return await Promise.all(
    children.map(async (child, index) => {
      const answer = answerOf(child, index);
      child.send(order(index));
      return (await answer) as RaceResult;
    }),
  );
}

it(
  "every request ends once, with as many votes as people, and the ledger holds",
  { timeout: 900_000 },
  async () => {
    const ids = asked.map(({ id }) => id);
    const share = APPROVERS / PROCESSES;
    const results = await orderAll((index) => ({
      do: "press",
      requests: ids,
      approvers: Array.from({ length: APPROVERS }, (_, index) => `user${index}`),
      mine: [index * share, (index + 1) * share],
      every: EVERY,
    }));
    const pressed = results.reduce((sum, result) => sum + ("pressed" in result ? result.pressed : 0), 0);
    expect(pressed).toBe((APPROVERS * REQUESTS) / EVERY);

    const decisions = new Map<string, string[]>();
    for await (const { kind, subject } of exportLedger(service.ctx))
      if (/^request\.(approved|denied|expired|cancelled|invalidated)$/.test(kind))
        decisions.set(subject, [...(decisions.get(subject) ?? []), kind]);
    const rows = await service.ctx.db.select().from(requests);
    const ballots = await service.ctx.db.select().from(votes);
    for (const row of rows) {
      expect(decisions.get(row.id)).toEqual([`request.${row.state}`]);
      const mine = ballots.filter((ballot) => ballot.requestId === row.id);
      expect(new Set(mine.map(({ person }) => person)).size).toBe(mine.length);
      // The vote that decided is the last one: three of one kind, at most two of the other.
      const deciding = mine.filter(
        ({ verdict }) => verdict === (row.state === "approved" ? "approve" : "deny"),
      );
      expect(deciding).toHaveLength(3);
      expect(mine.length).toBeLessThanOrEqual(5);
      expect(row.grantId === null).toBe(row.state !== "approved");
    }
    expect(rows).toHaveLength(REQUESTS);
    // Both outcomes happen, or the race would prove little.
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["approved", "denied"]));
    expect(await verifyLedger(service.ctx)).toMatchObject({ ok: true });
  },
);

it(
  `a grant is consumed once under ${CONSUMERS} consumers in ${PROCESSES} processes`,
  { timeout: 120_000 },
  async () => {
    const grants: { grant: string; action: string; params: unknown }[] = [];
    for (const { id, claimSecret, params } of asked) {
      if (grants.length === GRANTS) break;
      const claims = await Promise.all(
        [1, 2, 3].map(() => claimGrant(service.ctx, "support-bot", id, claimSecret)),
      );
      const tokens = new Set(claims.flatMap((claim) => (claim.ok ? [claim.value.grant] : [])));
      // At most one grant, however often it is claimed.
      expect(tokens.size).toBeLessThanOrEqual(1);
      for (const grant of tokens) grants.push({ grant, action: "refund.issue", params });
    }
    expect(grants).toHaveLength(GRANTS);
    const results = await orderAll(() => ({ do: "consume", grants, consumers: CONSUMERS / PROCESSES }));
    for (let index = 0; index < GRANTS; index++) {
      const winners = results.flatMap((result) =>
        "consumed" in result ? (result.consumed[index] ?? []) : [],
      );
      expect(winners).toHaveLength(CONSUMERS);
      expect(winners.filter(Boolean)).toHaveLength(1);
    }
  },
);
