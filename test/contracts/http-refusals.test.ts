import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setFrozen } from "../../src/db/agents.ts";
import { statusOf } from "../../src/http/problem.ts";
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
const approved = async () => {
  const asked = (await ask()).json;
  await world.vote(asked.id, "approve");
  const claimed = await send(`${v1}/requests/${asked.id}/claim`, agent.key, {
    body: { claimSecret: asked.claimSecret },
  });
  return {
    id: asked.id as string,
    claimSecret: asked.claimSecret as string,
    grant: claimed.json.grant as string,
  };
};

describe("refusals have a stable code, a status and a sentence", () => {
  const claim = { body: { claimSecret: "guess" } };
  test.each<[string, () => Promise<Awaited<ReturnType<typeof send>>>]>([
    ["action_unknown", () => ask({ ...wish, action: "refund.everything" })],
    ["params_invalid", () => ask({ ...wish, params: { ...params, orderId: "B-1" } })],
    ["no_approver_reachable", () => ask({ action: "lonely.thing", params: {} })],
    ["request_unknown", () => send(`${v1}/requests/req_${"0".repeat(26)}`, agent.key)],
    ["request_invalid", () => send(`${v1}/requests/req_1?wait=51s`, agent.key)],
    ["request_invalid", () => send(`${v1}/requests/req_1?wait=soon`, agent.key)],
    [
      "claim_refused",
      async () => await send(`${v1}/requests/${(await ask()).json.id}/claim`, agent.key, claim),
    ],
    [
      "grant_invalid",
      () => send(`${v1}/grants/consume`, null, { body: { grant: "a.b.c", action: "refund.issue", params } }),
    ],
    ["key_missing", () => send(`${v1}/actions`, null)],
    ["key_missing", () => send(`${v1}/actions`, null, { headers: { authorization: "Basic Zm9vOmJhcg==" } })],
    ["key_invalid", () => send(`${v1}/actions`, `csk_${"A".repeat(43)}`)],
    ["key_invalid", () => send(`${v1}/actions`, "nonsense")],
    ["not_found", () => send(`${world.url}/v2/requests`, null)],
    ["method_not_allowed", () => send(`${v1}/requests`, agent.key, { method: "DELETE" })],
    ["media_type_unsupported", () => ask(wish, { "content-type": "text/plain" })],
    ["media_type_unsupported", () => ask(wish, { "content-type": "application/json; charset=latin1" })],
    ["too_large", () => ask({ ...wish, reason: "x".repeat(256 * 1024) })],
    ["body_invalid", () => ask({ ...wish, verdict: "approve" })],
    ["body_invalid", () => ask({ action: "refund.issue" })],
    ["body_invalid", () => ask({ ...wish, reason: "x".repeat(1001) })],
    ["body_invalid", () => ask([])],
    ["body_invalid", () => ask('{"action":"refund.issue","params":{"orderId":"A-1","orderId":"A-2"}}')],
    ["body_invalid", () => ask('{"action":"note.write","params":{"n":9007199254740993}}')],
    ["json_invalid", () => ask('{"action": refund}')],
    ["json_invalid", () => ask("")],
  ])("%s", async (code, call) => {
    const { status, json, headers } = await call();
    expect(json).toMatchObject({ code, status, type: `urn:countersign:problem:${code}` });
    expect(status).toBe(statusOf[code as keyof typeof statusOf]);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(json.title).toMatch(/^[A-Z][a-z ]+$/);
    expect(json.detail).toMatch(/^[A-Z].{15,}[.!?)]$/);
    if (status === 401) expect(headers.get("www-authenticate")).toMatch(/^Bearer /);
  });

  test("params and fields are named where they are wrong", async () => {
    expect((await ask({ ...wish, params: { ...params, orderId: "B-1", amount: 49 } })).json.errors).toEqual([
      { path: "/params/amount", message: expect.any(String) },
      { path: "/params/orderId", message: expect.any(String) },
    ]);
    expect(
      (await ask({ ...wish, origin: { platform: "discord", requestedBy: 5550001 }, extra: 1 })).json.errors,
    ).toEqual([
      { path: "/origin/requestedBy", message: "write ids as strings: numbers this long lose digits" },
      { path: "/extra", message: "There is no such field." },
    ]);
    expect((await ask('{"action":"note.write","params":{"a":{"b":1,"b":2}}}')).json.errors).toEqual([
      { path: "/params/a/b", message: "This key appears twice." },
    ]);
  });

  test("malformed JSON is named by line and column", async () => {
    expect((await ask('{"action": "note.write",\n "params": {"a": tru}}')).json.detail).toBe(
      'The body is not valid JSON: unexpected "t" at line 2, column 18.',
    );
  });

  test("bytes that are not UTF-8", async () => {
    const body = Buffer.concat([
      Buffer.from('{"action":"note.write","params":{"a":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}}'),
    ]);
    const response = await fetch(`${v1}/requests`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${agent.key}`, "content-type": "application/json" },
    });
    expect(await response.json()).toMatchObject({ status: 400, code: "json_invalid" });
  });

  test("too large without saying so beforehand", async () => {
    const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        if (sent > 64) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const headers = { authorization: `Bearer ${agent.key}`, "content-type": "application/json" };
    const response = await fetch(`${v1}/requests`, {
      method: "POST",
      body,
      headers,
      duplex: "half",
    });
    expect(response.status).toBe(413);
  });

  test("key_expired, agent_frozen, grant_expired", async () => {
    const other = await world.agent("other-bot");
    const { id, claimSecret, grant } = await approved();
    world.clock.ahead = 5 * 60_000 + 1;
    try {
      const claimed = await send(`${v1}/requests/${id}/claim`, agent.key, { body: { claimSecret } });
      expect(claimed.json).toMatchObject({ status: 410, code: "grant_expired" });
      const used = await send(`${v1}/grants/consume`, null, {
        body: { grant, action: "refund.issue", params },
      });
      expect(used.json).toMatchObject({ status: 410, code: "grant_expired" });
      world.clock.ahead = 90 * 86_400_000;
      expect((await send(`${v1}/me`, other.key)).json).toMatchObject({ status: 401, code: "key_expired" });
    } finally {
      world.clock.ahead = 0;
    }
    await setFrozen(world.ctx.db, "other-bot", { at: Date.now(), reason: "it went rogue" });
    const frozen = await send(`${v1}/requests`, other.key, { body: wish });
    expect(frozen.json).toMatchObject({
      status: 423,
      code: "agent_frozen",
      detail: expect.stringContaining("it went rogue"),
    });
  });

  test("rate_limited, with the time to come back", async () => {
    const eager = await world.agent("eager-bot", { burst: 2, every: "30s" });
    const again = async (amount: string) =>
      await send(`${v1}/requests`, eager.key, { body: { ...wish, params: { ...params, amount } } });
    expect([(await again("1.00")).status, (await again("2.00")).status]).toEqual([201, 201]);
    const { headers, json } = await again("3.00");
    expect(json).toMatchObject({
      status: 429,
      code: "rate_limited",
      detail: expect.stringContaining("refund.issue"),
    });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(30);
  });

  test("a failure shows no stack, and no secret", async () => {
    const broken = await httpWorld({ own: true });
    try {
      const made = await broken.agent("support-bot");
      await broken.close();
      const answered = await send(`${broken.url}/v1/requests`, made.key, { body: wish });
      expect(answered.json).toMatchObject({
        status: expect.toBeOneOf([500, 503]),
        code: expect.toBeOneOf(["internal", "unavailable"]),
      });
      expect(answered.text).not.toMatch(/\bat .*\.ts|node_modules|PGlite|select/i);
      expect((await send(`${broken.url}/readyz`, null)).json).toMatchObject({
        ok: false,
        parts: { database: { ok: false } },
      });
      expect((await send(`${broken.url}/healthz`, null)).status).toBe(200);
    } finally {
      await broken.listening.close(0);
    }
  });
});
