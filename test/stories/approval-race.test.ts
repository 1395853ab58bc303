/** What only a real PostgreSQL with many connections can show. */
import { afterAll, describe, expect, it, vi } from "vitest";
import { copiesOf } from "../../src/db/copies.ts";
import { openDatabase } from "../../src/db/open.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { deliverCopy } from "../../src/use-cases/deliver-copy.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { votes } from "../../src/db/schema.ts";
import { agentDocument, approvalWorld, cardOf, REFUND, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { textOf } from "../support/fake-platform.ts";

// Several services and a database server on whatever is left of the machine.
vi.setConfig({ testTimeout: 120_000 });

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

/** Several processes' worth of services on one database, with the same chats. */
async function processes(count: number, policy: object = {}): Promise<World[]> {
  const url = await freshPostgresUrl();
  const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
  const first = await approvalWorld({ opened: await open(), policy });
  const { discord, telegram } = first;
  const all = [first];
  while (all.length < count)
    all.push(await approvalWorld({ opened: await open(), platforms: { discord, telegram }, worker: false }));
  worlds.push(...all);
  return all;
}

describe("many people press at once, through several processes", () => {
  it("every request ends once, votes are people, the ledger holds, and every card tells the same", async () => {
    const all = await processes(4, { quorum: 2, veto: 2 });
    const [first] = all as [World];
    const people = Array.from({ length: 50 }, (_, i) => first.discord.join(`user${i}`, { roles: ["301"] }));
    const asked = await Promise.all(Array.from({ length: 12 }, () => first.ask()));
    await first.until("all cards", () => first.discord.messages.size === 12);

    await Promise.all(
      asked.flatMap(({ request }, r) =>
        people.map(async (actor, i) => {
          const { ctx } = all[(i + r) % all.length]!;
          const on = cardOf(first.discord, request.id) ?? [...first.discord.messages.values()][r]!.posted;
          const verdict = (i + r) % 2 === 0 ? "approve" : "deny";
          await castVote(ctx, { requestId: request.id, verdict, reason: null, actor, on });
        }),
      ),
    );

    const decisions = new Map<string, string[]>();
    for await (const entry of exportLedger(first.ctx))
      if (/^request\.(approved|denied)$/.test(entry.kind))
        decisions.set(entry.subject, [...(decisions.get(entry.subject) ?? []), entry.kind]);
    const ballots = await first.ctx.db.select().from(votes);
    for (const { request } of asked) {
      const view = await readRequest(first.ctx, "support-bot", request.id);
      if (!view.ok) throw new Error("gone");
      expect(decisions.get(request.id)).toEqual([`request.${view.value.state}`]);
      const mine = ballots.filter((ballot) => ballot.requestId === request.id);
      expect(new Set(mine.map((ballot) => ballot.person)).size).toBe(mine.length);
      // The decisive vote is the last: nobody's vote came in after it.
      expect(
        mine.filter((ballot) => ballot.verdict === (view.value.state === "approved" ? "approve" : "deny")),
      ).toHaveLength(2);
      expect(mine.length).toBeLessThanOrEqual(3);
    }
    expect(await verifyLedger(first.ctx)).toMatchObject({ ok: true });
    await first.until("no card is behind", () =>
      [first.discord, first.telegram].every((platform) =>
        [...platform.messages.values()].every(({ card }) => ["Approved", "Denied"].includes(card.title)),
      ),
    );
    expect(first.discord.messages.size).toBe(12);
  });

  it("a grant is consumed once under 32 consumers", async () => {
    const all = await processes(4);
    const [first] = all as [World];
    const { request, claimSecret } = await first.ask();
    await first.press(first.telegram.join("5551"), request.id, "approve");
    const claims = await Promise.all(
      all.map(({ ctx }) => claimGrant(ctx, "support-bot", request.id, claimSecret)),
    );
    const grants = new Set(claims.map((claim) => (claim.ok ? claim.value.grant : claim.refusal.code)));
    expect(grants.size).toBe(1);
    const [grant = ""] = grants;
    const uses = await Promise.all(
      Array.from({ length: 32 }, (_, i) => consumeGrant(all[i % all.length]!.ctx, { ...REFUND, grant })),
    );
    expect(uses.filter((use) => use.ok)).toHaveLength(1);
    expect(new Set(uses.filter((use) => !use.ok).map((use) => use.refusal.code))).toEqual(
      new Set(["grant_consumed"]),
    );
  });

  it("the same Idempotency-Key from 16 callers makes one request and one set of cards", async () => {
    const all = await processes(4);
    const [first] = all as [World];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        requestApproval(all[i % all.length]!.ctx, "support-bot", { ...REFUND, idempotencyKey: "once" }),
      ),
    );
    const made = answers.map((answer) => (answer.ok ? answer.value : null));
    expect(new Set(made.map((one) => one?.request.id)).size).toBe(1);
    expect(new Set(made.map((one) => one?.claimSecret)).size).toBe(1);
    expect(made.filter((one) => one?.created)).toHaveLength(1);
    await first.until("cards", () => first.discord.messages.size === 1 && first.telegram.messages.size === 1);
  });

  it("a freeze and new rules in the middle of the presses end everything, and nobody waits for nobody", async () => {
    const all = await processes(3, { quorum: 2 });
    const [first, second, third] = all as [World, World, World];
    const asked = await Promise.all(Array.from({ length: 8 }, () => first.ask()));
    await first.until("all cards", () => first.discord.messages.size === 8);
    const people = Array.from({ length: 10 }, (_, i) => first.discord.join(`user${i}`, { roles: ["301"] }));
    const presses = asked.flatMap(({ request }) => {
      const on = cardOf(first.discord, request.id)!;
      return people.map((actor, i) =>
        castVote(all[i % 3]!.ctx, { requestId: request.id, verdict: "approve", reason: null, actor, on }),
      );
    });
    await Promise.all([
      ...presses,
      applyDocuments(second.ctx, [agentDocument({ quorum: 3 })], "operator"),
      freezeAgent(third.ctx, { agentId: "support-bot", by: "operator", reason: "race" }),
    ]);
    for (const { request } of asked) {
      const view = await readRequest(first.ctx, "support-bot", request.id);
      expect(["approved", "invalidated"]).toContain(view.ok ? view.value.state : "");
    }
    expect(await verifyLedger(first.ctx)).toMatchObject({ ok: true });
  });

  it("a press in one process wakes the agent that waits at another", async () => {
    const [one, two] = (await processes(2)) as [World, World];
    const { request } = await one.ask();
    const waiting = readRequest(two.ctx, "support-bot", request.id, { waitMs: 30_000 });
    const began = Date.now();
    await one.press(one.telegram.join("5551"), request.id, "approve");
    expect(await waiting).toMatchObject({ ok: true, value: { state: "approved" } });
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});

describe("a process dies between the decision and the cards", () => {
  it("the next one finds the decision, once, and redraws every card", async () => {
    const url = await freshPostgresUrl();
    const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 4 });
    // Sends jobs and never does them: as good as killed right after the commit.
    const dead = await approvalWorld({ opened: await open(), worker: false });
    const { request } = await dead.ask();
    const on = {
      place: { platform: "telegram", workspace: "-100200", channel: "-100200" } as const,
      message: "1",
    };
    const born = await approvalWorld({ opened: await open(), platforms: dead });
    await born.until("cards", () => dead.telegram.messages.size === 1 && dead.discord.messages.size === 1);
    await born.stop();
    await castVote(dead.ctx, {
      requestId: request.id,
      verdict: "approve",
      reason: null,
      actor: dead.telegram.join("5551"),
      on,
    });
    expect(dead.discord.only().card.title).toBe("Approval needed");
    await dead.stop();

    const next = await approvalWorld({ opened: await open(), platforms: dead });
    worlds.push(next);
    await next.until("cards redrawn", () =>
      [next.discord, next.telegram].every((platform) => platform.only().card.title === "Approved"),
    );
    expect(textOf(next.discord.only().card)).toContain("name of 5551");
    expect(await verifyLedger(next.ctx)).toMatchObject({ ok: true });
  });

  it("an edit that hangs and finishes late does not leave an older card behind", async () => {
    const [one] = (await processes(1, { quorum: 2 })) as [World];
    const { request } = await one.ask();
    await one.until("cards", () => one.discord.messages.size === 1 && one.telegram.messages.size === 1);
    // The real edit is held back until a later delivery has finished: the late one then overwrites the newer card.
    const edit = one.discord.edit.bind(one.discord);
    const held = Promise.withResolvers<void>();
    let calls = 0;
    one.discord.edit = async (posted, card) => {
      if (++calls === 1) await held.promise;
      await edit(posted, card);
    };
    await one.press(one.telegram.join("5551"), request.id, "approve");
    await one.until("the first edit hangs", () => calls === 1);
    await one.press(one.discord.join("301001", { roles: ["301"] }), request.id, "approve");
    const copy = (await copiesOf(one.ctx.db, request.id)).find((row) => row.platform === "discord")!;
    await deliverCopy(one.ctx, copy.id);
    expect(one.discord.only().card.title).toBe("Approved");
    held.resolve();
    await one.until(
      "the late edit was noticed",
      () => calls >= 3 && one.discord.only().card.title === "Approved",
    );
  });
});
