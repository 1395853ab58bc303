/** Mutated calls and presses through the agents' door and the people's: 24,000 of the 100,000 (SECURITY.md). */
import { count } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { presses as registered } from "../../src/commands/presses/index.ts";
import { requests, votes } from "../../src/db/schema.ts";
import { createHttp } from "../../src/http/server.ts";
import { httpWorld, wish } from "../support/http-world.ts";
import { mutated, pick, seeded, textMutated } from "../support/mutate.ts";

const seed = 20_261_122;
const CALLS = 12_000;
const PRESSES = 12_000;
/** So many at once: the embedded database answers one after the other anyway. */
const AT_ONCE = 50;

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
beforeAll(async () => {
  world = await httpWorld();
  key = (await world.agent("support-bot", { burst: 10_000, join: false, pause: "never" })).key;
});
afterAll(async () => await world.stop());

const paths = [
  "/v1/requests",
  "/v1/requests/req_1",
  "/v1/requests/req_1/cancel",
  "/v1/requests/req_1/claim",
  "/v1/grants/consume",
  "/v1/reports",
  "/v1/actions",
  "/v1/agents/me",
  "/mcp",
  "/healthz",
  "/docs",
];
const bodies = [
  { ...wish, decideWithin: "5m", origin: { platform: "telegram", workspace: "-1", requestedBy: "5" } },
  { claimSecret: "a".repeat(43) },
  { grant: "eyJhbGciOiJFZERTQSJ9.e30.c2ln", action: "refund.issue", params: wish.params },
  { telegram: { can_read_all_group_messages: true }, promptSha256: "0".repeat(64) },
  { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "request_approval", arguments: wish } },
];

test(`no body, header or path is a failure of ours, or accepted without the key: ${CALLS}`, async () => {
  const random = seeded(seed);
  const app = createHttp(world.ctx);
  const before = world.logged.length;
  const bad: unknown[] = [];
  const statuses = new Map<number, number>();
  const call = async () => {
    const right = random() < 0.7;
    const authorization = `Bearer ${right ? key : textMutated(key, random)}`;
    const path = random() < 0.6 ? pick(random, paths) : textMutated(pick(random, paths), random);
    const text = JSON.stringify(mutated(pick(random, bodies), random));
    const body = random() < 0.3 ? textMutated(text, random) : text;
    const headers = new Headers();
    const given: [string, string][] = [
      ["authorization", authorization],
      ["content-type", random() < 0.9 ? "application/json" : textMutated("application/json", random)],
      ["accept", "application/json, text/event-stream"],
      ["idempotency-key", textMutated("refund-A-1041", random)],
    ];
    for (const [name, value] of given)
      // What no client can send is no input.
      try {
        headers.append(name, value);
      } catch {}
    const method = pick(random, ["POST", "POST", "POST", "GET", "PUT", "DELETE"]);
    let request: Request;
    try {
      request = new Request(`http://localhost${path.startsWith("/") ? "" : "/"}${path}`, {
        method,
        headers,
        ...(method === "GET" ? {} : { body }),
      });
    } catch {
      return;
    }
    const response = await app.request(request);
    const answer = await response.text();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const leaks = answer.includes(key) || /\bat .+\.ts:\d|node_modules/.test(answer);
    const open =
      !new URL(request.url).pathname.startsWith("/v1/") || headers.get("authorization")?.trim().endsWith(key);
    if (response.status >= 500 || leaks || (response.status < 300 && !open))
      bad.push([response.status, request.url, body, answer]);
  };
  for (let n = 0; n < CALLS; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, call));
  expect(bad.slice(0, 3)).toEqual([]);
  expect(world.logged.slice(before).filter(({ message }) => message === "a call failed")).toEqual([]);
  // Some of everything: a fuzz that is refused at the first gate proves little.
  for (const status of [200, 400, 401, 404, 405, 422])
    expect(statuses.get(status) ?? 0).toBeGreaterThan(CALLS / 400);
}, 150_000);

test(`no callback data or custom id of a stranger's decides anything: ${PRESSES}`, async () => {
  const random = seeded(seed + 1);
  const app = createHttp(world.ctx);
  const body = JSON.stringify({ ...wish, action: "refund.issue" });
  const asked = await app.request("/v1/requests", {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
  });
  const { id } = (await asked.json()) as { id: string };
  const inbox = createInbox(world.ctx);
  world.telegram.join("666", { name: "Mallory" });
  const ended = async () => (await world.ctx.db.select({ n: count() }).from(votes))[0]?.n;
  const before = await ended();
  const verbs = registered.map(({ verb }) => verb);
  const failed: unknown[] = [];
  const press = async () => {
    const data = `${pick(random, verbs)}:${id}${random() < 0.3 ? `:${pick(random, ["1", "discord", "support-bot", "-1"])}` : ""}`;
    const on = {
      place: { platform: "telegram" as const, workspace: "-1001", channel: "-1001" },
      message: "1",
    };
    await inbox
      .press({
        press: random() < 0.5 ? data : textMutated(data, random),
        actor: { platform: "telegram", id: "666", name: "Mallory", bot: false, manages: false, roles: [] },
        place: on.place,
        on,
        values: [],
        comesAgain: false,
        reply: async () => null,
      } as unknown as Parameters<typeof inbox.press>[0])
      .catch((failure: unknown) => failed.push([failure, data]));
  };
  for (let n = 0; n < PRESSES; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, press));
  expect(failed.slice(0, 3)).toEqual([]);
  expect(await ended()).toBe(before);
  const row = (await world.ctx.db.select().from(requests)).find((each) => each.id === id);
  expect(row?.state).toBe("pending");
}, 150_000);

test("a zero byte in an address is not found, as it was found here", async () => {
  const app = createHttp(world.ctx);
  const headers = { authorization: `Bearer ${key}` };
  expect((await app.request("/v1/requests/re%00q_1", { headers })).status).toBe(404);
});
