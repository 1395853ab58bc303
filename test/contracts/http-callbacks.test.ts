import { hostname } from "node:os";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callbacksTo } from "../../src/deliveries/outbound/callbacks.ts";
import { exportLedger } from "../../src/use-cases/verify-ledger.ts";
import { failedCallbacks } from "../../src/use-cases/failed-callbacks.ts";
import { showApprovals } from "../../src/use-cases/show-approvals.ts";
import { textOf } from "../support/fake-platform.ts";
import { giveUpCallback } from "../../src/use-cases/call-back.ts";
import { httpWorld, send, wish } from "../support/http-world.ts";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
let receiver: Server;
let hook: string;
const received: Received[] = [];
/** What the receiver answers next; 204 when empty. */
const answers: number[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answers.shift() ?? 204, { location: `${hook}/elsewhere` }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  world = await httpWorld();
  key = (await world.agent("support-bot")).key;
});
afterAll(async () => {
  await world.stop();
  receiver.close();
});

const ask = async (callbackUrl: string) =>
  await send(`${world.url}/v1/requests`, key, { body: { ...wish, callbackUrl } });
const calls = (path: string) => received.filter((call) => call.path === path);

test("a decision is told once, signed so that the standardwebhooks library accepts it, and only it", async () => {
  const { status, json } = await ask(`${hook}/one`);
  expect(status).toBe(201);
  expect(json.callbackSecret).toMatch(/^whsec_/);
  await world.vote(json.id, "approve");
  await expect.poll(() => calls("/one").length, { timeout: 10_000 }).toBe(1);

  const { headers, body } = calls("/one")[0] as Received;
  const webhook = new Webhook(json.callbackSecret);
  expect(webhook.verify(body, headers as Record<string, string>)).toEqual({
    type: "request.approved",
    timestamp: expect.stringMatching(/Z$/),
    data: { id: json.id, action: "refund.issue", state: "approved", actionHash: json.actionHash },
  });
  expect(body).not.toContain("grant");
  expect(() =>
    webhook.verify(body.replace("approved", "denied"), headers as Record<string, string>),
  ).toThrow();
  const stranger = await world.agent("stranger");
  const other = (
    await send(`${world.url}/v1/requests`, stranger.key, { body: { ...wish, callbackUrl: `${hook}/x` } })
  ).json;
  expect(other.callbackSecret).not.toBe(json.callbackSecret);
  expect(() => new Webhook(other.callbackSecret).verify(body, headers as Record<string, string>)).toThrow();
}, 20_000);

test("tried again until it gets through, always with the same id, and never through a redirect", async () => {
  answers.push(500, 302);
  const { json } = await ask(`${hook}/again`);
  await world.vote(json.id, "deny", "no");
  await expect.poll(() => calls("/again").length, { timeout: 20_000 }).toBe(3);
  const tries = calls("/again");
  expect(new Set(tries.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  for (const { body, headers } of tries)
    expect(new Webhook(json.callbackSecret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: "request.denied",
    });
  expect(calls("/elsewhere")).toEqual([]);
}, 30_000);

test("withdrawn is told too; a request without an address tells nobody", async () => {
  const { json } = await ask(`${hook}/withdrawn`);
  const quiet = (await send(`${world.url}/v1/requests`, key, { body: wish })).json;
  expect(quiet.callbackSecret).toBeUndefined();
  await world.vote(quiet.id, "approve");
  await send(`${world.url}/v1/requests/${json.id}/cancel`, key, { body: {} });
  await expect.poll(() => calls("/withdrawn").length, { timeout: 10_000 }).toBe(1);
  expect(received.some(({ body }) => body.includes(quiet.id))).toBe(false);
}, 20_000);

test.each([
  "http://169.254.169.254/latest",
  "https://10.0.0.1/",
  "https://user:pw@agent.example.org/",
  "ftp://agent.example.org/",
])("an address that must not be called is refused at once: %s", async (url) => {
  expect((await ask(url)).json).toMatchObject({
    status: 422,
    code: "body_invalid",
    errors: [{ path: "/callbackUrl", message: expect.any(String) }],
  });
});

test("a name is checked by the addresses it has when it is called", async () => {
  // Resolves on every machine without a network, and is not spelled like this machine.
  const port = new URL(hook).port;
  const strict = callbacksTo({ hosts: [], loopback: false });
  expect(strict.refuses(`https://${hostname()}:${port}/`)).toBeNull();
  await expect(strict.post(`https://${hostname()}:${port}/rebound`, {}, "{}")).rejects.toThrow(
    /not on the public internet|ENOTFOUND|EAI_AGAIN/,
  );
  expect(calls("/rebound")).toEqual([]);
});

test("a call that never gets through is in the ledger, on the cards, in /approvals, and for the operator", async () => {
  const { json } = await ask(`${hook}/lost`);
  await world.vote(json.id, "approve");
  await giveUpCallback(world.ctx, json.id);
  expect(await failedCallbacks(world.ctx)).toEqual([{ agentId: "support-bot", count: 1 }]);
  const told = () =>
    [...world.telegram.messages.values()].filter(({ card }) => textOf(card).includes("could not be told"));
  await expect.poll(() => told().length, { timeout: 10_000 }).toBe(1);
  expect(textOf(told()[0]!.card)).toContain("The decision stands");
  const manager = world.telegram.join("5551", { manages: true });
  const list = await showApprovals(world.ctx, {
    actor: manager,
    workspace: "-100200",
    page: 0,
    filter: { ended: "all", agent: null },
  });
  expect(textOf(list)).toContain("the agent could not be told");
  const kinds: string[] = [];
  for await (const entry of exportLedger(world.ctx)) if (entry.subject === json.id) kinds.push(entry.kind);
  expect(kinds).toContain("callback.failed");
});
