import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createVerifier, inMemory } from "../../src/sdk/verify.ts";
import { httpWorld, params, send, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
let client: Client;
beforeAll(async () => {
  world = await httpWorld();
  ({ key } = await world.agent("support-bot"));
  client = await connect(key);
});
afterAll(async () => {
  await client.close();
  await world.stop();
});

/** The official SDK's client. */
async function connect(withKey: string): Promise<Client> {
  const made = new Client({ name: "an-agent", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(`${world.url}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${withKey}` } },
  });
  await made.connect(transport);
  return made;
}

async function call(name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { type: string; text: string }[];
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  const data: any = result.structuredContent;
  return { words: first?.text ?? "", data, isError: result.isError ?? false };
}

test("four tools, none of which approves", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "list_actions",
    "request_approval",
    "await_decision",
    "cancel_request",
  ]);
  expect(tools[1]?.inputSchema).toMatchObject({ type: "object", required: ["action", "params"] });
  expect(client.getInstructions()).toContain("Only humans approve");
});

test("lists, asks, waits, gets the grant", async () => {
  expect((await call("list_actions")).data.actions[0]).toMatchObject({
    type: "refund.issue",
    policy: { decideWithin: "15m" },
  });
  const asked = await call("request_approval", wish);
  expect(asked).toMatchObject({
    isError: false,
    data: { state: "pending", claimSecret: expect.any(String) },
  });
  const { id, claimSecret } = asked.data;

  const waiting = call("await_decision", { id, claimSecret });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await world.vote(id, "approve");
  const decided = await waiting;
  expect(decided).toMatchObject({
    isError: false,
    data: { state: "approved", granted: { grant: expect.any(String) } },
  });
  const verify = createVerifier({
    jwks: `${world.url}/.well-known/jwks.json`,
    issuer: world.ctx.publicUrl,
    audience: "payments",
    consumed: inMemory(),
  });
  expect(await verify(decided.data.granted.grant, { action: "refund.issue", params })).toMatchObject({
    requestId: id,
  });

  const without = await call("await_decision", { id });
  expect(without.words).toContain("claimSecret");
  expect(without.data.granted).toBeUndefined();
});

test("a denial is final, in words a model follows, with the human's reason", async () => {
  const { id } = (await call("request_approval", wish)).data;
  await world.vote(id, "deny", "it was delivered");
  const denied = await call("await_decision", { id });
  expect(denied).toMatchObject({
    isError: false,
    data: { state: "denied", denial: { reason: "it was delivered" } },
  });
  expect(denied.words).toMatch(/did not run/i);
});

test("withdrawn", async () => {
  const { id } = (await call("request_approval", { ...wish, idempotencyKey: "one" })).data;
  expect((await call("request_approval", { ...wish, idempotencyKey: "one" })).data.id).toBe(id);
  expect(await call("cancel_request", { id })).toMatchObject({
    isError: false,
    data: { state: "cancelled" },
  });
});

test("refusals keep their codes", async () => {
  const bad = await call("request_approval", { ...wish, params: { ...params, orderId: "B-1" } });
  expect(bad).toMatchObject({
    isError: true,
    data: { code: "params_invalid", errors: [{ path: "/params/orderId" }] },
  });
  expect(bad.words).toContain("/params/orderId");
  expect((await call("await_decision", { id: "req_none" })).data.code).toBe("request_unknown");
  const { id } = (await call("request_approval", wish)).data;
  await world.vote(id, "approve");
  expect((await call("await_decision", { id, claimSecret: "guess" })).data.code).toBe("claim_refused");
  expect(await call("request_approval", { ...wish, verdict: "approve" })).toMatchObject({ isError: true });
  expect(await call("approve", { id })).toMatchObject({ isError: true });
});

test("the same gate and the same key as everywhere", async () => {
  await expect(connect("csk_wrong")).rejects.toThrow(/key_invalid|401/);
  const twice =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"request_approval","arguments":{"action":"refund.issue","params":{"orderId":"A-1","orderId":"A-2"}}}}';
  const refused = await send(`${world.url}/mcp`, key, {
    body: twice,
    headers: { accept: "application/json, text/event-stream" },
  });
  expect(refused.json).toMatchObject({
    status: 422,
    code: "body_invalid",
    errors: [{ message: "This key appears twice." }],
  });
  expect((await send(`${world.url}/mcp`, key)).status).toBe(405);
});
