import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlatformError, type Actor } from "../../src/platforms/platform.ts";
import { agentDocument, approvalWorld, cardOf, REFUND, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { cancelRequest } from "../../src/use-cases/cancel-request.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";

let world: World;
let approver: Actor;
let other: Actor;

async function begin(policy: object = {}): Promise<void> {
  world = await approvalWorld({ policy });
  approver = world.telegram.join("5551");
  other = world.discord.join("301001", { roles: ["301"] });
}
beforeEach(() => begin());
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

async function stateOf(id: string) {
  const view = await readRequest(world.ctx, "support-bot", id);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

async function recorded(kind: string): Promise<string[]> {
  const bodies: string[] = [];
  for await (const entry of exportLedger(world.ctx)) if (entry.kind === kind) bodies.push(entry.body);
  return bodies;
}

describe("a press that does not count is answered privately, changes nothing, and is remembered once", () => {
  it.each([
    ["an outsider", () => world.discord.join("999"), "not among the people", "not_approver"],
    [
      "somebody with the role who left",
      () => world.discord.join("998", { roles: ["301"], state: "gone" }),
      "not among",
      "not_approver",
    ],
    [
      "a bot with the role",
      () => world.discord.join("997", { roles: ["301"], bot: true }),
      "Bots can't decide",
      "bot",
    ],
    ["an anonymous admin", () => ({ ...approver, anonymous: true }), "acting anonymously", "anonymous"],
    [
      "the agent's owner",
      () => world.discord.join("2041", { roles: ["301"] }),
      "answer for this agent",
      "excluded",
    ],
    [
      "whoever asked the agent",
      () => world.discord.join("7777", { roles: ["301"] }),
      "asked for this yourself",
      "requester",
    ],
  ])("%s", async (_, who, words, code) => {
    const { request } = await world.ask({ origin: { platform: "discord", requestedBy: "7777" } });
    for (let i = 0; i < 3; i++) {
      const card = await world.press(who(), request.id, "approve");
      expect(card.title).toContain(words);
    }
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", votes: [] });
    expect((await recorded("vote.refused")).map((body) => JSON.parse(body).why)).toEqual([code]);
  });

  it("nobody is called an outsider while the platform does not answer", async () => {
    const { request } = await world.ask();
    world.discord.standing = async () => {
      throw new PlatformError("busy", "try later");
    };
    const card = await world.press(other, request.id, "approve");
    expect(card.title).toContain("could not be checked");
    expect(await recorded("vote.refused")).toEqual([]);
  });

  it("a press under another request's card decides nothing", async () => {
    const first = await world.ask();
    const second = await world.ask({ params: { ...(REFUND.params as object), orderId: "A-2" } });
    await world.until("two cards", () => world.telegram.messages.size === 2);
    const on = cardOf(world.telegram, first.request.id)!;
    const { card } = await castVote(world.ctx, {
      requestId: second.request.id,
      verdict: "approve",
      reason: null,
      actor: approver,
      on,
    });
    expect(card.title).toContain("old copy");
    expect((await stateOf(second.request.id)).state).toBe("pending");
  });

  it("a second press says what was said already; a late one says what happened", async () => {
    await world.stop();
    await begin({ quorum: 2 });
    const { request } = await world.ask();
    const on = await world
      .press(approver, request.id, "approve")
      .then(() => cardOf(world.discord, request.id)!);
    expect((await world.press(approver, request.id, "deny")).title).toContain("approved this already");
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { need: 2, have: 1 } });
    await world.until("progress shown", () => textOf(world.discord.only().card).includes("1 of 2"));
    await world.press(other, request.id, "approve");
    expect((await stateOf(request.id)).state).toBe("approved");
    const late = await castVote(world.ctx, {
      requestId: request.id,
      verdict: "deny",
      reason: null,
      actor: world.discord.join("301002", { roles: ["301"] }),
      on,
    });
    expect(late.card.title).toContain("approved already");
  });
});

describe("votes", () => {
  it("a denial carries its reason to the agent and to every card, and is final", async () => {
    const { request } = await world.ask();
    await world.press(other, request.id, "deny", "the customer was refunded yesterday");
    const view = await stateOf(request.id);
    expect(view).toMatchObject({
      state: "denied",
      denial: { reason: "the customer was refunded yesterday" },
    });
    expect(view.denial?.words).toMatch(/did not run.*final.*do not retry/s);
    await world.until("cards say so", () =>
      [world.discord, world.telegram].every((platform) => {
        const text = textOf(platform.only().card);
        return text.includes("Denied") && text.includes("refunded yesterday");
      }),
    );
  });

  it("a denial without a reason does not count where the policy wants one", async () => {
    await world.stop();
    await begin({ requireReason: "deny" });
    const { request } = await world.ask();
    expect((await world.press(other, request.id, "deny", "  ")).title).toContain("give a reason");
    expect((await stateOf(request.id)).state).toBe("pending");
    const card = world.discord.only().card;
    expect(card.buttons.flat()).toMatchObject([
      { press: `approve:${request.id}` },
      { press: `deny-because:${request.id}` },
      { press: `details:${request.id}` },
      { press: `freeze:${request.id}` },
    ]);
  });

  it("the vote of somebody who lost the role before the decision stops counting", async () => {
    await world.stop();
    await begin({ quorum: 2 });
    const { request } = await world.ask();
    await world.press(other, request.id, "approve");
    world.discord.people.set("301001", { state: "member", roles: [], manages: false, bot: false, name: "x" });
    await world.press(approver, request.id, "approve");
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { need: 2, have: 1 } });
    expect(await recorded("vote.lost")).toHaveLength(1);
    await world.press(world.discord.join("301002", { roles: ["301"] }), request.id, "approve");
    expect((await stateOf(request.id)).state).toBe("approved");
  });
});

describe("time", () => {
  it("a request expires by itself at its deadline, on every card, without a sweep", async () => {
    await world.stop();
    await begin({ decideWithin: "1s" });
    const { request } = await world.ask();
    const due = request.decideBy;
    await world.until("expired", async () => (await stateOf(request.id)).state === "expired");
    expect(Date.now() - due).toBeLessThan(3_000);
    await world.until("cards say so", () =>
      [world.discord, world.telegram].every(
        (p) => p.messages.size === 1 && p.only().card.title.startsWith("Expired"),
      ),
    );
  });

  it("an unused grant is void after its time, even before anybody noticed", async () => {
    const { request, claimSecret } = await world.ask({ useWithin: "60s" });
    await world.press(other, request.id, "approve");
    const claimed = await claimGrant(world.ctx, "support-bot", request.id, claimSecret);
    world.clock.ahead += 61_000;
    expect(await claimGrant(world.ctx, "support-bot", request.id, claimSecret)).toMatchObject({
      refusal: { code: "grant_expired" },
    });
    if (!claimed.ok) throw new Error("not claimed");
    const { grant } = claimed.value;
    expect(await consumeGrant(world.ctx, { ...REFUND, grant })).toMatchObject({
      refusal: { code: "grant_expired" },
    });
  });

  it("a shorter time may be asked for, a longer one is cut to the policy's", async () => {
    const short = (await world.ask({ decideWithin: "30s" })).request;
    expect(short.decideBy - short.createdAt).toBe(30_000);
    const long = (await world.ask({ decideWithin: "9d" })).request;
    expect(long.decideBy - long.createdAt).toBe(15 * 60_000);
  });
});

describe("asking", () => {
  it("the same Idempotency-Key finds the same request and secret again; another body is a conflict; a day later it is free", async () => {
    const first = await world.ask({ idempotencyKey: "k1" });
    const again = await world.ask({ idempotencyKey: "k1" });
    expect(again).toMatchObject({
      created: false,
      claimSecret: first.claimSecret,
      request: { id: first.request.id },
    });
    await expect(world.ask({ idempotencyKey: "k1", reason: "other" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    world.clock.ahead += 86_400_001;
    expect((await world.ask({ idempotencyKey: "k1", reason: "other" })).created).toBe(true);
  });

  it.each([
    ["an unknown action", { action: "refund.all" }, "action_unknown"],
    ["params off the schema", { params: { orderId: "B", amount: "1", currency: "EUR" } }, "params_invalid"],
    ["params that are no object", { params: [] }, "params_invalid"],
    [
      "params with half a surrogate",
      { params: { orderId: "A-1", amount: "\ud800", currency: "EUR" } },
      "params_invalid",
    ],
    ["a reason with a NUL", { reason: "a\0b" }, "params_invalid"],
    ["params too long to read", { action: "note.write", params: { text: "x".repeat(140_000) } }, "too_large"],
    ["a duration that is none", { decideWithin: "soon" }, "params_invalid"],
  ])("%s is refused before anybody is bothered", async (_, wish, code) => {
    await expect(world.ask(wish)).rejects.toMatchObject({ code });
    expect(world.discord.messages.size).toBe(0);
  });

  it("says so when nobody can be reached, and asks people directly only when no room has them", async () => {
    await applyDocuments(world.ctx, [agentDocument({ approvers: ["telegram:admins:-100777"] })], "operator");
    await expect(world.ask()).rejects.toMatchObject({ code: "no_approver_reachable" });
    await applyDocuments(
      world.ctx,
      [agentDocument({ approvers: ["telegram:user:4242", "discord:role:888"] })],
      "operator",
    );
    const { request } = await world.ask();
    await world.until("a private card", () => world.telegram.messages.has("4242/1"));
    const card = await world.press(world.telegram.join("4242"), request.id, "approve");
    expect(card.title).toContain("You approved this");
  });

  it("a withdrawn request is final", async () => {
    const { request } = await world.ask();
    expect(await cancelRequest(world.ctx, "support-bot", request.id)).toMatchObject({
      value: { state: "cancelled" },
    });
    expect(await cancelRequest(world.ctx, "support-bot", request.id)).toMatchObject({
      refusal: { code: "already_final" },
    });
    expect(await cancelRequest(world.ctx, "other-bot", request.id)).toMatchObject({
      refusal: { code: "request_unknown" },
    });
  });

  it("a request, its state and its grant are the asking agent's alone, and the secret is needed", async () => {
    const { request, claimSecret } = await world.ask();
    expect(await readRequest(world.ctx, "other-bot", request.id)).toMatchObject({
      refusal: { code: "request_unknown" },
    });
    expect(await claimGrant(world.ctx, "support-bot", request.id, claimSecret)).toMatchObject({
      refusal: { code: "not_approved" },
    });
    expect(await claimGrant(world.ctx, "support-bot", request.id, `${claimSecret}x`)).toMatchObject({
      refusal: { code: "claim_refused" },
    });
  });
});
