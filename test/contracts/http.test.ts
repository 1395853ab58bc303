import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertAudit } from "../../src/db/audits.ts";
import { latestReports } from "../../src/db/reports.ts";
import type { Tracked } from "../../src/domain/audit/lifecycle.ts";
import { routes } from "../../src/http/routes/index.ts";
import { createVerifier, inMemory } from "../../src/sdk/verify.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { agentDocument } from "../support/approval-world.ts";
import { keepTracked } from "../support/findings.ts";
import { httpWorld, params, send, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let v1: string;
let agent: Awaited<ReturnType<typeof world.agent>>;
beforeAll(async () => {
  world = await httpWorld();
  v1 = `${world.url}/v1`;
  agent = await world.agent("support-bot");
});
afterAll(async () => await world.stop());

const ask = async (body: unknown = wish, headers = {}) =>
  await send(`${v1}/requests`, agent.key, { body, headers });

describe("from a wish to a grant", () => {
  test("asked, approved, claimed, verified offline, consumed once", async () => {
    const asked = await ask();
    expect(asked.status).toBe(201);
    expect(asked.headers.get("location")).toBe(`/v1/requests/${asked.json.id}`);
    expect(asked.json).toEqual({
      id: expect.stringMatching(/^req_[0-9a-z]{26}$/),
      state: "pending",
      actionHash: expect.stringMatching(/^sha256:[\w-]{43}$/),
      claimSecret: expect.stringMatching(/^[\w-]{43}$/),
      decideBy: expect.stringMatching(/^20\d\d-.*Z$/),
      quorum: { need: 1, have: 0 },
      pollAfter: "2s",
    });
    const { id, claimSecret, actionHash } = asked.json;
    const claim = async () => await send(`${v1}/requests/${id}/claim`, agent.key, { body: { claimSecret } });
    expect((await claim()).json).toMatchObject({ status: 409, code: "not_approved" });

    await world.vote(id, "approve");
    const seen = await send(`${v1}/requests/${id}`, agent.key);
    expect(seen.json).toMatchObject({
      id,
      action: "refund.issue",
      state: "approved",
      actionHash,
      quorum: { need: 1, have: 1 },
      votes: [
        {
          verdict: "approve",
          platform: "telegram",
          userId: "5551",
          at: expect.stringMatching(/Z$/),
          reason: null,
        },
      ],
      denial: null,
      grant: { state: "unclaimed", useBy: expect.stringMatching(/Z$/) },
    });
    expect(seen.text).not.toContain(claimSecret);

    const claimed = await claim();
    expect(claimed.status).toBe(200);
    expect((await claim()).json.grantId).toBe(claimed.json.grantId);

    const verify = createVerifier({
      jwks: `${world.url}/.well-known/jwks.json`,
      issuer: world.ctx.publicUrl,
      audience: "payments",
      consumed: inMemory(),
    });
    const { grant } = claimed.json;
    expect(await verify(grant, { action: "refund.issue", params })).toMatchObject({
      requestId: id,
      agent: "support-bot",
      approvers: [{ platform: "telegram", uid: "5551" }],
    });

    const use = async (changed = params) =>
      await send(`${v1}/grants/consume`, null, { body: { grant, action: "refund.issue", params: changed } });
    expect((await use({ ...params, amount: "490.00" })).json).toMatchObject({
      status: 422,
      code: "grant_mismatch",
    });
    const uses = await Promise.all(Array.from({ length: 16 }, () => use()));
    expect(uses.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(uses.filter(({ status }) => status === 409)).toHaveLength(15);
    expect((await use()).json).toMatchObject({ status: 409, code: "grant_consumed" });
    expect((await claim()).json).toMatchObject({ status: 409, code: "grant_consumed" });
    expect((await send(`${v1}/requests/${id}`, agent.key)).json.grant.state).toBe("consumed");
  });

  test("no byte of a grant can be changed, not even to another spelling of the same signature", async () => {
    const asked = (await ask()).json;
    await world.vote(asked.id, "approve");
    const body = { claimSecret: asked.claimSecret };
    const { grant } = (await send(`${v1}/requests/${asked.id}/claim`, agent.key, { body })).json;
    const use = async (text: string) =>
      await consumeGrant(world.ctx, { grant: text, action: "refund.issue", params });
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let at = 0; at < grant.length; at++)
      for (const bits of at >= grant.length - 2 ? Array.from({ length: 63 }, (_, i) => i + 1) : [1]) {
        const other = alphabet[Math.max(0, alphabet.indexOf(grant[at])) ^ bits];
        const changed = grant.slice(0, at) + other + grant.slice(at + 1);
        if (changed !== grant)
          expect(await use(changed)).toMatchObject({ ok: false, refusal: { code: "grant_invalid" } });
      }
    expect(await use(grant)).toMatchObject({ ok: true });
  });

  test("a denial carries the human's reason and says that it is final", async () => {
    const { id } = (await ask()).json;
    await world.vote(id, "deny", "order A-1041 was delivered");
    const seen = (await send(`${v1}/requests/${id}`, agent.key)).json;
    expect(seen).toMatchObject({
      state: "denied",
      grant: null,
      denial: { reason: "order A-1041 was delivered" },
    });
    expect(seen.denial.message).toMatch(/did not run/i);
  });

  test("waiting wakes when somebody decides", async () => {
    const { id } = (await ask()).json;
    const started = performance.now();
    const waiting = send(`${v1}/requests/${id}?wait=50s`, agent.key);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await world.vote(id, "approve");
    expect((await waiting).json.state).toBe("approved");
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("waiting ends with the request as it is, when nobody decides", async () => {
    const { id } = (await ask()).json;
    expect((await send(`${v1}/requests/${id}?wait=1s`, agent.key)).json.state).toBe("pending");
    expect((await send(`${v1}/requests/${id}?wait=0s`, agent.key)).json.state).toBe("pending");
  });

  test("the same Idempotency-Key finds the same request, with another body it is refused", async () => {
    const headers = { "idempotency-key": "refund A-1041" };
    const first = await ask(wish, headers);
    const again = await ask(wish, headers);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.json).toEqual(first.json);
    expect((await ask({ ...wish, reason: "other" }, headers)).json).toMatchObject({
      status: 409,
      code: "idempotency_conflict",
    });
    expect((await ask(wish, { "idempotency-key": "x".repeat(256) })).json).toMatchObject({
      code: "request_invalid",
      errors: [{ path: "Idempotency-Key" }],
    });
  });

  test("an equal wish that nobody has decided yet is the same request, so that people see one card", async () => {
    const twin = await world.agent("twin-bot", { join: true });
    const again = async () => await send(`${v1}/requests`, twin.key, { body: wish });
    const [first, second] = [await again(), await again()];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json).toMatchObject({ id: first.json.id, claimSecret: first.json.claimSecret });
    await world.vote(first.json.id, "approve");
    expect((await again()).json.id).not.toBe(first.json.id);
  });

  test("withdrawn once, and only while pending", async () => {
    const { id } = (await ask()).json;
    const cancel = async () =>
      await send(`${v1}/requests/${id}/cancel`, agent.key, { body: { reason: "solved" } });
    expect((await cancel()).json).toMatchObject({ id, state: "cancelled" });
    expect((await cancel()).json).toMatchObject({ status: 409, code: "already_final" });
  });

  test("what this agent may ask for, and who it is", async () => {
    const { actions } = (await send(`${v1}/actions`, agent.key)).json;
    expect(actions[0]).toMatchObject({
      type: "refund.issue",
      title: "Issue a refund",
      audience: "payments",
      params: { required: ["orderId", "amount", "currency"] },
      policy: {
        approvers: ["discord:role:301", "telegram:user:5551"],
        quorum: 1,
        decideWithin: "15m",
        useWithin: "5m",
      },
    });
    expect((await send(`${v1}/me`, agent.key)).json).toMatchObject({
      id: "support-bot",
      owner: "discord:2041",
      purpose: "support",
      frozen: null,
      key: { id: agent.keyId, expiresAt: new Date(agent.expiresAt).toISOString() },
    });
  });
});

test("what audits say about the agent, and only about it", async () => {
  const { db } = world.ctx;
  const nothing = (await send(`${v1}/me`, agent.key)).json;
  expect(nothing.audits).toEqual([]);
  const found = {
    rule: "discord.bot.administrator",
    severity: "critical",
    firstSeen: 1_000,
    lastSeen: 1_000,
  };
  const tracked = (id: string, status: "open" | "fixed" | "accepted") => ({
    ...found,
    fingerprint: `${id}/${status}`,
    subject: { kind: "agent", id },
    object: null,
    channels: [],
    status,
    closedAt: null,
    acceptance: null,
    baseline: true,
  });
  const line = { name: "Helpdesk", grade: "D", creep: 61, coverage: 1, findings: 1 };
  const summary = {
    agents: [
      { id: "1576", ...line },
      { id: "9", ...line },
    ],
    coverage: { seen: 3, total: 3 },
  };
  const look = { platform: "discord", workspace: "6137", sha256: "", snapshot: "{}", drift: null };
  const at = (ms: number) => ({ takenAt: new Date(ms), seenAt: new Date(ms) });
  await insertAudit(db, { ...look, ...at(1_000), summary, tracked: [tracked("1576", "open")] as Tracked[] });
  const latest = [tracked("1576", "open"), tracked("1576", "fixed"), tracked("9", "open")] as Tracked[];
  await insertAudit(db, { ...look, ...at(2_000), summary, tracked: latest });
  await keepTracked(db, { platform: "discord", workspace: "6137" }, latest);

  await applyDocuments(world.ctx, [agentDocument()], "operator");
  expect((await send(`${v1}/me`, agent.key)).json.audits).toEqual([
    {
      platform: "discord",
      workspace: "6137",
      seenAt: "1970-01-01T00:00:02.000Z",
      grade: "D",
      creep: 61,
      coverage: 1,
      findings: [
        {
          rule: "discord.bot.administrator",
          severity: "critical",
          status: "open",
          since: "1970-01-01T00:00:01.000Z",
        },
      ],
    },
  ]);
});

describe("what an agent reports about itself", () => {
  const report = async (body: unknown) => await send(`${v1}/reports`, agent.key, { body });

  test("is kept as it came", async () => {
    const body = {
      telegram: { can_read_all_group_messages: false },
      promptSha256: "a".repeat(64),
      tokenFingerprints: ["deadbeef"],
      runtime: { openclaw: "2026.9.6" },
      spend: { since: "2026-11-01T00:00:00Z", amount: "12.50", limit: "100", currency: "EUR" },
    };
    expect(await report(body)).toMatchObject({ status: 201, json: { kept: true } });
    const [kept] = await latestReports(world.ctx.db, agent.id, 1);
    expect(kept?.body).toEqual(body);
  });

  test.each([
    ["a token", { runtime: { token: "6123456789:AAE-fakefakefakefakefakefakefakefake" } }],
    ["a prompt", { prompt: "You are a helpful bot." }],
    ["words for a boolean", { telegram: { can_join_groups: "no" } }],
    ["nothing", {}],
  ])("has no room for %s", async (_, body) => {
    expect((await report(body)).json).toMatchObject({ status: 422, code: "body_invalid" });
  });
});

describe("one agent's business is nobody else's", () => {
  test("another agent's key sees, cancels and claims nothing", async () => {
    const stranger = await world.agent("stranger");
    const asked = (await ask()).json;
    const path = `${v1}/requests/${asked.id}`;
    for (const call of [
      send(path, stranger.key),
      send(`${path}/cancel`, stranger.key, { body: {} }),
      send(`${path}/claim`, stranger.key, { body: { claimSecret: asked.claimSecret } }),
    ])
      expect((await call).json).toMatchObject({ status: 404, code: "request_unknown" });
  });

  test("there is no call that approves", () => {
    const bodies = JSON.stringify(routes.map(({ path, summary }) => [path, summary]));
    expect(bodies).not.toMatch(/\/(approve|vote|decide|deny)/);
  });
});
