/** Every refusal that the contract promises to agents, made to happen through HTTP: its code, its status, and its sentence. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { setFrozen } from "../../src/db/agents.ts";
import { statusOf, type Code } from "../../src/http/problem.ts";
import { routes } from "../../src/http/routes/index.ts";
import { httpWorld, params, send, wish, type Answered } from "../support/http-world.ts";

/** As the contract lists them. Kept by hand: a code that changes here breaks agents out there. */
const promised = {
  action_unknown: 404,
  params_invalid: 422,
  no_approver_reachable: 409,
  idempotency_conflict: 409,
  agent_frozen: 423,
  rate_limited: 429,
  too_large: 413,
  key_expired: 401,
  grant_consumed: 409,
  grant_mismatch: 422,
  grant_expired: 410,
} as const satisfies Partial<Record<Code, number>>;

/** Only the operator's command line meets these. */
const notForAgents: readonly Code[] = ["agent_unknown", "document_invalid", "key_unknown", "reason_required"];
/** Shown by “a failure shows no stack” (http-refusals.test.ts), which needs a broken service. */
const failures: readonly Code[] = ["internal", "unavailable"];

let world: Awaited<ReturnType<typeof httpWorld>>;
let v1: string;
let key: string;
beforeAll(async () => {
  world = await httpWorld();
  v1 = `${world.url}/v1`;
  key = (await world.agent("support-bot")).key;
});
afterAll(async () => await world.stop());

const ask = async (body: unknown = wish, headers: Record<string, string> = {}) =>
  await send(`${v1}/requests`, key, { body, headers });
const consume = async (grant: string, what: object = params) =>
  await send(`${v1}/grants/consume`, null, { body: { grant, action: "refund.issue", params: what } });
const claim = async (id: string, claimSecret: string) =>
  await send(`${v1}/requests/${id}/claim`, key, { body: { claimSecret } });
const approved = async () => {
  const { id, claimSecret } = (await ask()).json as { id: string; claimSecret: string };
  await world.vote(id, "approve");
  return { id, claimSecret, grant: (await claim(id, claimSecret)).json.grant as string };
};
const later = async (ms: number, call: () => Promise<Answered>) => {
  world.clock.ahead = ms;
  try {
    return await call();
  } finally {
    world.clock.ahead = 0;
  }
};

/** How each comes about, and the words that tell a person what to do. */
const table: Record<Code, [() => Promise<Answered>, RegExp] | null> = {
  action_unknown: [
    () => ask({ ...wish, action: "refund.everything" }),
    /no action called refund\.everything.*an operator adds actions/s,
  ],
  params_invalid: [
    () => ask({ ...wish, params: { ...params, orderId: "B-1" } }),
    /don't match.*nobody was asked/,
  ],
  no_approver_reachable: [
    () => ask({ action: "lonely.thing", params: {} }),
    /Nobody who may approve this can be reached.*Nothing was asked/,
  ],
  idempotency_conflict: [
    async () => {
      await ask(wish, { "idempotency-key": "one" });
      return await ask({ ...wish, reason: "another wish" }, { "idempotency-key": "one" });
    },
    /used for another request.*Use a new key/,
  ],
  agent_frozen: [
    async () => {
      const mad = await world.agent("mad-bot");
      await setFrozen(world.ctx.db, "mad-bot", { at: Date.now(), reason: "it went rogue" });
      return await send(`${v1}/requests`, mad.key, { body: wish });
    },
    /frozen.*it went rogue.*A person has to unfreeze it/,
  ],
  rate_limited: [
    async () => {
      const eager = await world.agent("eager-bot", { burst: 1, every: "30s" });
      const again = async (amount: string) =>
        await send(`${v1}/requests`, eager.key, { body: { ...wish, params: { ...params, amount } } });
      await again("1.00");
      return await again("2.00");
    },
    /asks for refund\.issue too often, so nobody was asked\. Try again in \d+ seconds/,
  ],
  too_large: [
    () => ask({ action: "note.write", params: { note: "x".repeat(200 * 1024) } }),
    /too large to be shown to a person as a whole/,
  ],
  key_expired: [
    async () => {
      const old = await world.agent("old-bot");
      return await later(90 * 86_400_000, () => send(`${v1}/me`, old.key));
    },
    /has expired.*countersign keys rotate/,
  ],
  grant_consumed: [
    async () => {
      const { grant } = await approved();
      expect((await consume(grant)).status).toBe(200);
      return await consume(grant);
    },
    /used already\. It runs once/,
  ],
  grant_mismatch: [
    async () => await consume((await approved()).grant, { ...params, amount: "4900.00" }),
    /another action or other params\. It must not run/,
  ],
  grant_expired: [
    async () => {
      const { grant } = await approved();
      return await later(5 * 60_000 + 1, () => consume(grant));
    },
    /not used in time.*void\. Ask again/,
  ],
  grant_invalid: [() => consume("a.b.c"), /not a grant that this Countersign signed/],
  claim_refused: [async () => await claim((await ask()).json.id as string, "guess"), /claim secret is wrong/],
  not_approved: [
    async () => {
      const { id, claimSecret } = (await ask()).json as { id: string; claimSecret: string };
      return await claim(id, claimSecret);
    },
    /Nobody has decided yet/,
  ],
  already_final: [
    async () => {
      const { id } = await approved();
      return await send(`${v1}/requests/${id}/cancel`, key, { body: {} });
    },
    /is approved already; nothing changed/,
  ],
  request_unknown: [() => send(`${v1}/requests/req_${"0".repeat(26)}`, key), /no such request/],
  request_invalid: [() => send(`${v1}/requests/req_1?wait=51s`, key), /Correct what is listed/],
  body_invalid: [() => ask({ ...wish, verdict: "approve" }), /Correct what is listed/],
  json_invalid: [() => ask('{"action": refund}'), /not valid JSON: unexpected "r" at line 1, column 12/],
  media_type_unsupported: [() => ask(wish, { "content-type": "text/plain" }), /application\/json/],
  key_missing: [() => send(`${v1}/actions`, null), /Authorization: Bearer csk_/],
  key_invalid: [() => send(`${v1}/actions`, `csk_${"A".repeat(43)}`), /unknown or was revoked/],
  not_found: [() => send(`${world.url}/v2/requests`, null), /nothing at \/v2\/requests.*\/docs/],
  method_not_allowed: [() => send(`${v1}/requests`, key, { method: "DELETE" }), /use POST/],
  agent_unknown: null,
  document_invalid: null,
  key_unknown: null,
  reason_required: null,
  internal: null,
  unavailable: null,
};

test("the table holds what is promised, with the promised status, and every other code there is", () => {
  expect(Object.fromEntries(Object.keys(promised).map((code) => [code, statusOf[code as Code]]))).toEqual(
    promised,
  );
  expect(Object.keys(table).sort()).toEqual(Object.keys(statusOf).sort());
  const untold = Object.entries(table).filter(([, row]) => row === null);
  expect(untold.map(([code]) => code).sort()).toEqual([...notForAgents, ...failures].sort());
  // What routes document is what there is to meet.
  const documented = new Set(routes.flatMap(({ refusals }) => refusals));
  expect(notForAgents.filter((code) => documented.has(code))).toEqual([]);
});

test.each(Object.entries(table).flatMap(([code, row]) => (row ? [[code as Code, ...row] as const] : [])))(
  "%s",
  async (code, call, says) => {
    const { status, json, headers } = await call();
    expect(json).toMatchObject({ code, status: statusOf[code], type: `urn:countersign:problem:${code}` });
    expect(status).toBe(statusOf[code]);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(json.detail).toMatch(says);
    // One or more whole sentences, with nothing of our insides in them.
    expect(json.detail).toMatch(/^[A-Z].{15,}[.!?)]$/s);
    expect(json.detail).not.toMatch(/undefined|null|NaN|\[object|Error:|_[a-z]+_|\bat .*\.ts/);
    const waits = headers.get("retry-after");
    if (code === "rate_limited") expect(Number(waits)).toBeGreaterThan(0);
    else expect(waits).toBeNull();
    if (["params_invalid", "body_invalid", "request_invalid"].includes(code))
      expect(json.errors[0]).toEqual({
        path: expect.stringMatching(/./),
        message: expect.stringMatching(/.{5,}/),
      });
  },
);
