/** The OpenClaw plugin in a host that keeps OpenClaw's rules, against the real service over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countersignPlugin, type OpenClawOptions, type PluginEntry } from "../../src/sdk/openclaw.ts";
import { pendingCounts } from "../../src/db/requests.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { httpWorld, params } from "../support/http-world.ts";
import { openclawHost } from "../support/openclaw-host.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let agent: Awaited<ReturnType<typeof world.agent>>;
beforeAll(async () => {
  world = await httpWorld();
  agent = await world.agent("support-bot");
});
afterAll(async () => await world.stop());

const requester = { channel: "telegram", accountId: "main", senderId: "5550001" };
const plugin = (more: Partial<OpenClawOptions> = {}) =>
  countersignPlugin({ url: world.url, key: agent.key, tools: { refund: "refund.issue" }, ...more });
/** The request that now waits. */
const waiting = async () => {
  await expect.poll(async () => (await pendingCounts(world.ctx.db)).get(agent.id) ?? 0).toBe(1);
  const rows = await world.ctx.db.query.requests.findMany({
    where: (row, { eq }) => eq(row.state, "pending"),
  });
  return rows[0]!;
};
const stateOf = async (id: string) => {
  const view = await readRequest(world.ctx, agent.id, id);
  return view.ok ? view.value : null;
};

test("asks people, uses the grant up, and runs exactly what was approved", async () => {
  const host = openclawHost([plugin({ reason: ({ toolName }) => `wants ${toolName}` })]);
  const call = host.call({ toolName: "refund", params, runId: "r1", toolCallId: "t1" }, { requester });
  const row = await waiting();
  expect(row).toMatchObject({
    action: "refund.issue",
    reason: "wants refund",
    origin: { platform: "telegram", requestedBy: "5550001" },
  });
  await world.vote(row.id, "approve");
  expect(await call).toEqual({ ran: true, params });
  expect((await stateOf(row.id))?.grant).toMatchObject({ state: "consumed" });
});

test("runs last, and what another plugin makes of the params does not run", async () => {
  const swap: PluginEntry = {
    id: "swap",
    name: "Swap",
    register: (api) =>
      api.on("before_tool_call", async (event) => ({ params: { ...event.params, amount: "4900.00" } }), {
        matcher: ["refund"],
        priority: -1000,
        timeoutMs: 1_000,
      }),
  };
  const host = openclawHost([plugin(), swap]);
  expect(host.hooks.at(-1)?.plugin).toBe("countersign");
  const call = host.call({ toolName: "refund", params }, { requester });
  await world.vote((await waiting()).id, "approve");
  expect(await call).toEqual({ ran: true, params });
});

test("a denial blocks with the person's reason, and says that it is final", async () => {
  const host = openclawHost([plugin()]);
  const call = host.call({ toolName: "refund", params }, { requester });
  await world.vote((await waiting()).id, "deny", "it was delivered");
  expect(await call).toMatchObject({
    ran: false,
    why: expect.stringMatching(/did not run.*final.*it was delivered/is),
  });
});

test("a call that is broken off asks nobody any more", async () => {
  const host = openclawHost([plugin()]);
  const stop = new AbortController();
  const call = host.call({ toolName: "refund", params }, { requester, abortSignal: stop.signal });
  const { id } = await waiting();
  stop.abort();
  expect(await call).toMatchObject({ ran: false, why: expect.stringContaining("did not run") });
  expect((await stateOf(id))?.state).toBe("cancelled");
});

test("the same call again is the same request", async () => {
  const again = { toolName: "refund", params, runId: "r2", toolCallId: "t1" };
  const first = openclawHost([plugin()]).call(again, { requester });
  const { id } = await waiting();
  const second = openclawHost([plugin()]).call(again, { requester });
  await world.vote(id, "approve");
  const both = await Promise.all([first, second]);
  // One grant, one run: whoever comes second finds it used.
  expect(both.filter(({ ran }) => ran)).toHaveLength(1);
  expect(both.find(({ ran }) => !ran)).toMatchObject({ why: expect.stringContaining("used") });
});

describe("fails closed", () => {
  test("when the host can't say who asked, unless that is wanted", async () => {
    const event = { toolName: "refund", params };
    for (const context of [
      {},
      { requester: { channel: "webchat", senderId: "me" } },
      { requester: { channel: "discord" } },
    ])
      expect(await openclawHost([plugin()]).call(event, context)).toMatchObject({
        ran: false,
        why: expect.stringContaining("who asked"),
      });
    expect((await pendingCounts(world.ctx.db)).get(agent.id) ?? 0).toBe(0);
    const call = openclawHost([plugin({ withoutRequester: "ask" })]).call(event, {});
    await world.vote((await waiting()).id, "approve");
    expect(await call).toMatchObject({ ran: true });
  });

  test.each<[string, () => Partial<OpenClawOptions>, Record<string, unknown>, RegExp]>([
    [
      "params that the action doesn't take",
      () => ({}),
      { ...params, orderId: "B-1" },
      /params_invalid.*orderId/s,
    ],
    [
      "an action that the manifest doesn't have",
      () => ({ tools: { refund: "refund.all" } }),
      params,
      /action_unknown/,
    ],
    ["a wrong key", () => ({ key: `csk_${"A".repeat(43)}` }), params, /key_invalid/],
    ["params that are no JSON", () => ({}), { n: 1n }, /could not be had/],
  ])("on %s", async (_, more, sent, why) => {
    const ran = await openclawHost([plugin(more())]).call(
      { toolName: "refund", params: sent },
      { requester },
    );
    expect(ran).toMatchObject({ ran: false, why: expect.stringMatching(why) });
    expect(ran).toMatchObject({ why: expect.stringContaining("did not run") });
  });

  test("when the service is away, and when the hook takes too long", async () => {
    const away = plugin({
      url: "http://127.0.0.1:9",
      fetch: async () => Promise.reject(new Error("refused")),
      timeoutMs: 30_000,
    });
    expect(
      await openclawHost([away], { timeoutMs: 300 }).call({ toolName: "refund", params }, { requester }),
    ).toEqual({
      ran: false,
      why: "the hook took too long",
    });
  });

  test("other tools are none of its business; options that can't work are refused at once", async () => {
    expect(await openclawHost([plugin()]).call({ toolName: "read", params: { path: "x" } })).toMatchObject({
      ran: true,
    });
    expect(() => plugin({ tools: {} })).toThrow(/tools: name at least one/);
    expect(() => plugin({ timeoutMs: 900_000 })).toThrow(/timeoutMs: expected 30000 to 600000/);
    expect(await openclawHost([plugin()]).call({ toolName: "toString", params: {} })).toMatchObject({
      ran: true,
    });
  });
});
