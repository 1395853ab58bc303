import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../src/http/listen.ts";
import { routes } from "../../src/http/routes/index.ts";
import { httpWorld, send, wish } from "../support/http-world.ts";

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

describe("the service around it", () => {
  test("security headers on every answer", async () => {
    for (const path of ["/healthz", "/docs", "/nothing", "/v1/actions"]) {
      const { headers } = await send(world.url + path, null);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("strict-transport-security")).toMatch(/max-age/);
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("405 names what works", async () => {
    expect((await send(`${v1}/requests/req_1`, null, { method: "PUT" })).headers.get("allow")).toBe("GET");
  });

  test("ready, and what isn't says why", async () => {
    expect((await send(`${world.url}/readyz`, null)).json).toEqual({
      ok: true,
      parts: {
        database: { ok: true, why: null },
        discord: { ok: true, why: null },
        telegram: { ok: true, why: null },
        deliveries: { ok: true, why: null },
      },
    });
    const busy = Promise.withResolvers<void>();
    world.telegram.before = () => busy.promise;
    await ask();
    world.clock.ahead = 61_000;
    const { status, json } = await send(`${world.url}/readyz`, null);
    world.clock.ahead = 0;
    busy.resolve();
    world.telegram.before = () => {};
    expect(status).toBe(503);
    expect(json.parts.deliveries).toEqual({
      ok: false,
      why: expect.stringMatching(/^\d+ cards? ha(s|ve) not shown the latest/),
    });
  });

  test("metrics are Prometheus text", async () => {
    await world.vote((await ask()).json.id, "deny");
    const { text, headers } = await send(`${world.url}/metrics`, null);
    expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const line of text.trim().split("\n"))
      expect(line).toMatch(
        /^(# (HELP|TYPE) countersign_\w+ .+|countersign_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? \d+(\.\d+)?)$/,
      );
    expect(text).toMatch(/countersign_requests\{state="denied"\} [1-9]/);
    expect(text).toContain("countersign_agents 1\n");
    expect(text).toMatch(/countersign_decision_seconds\{quantile="0.95"\} \d/);
    expect(text).toMatch(/countersign_memory_resident_bytes [1-9]/);
    expect(text).not.toMatch(/5551|csk_|support-bot/);
  });

  test("the OpenAPI document names every call and every refusal, and /docs shows it", async () => {
    const document = (await send(`${world.url}/openapi.json`, null)).json;
    expect(document.openapi).toBe("3.1.0");
    const page = (await send(`${world.url}/docs`, null)).text;
    for (const route of routes) {
      const operation = document.paths[route.path][route.method];
      expect(operation.summary).toBe(route.summary);
      const said = JSON.stringify(operation.responses);
      for (const code of route.refusals) expect(said).toContain(`\`${code}\``);
      expect(page).toContain(`</b> <code>${route.path}</code>`);
    }
    expect(document.components.schemas.Wish.required).toEqual(["action", "params"]);
    expect(page).not.toMatch(/<script|https?:\/\/(?!json-schema)[^"<]*\.(js|css)|undefined|\[object/);
  });

  test("a port in use is one sentence", async () => {
    const port = Number(new URL(world.url).port);
    await expect(listen({ fetch: () => new Response() }, { host: "127.0.0.1", port })).rejects.toThrow(
      new RegExp(
        `^Port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. Stop that one, or choose another port: PORT=\\d+\\.$`,
      ),
    );
    await expect(listen({ fetch: () => new Response() }, { host: "192.0.2.1", port: 0 })).rejects.toThrow(
      /^This machine has no address/,
    );
  });

  test("a caller that hangs up stops being waited for", async () => {
    const { id } = (await ask()).json;
    const before = world.logged.length;
    await expect(
      send(`${v1}/requests/${id}?wait=50s`, agent.key, { signal: AbortSignal.timeout(100) }),
    ).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(world.logged.slice(before)).toEqual([]);
  });
});

test("stopping answers those who wait, at once", async () => {
  const stopping = await httpWorld({ own: true });
  const made = await stopping.agent("support-bot");
  const { id } = (await send(`${stopping.url}/v1/requests`, made.key, { body: wish })).json;
  const waiting = send(`${stopping.url}/v1/requests/${id}?wait=50s`, made.key);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const started = performance.now();
  stopping.stopping.abort();
  expect((await waiting).json.state).toBe("pending");
  await stopping.stop();
  expect(performance.now() - started).toBeLessThan(3_000);
});
