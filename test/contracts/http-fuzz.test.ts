import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttp } from "../../src/http/server.ts";
import { httpWorld, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
let call: (path: string, init?: RequestInit) => Promise<Response>;
beforeAll(async () => {
  world = await httpWorld();
  key = (await world.agent("support-bot", { burst: 10_000, join: false, pause: "never" })).key;
  const app = createHttp(world.ctx);
  call = async (path, init = {}) => await app.request(path, init);
});
afterAll(async () => await world.stop());

const paths = [
  "/v1/requests",
  "/v1/requests/req_1/cancel",
  "/v1/requests/req_1/claim",
  "/v1/grants/consume",
  "/v1/reports",
  "/mcp",
];
const seed = 20_261_122;

async function acceptable(response: Response): Promise<void> {
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  if (response.status < 400) return;
  expect(text).not.toMatch(/\bat .+\.ts:\d|node_modules/);
  expect(text).not.toContain(key);
  if (response.headers.get("content-type") === "application/problem+json")
    expect(JSON.parse(text)).toMatchObject({
      status: response.status,
      code: expect.stringMatching(/^[a-z_]+$/),
      detail: expect.any(String),
    });
}

const post = async (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) =>
  await call(path, {
    method: "POST",
    body,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
  });

test("any JSON is answered, never with a failure of ours", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.json({ maxDepth: 6 }), async (path, body) => {
      await acceptable(await post(path, body));
    }),
    { seed, numRuns: 1_000 },
  );
}, 60_000);

test("any change of a good body is answered", async () => {
  const good = JSON.stringify({
    ...wish,
    origin: { platform: "telegram", workspace: "-1", requestedBy: "5" },
    decideWithin: "5m",
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(good.length),
      fc.nat(4),
      fc.string({ unit: "binary", maxLength: 6 }),
      async (at, gone, instead) => {
        await acceptable(await post("/v1/requests", good.slice(0, at) + instead + good.slice(at + gone)));
      },
    ),
    { seed, numRuns: 300 },
  );
}, 60_000);

test("a good request with any strange value is answered", async () => {
  const field = fc.constantFrom(
    "action",
    "params",
    "reason",
    "audience",
    "origin",
    "decideWithin",
    "useWithin",
    "callbackUrl",
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    fc.constantFrom("999999d", "1s", "__proto__", "\u0000"),
  );
  await fc.assert(
    fc.asyncProperty(field, value, async (name, strange) => {
      await acceptable(await post("/v1/requests", JSON.stringify({ ...wish, [name]: strange })));
      await acceptable(
        await post(
          "/v1/requests",
          JSON.stringify({ ...wish, action: "note.write", params: { [name]: strange } }),
        ),
      );
    }),
    { seed, numRuns: 80 },
  );
}, 60_000);

test("any bytes, any headers, any path", async () => {
  const token = fc.string({ unit: fc.constantFrom(..."abcXYZ019 -_=;/,.:\"'\\%".split("")), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.uint8Array({ maxLength: 200 }),
      token,
      token,
      token,
      async (path, bytes, authorization, type, idempotencyKey) => {
        await acceptable(await post(path, new Uint8Array(bytes)));
        await acceptable(await post(path, "{}", { authorization }));
        await acceptable(await post(path, "{}", { "content-type": type }));
        await acceptable(
          await post("/v1/requests", JSON.stringify(wish), { "idempotency-key": idempotencyKey }),
        );
        const headers = { authorization: `Bearer ${key}` };
        await acceptable(
          await call(`/v1/requests/${encodeURIComponent(authorization)}?wait=${encodeURIComponent(type)}`, {
            headers,
          }),
        );
        await acceptable(await call(`/${encodeURI(authorization.replaceAll("\\", ""))}`, { headers }));
      },
    ),
    { seed, numRuns: 60 },
  );
}, 60_000);
