import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  Cancelled,
  Countersign,
  Denied,
  Expired,
  Invalidated,
  RequestRefused,
  Unreachable,
} from "../../src/sdk/client.ts";

interface Seen {
  method: string;
  path: string;
  key: string | undefined;
  idempotencyKey: string | undefined;
  body: unknown;
}
type Reply = {
  status?: number;
  json?: unknown;
  headers?: Record<string, string>;
  drop?: boolean;
  wait?: number;
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A service that answers from a script, one reply a call; the last one repeats. */
async function scripted(replies: Reply[]): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const running = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      const { headers, method = "", url = "" } = request;
      const reply = replies[Math.min(seen.length, replies.length - 1)] ?? {};
      seen.push({
        method,
        path: url,
        key: headers.authorization,
        idempotencyKey: headers["idempotency-key"] as string | undefined,
        body: text ? (JSON.parse(text) as unknown) : undefined,
      });
      if (reply.drop) return request.socket.destroy();
      if (reply.wait) await new Promise((resolve) => setTimeout(resolve, reply.wait));
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
      return response.end(JSON.stringify(reply.json ?? {}));
    });
  });
  server = running;
  await new Promise<void>((resolve) => running.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(running.address() as AddressInfo).port}`, seen };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const wish = {
  action: "refund.issue",
  params: { orderId: "A-1" },
  audience: "payments",
  idempotencyKey: "A-1",
};
const asked: Reply = { status: 201, json: { id: "req_1", state: "pending", claimSecret: "secret" } };
const state = (state: string, denial: object | null = null): Reply => ({
  json: { id: "req_1", state, denial },
});
const granted: Reply = { json: { grant: "a.b.c" } };
const problem = (status: number, code: string, more: object = {}): Reply => ({
  status,
  json: { code, detail: `Refused: ${code}.`, ...more },
  headers: { "content-type": "application/problem+json" },
});

test("asks, waits as long as it takes, claims", async () => {
  const { url, seen } = await scripted([
    asked,
    state("pending"),
    state("pending"),
    state("approved"),
    granted,
  ]);
  const countersign = new Countersign({ url: `${url}/`, key: "csk_x" });
  expect(await countersign.approve(wish)).toBe("a.b.c");
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/requests",
    "GET /v1/requests/req_1?wait=50s",
    "GET /v1/requests/req_1?wait=50s",
    "GET /v1/requests/req_1?wait=50s",
    "POST /v1/requests/req_1/claim",
  ]);
  expect(seen[0]).toMatchObject({
    key: "Bearer csk_x",
    idempotencyKey: "A-1",
    body: { action: "refund.issue", params: { orderId: "A-1" }, audience: "payments" },
  });
  expect(seen[4]?.body).toEqual({ claimSecret: "secret" });
});

test("outlives dropped connections, restarts and being told to slow down, with one idempotency key", async () => {
  const { url, seen } = await scripted([
    { drop: true },
    problem(503, "unavailable"),
    problem(429, "rate_limited", {}),
    asked,
    { drop: true },
    { status: 502 },
    state("approved"),
    { drop: true },
    granted,
  ]);
  const { idempotencyKey: _, ...unnamed } = wish;
  expect(await new Countersign({ url, key: "csk_x" }).approve(unnamed)).toBe("a.b.c");
  const creates = seen.filter(({ path }) => path === "/v1/requests");
  expect(creates).toHaveLength(4);
  expect(new Set(creates.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(creates[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
}, 20_000);

test("Retry-After is kept", async () => {
  const slow = { ...problem(429, "rate_limited"), headers: { "retry-after": "1" } };
  const { url } = await scripted([slow, asked]);
  const started = performance.now();
  await new Countersign({ url, key: "csk_x" }).request(wish);
  expect(performance.now() - started).toBeGreaterThan(990);
});

describe("an end that is not an approval is an error of its own", () => {
  test.each([
    [
      "denied",
      Denied,
      /Denied by a human\. It did not run\. This is final: .* The reason given: the parcel arrived/,
    ],
    ["expired", Expired, /Said by the service/],
    ["cancelled", Cancelled, /Said by the service/],
    ["invalidated", Invalidated, /Said by the service/],
  ])("%s", async (ended, kind, words) => {
    const { url } = await scripted([
      asked,
      state(ended, { reason: "the parcel arrived", message: "Said by the service" }),
    ]);
    const failure: unknown = await new Countersign({ url, key: "csk_x" })
      .approve(wish)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as Error).message).toMatch(words);
    expect(failure).toMatchObject({ requestId: "req_1", name: kind.name });
  });

  test("a state from the future is not an approval", async () => {
    const { url, seen } = await scripted([asked, state("superseded")]);
    await expect(new Countersign({ url, key: "csk_x" }).approve(wish)).rejects.toBeInstanceOf(Invalidated);
    expect(seen.some(({ path }) => path.endsWith("/claim"))).toBe(false);
  });
});

test("a refusal is thrown at once, with its code and what is wrong where", async () => {
  const errors = [{ path: "/params/amount", message: "must be string" }];
  const { url, seen } = await scripted([problem(422, "params_invalid", { errors })]);
  const failure: unknown = await new Countersign({ url, key: "csk_x" })
    .approve(wish)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RequestRefused);
  expect(failure).toMatchObject({ status: 422, code: "params_invalid", errors });
  expect((failure as Error).message).toContain("/params/amount: must be string");
  expect(seen).toHaveLength(1);
});

test("the caller can stop waiting, and can run out of patience", async () => {
  const { url } = await scripted([asked, { ...state("pending"), wait: 30_000 }]);
  const waiting = new Countersign({ url, key: "csk_x" }).approve(wish, { signal: AbortSignal.timeout(150) });
  await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
  const nobody = new Countersign({ url: "http://127.0.0.1:9", key: "csk_x", patience: 100 });
  await expect(nobody.request(wish)).rejects.toBeInstanceOf(Unreachable);
  const failing = await scripted([problem(500, "internal")]);
  const refused = new Countersign({ url: failing.url, key: "csk_x", patience: 100 }).request(wish);
  await expect(refused).rejects.toMatchObject({ name: "RequestRefused", code: "internal" });
});

test("the key never follows a redirect", async () => {
  const { url, seen } = await scripted([{ status: 302, headers: { location: "/elsewhere" } }]);
  await expect(new Countersign({ url, key: "csk_x", patience: 50 }).request(wish)).rejects.toBeInstanceOf(
    Unreachable,
  );
  expect(seen.map(({ path }) => path)).toEqual(expect.not.arrayContaining(["/elsewhere"]));
});
