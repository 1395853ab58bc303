/** Whatever the network, Telegram or the operator does wrong. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import type { Platform } from "../../src/platforms/platform.ts";
import { calls } from "../../src/platforms/telegram/calls.ts";
import { telegramMethods } from "../../src/sandbox/telegram/methods/index.ts";
import { adapter, memoryInbox, stage, until } from "../support/telegram-adapter.ts";
import type { MemoryInbox } from "../support/telegram-adapter.ts";
import { ada, cem, countersign, group, sdk } from "../support/telegram-world.ts";

const world = stage();
const as = world.as;
const typed = (inbox: MemoryInbox) => inbox.got.commands.map(({ options }) => options["agent"]);
const polls = () => world.sandbox.requests.filter(({ method }) => method === "getUpdates");

async function recovers(trouble: (platform: Platform) => Promise<void> | void, why: RegExp) {
  const inbox = memoryInbox();
  const platform = await world.start(inbox, { pace: { retryMs: 60 } });
  expect(platform.health()).toMatchObject({ ok: true, why: null });
  const seen: (string | null)[] = [];
  const watching = setInterval(() => seen.push(platform.health().why), 2);
  await trouble(platform);
  as(ada).type(countersign, "/audit x");
  await until("it arrives after all", () => typed(inbox).includes("x"));
  await until("healthy again", () => platform.health().ok);
  clearInterval(watching);
  expect(typed(inbox).filter((agent) => agent !== undefined)).toEqual(["x"]);
  expect(seen.find((said) => said !== null)).toMatch(why);
}

describe("trouble", () => {
  test("another poller takes over, and goes away", () =>
    recovers(async (platform) => {
      const leave = world.sandbox.faults.secondPoller("42:cs");
      await until("the conflict shows", () => !platform.health().ok);
      setTimeout(leave, 150);
    }, /Another process receives this bot's updates/));

  test("a connection that died without a word", () =>
    recovers(async (platform) => {
      const revive = world.sandbox.faults.hang("getUpdates");
      as(ada).type(countersign, "/help");
      await until("it is noticed", () => !platform.health().ok);
      revive();
    }, /no answer in time/));

  test("429: waits as long as asked", async () => {
    const before = performance.now();
    await recovers(() => {
      world.sandbox.faults.fail("getUpdates", { status: 429, retryAfter: 1 });
      as(ada).type(countersign, "/help");
      return new Promise((resolve) => setTimeout(resolve, 100));
    }, /slow down/);
    expect(performance.now() - before).toBeGreaterThan(1000);
  });

  test("5xx", () =>
    recovers(() => {
      world.sandbox.faults.fail("getUpdates", { status: 502, times: 3 });
      as(ada).type(countersign, "/help");
    }, /can't be reached/));

  test("every connection is cut", () =>
    recovers(async (platform) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      world.sandbox.faults.dropConnections();
      await until("it is noticed", () => !platform.health().ok);
    }, /can't be reached/));

  test("the token is revoked: says so and stops asking", async () => {
    const platform = await world.start(memoryInbox());
    world.sandbox.faults.fail("getUpdates", { status: 401, times: 1000 });
    as(ada).type(countersign, "/help");
    await until("it shows", () => /wrong token in TELEGRAM_TOKEN/.test(platform.health().why ?? ""));
    const before = polls().length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(polls().length).toBe(before);
  });

  test("a webhook that was left over is removed, and what waits behind it is kept", async () => {
    await sdk(world.sandbox).setWebhook("http://127.0.0.1:1/none");
    as(ada).type(countersign, "/audit x");
    const inbox = memoryInbox();
    await world.start(inbox);
    await until("it arrives", () => typed(inbox).includes("x"));
    const deleted = world.sandbox.requests.filter(({ method }) => method === "deleteWebhook");
    expect(deleted.map(({ params }) => params)).toEqual([{}]);
  });
});

const failure = (promise: Promise<void>) =>
  promise.then(
    () => null,
    (error: Error) => error,
  );

describe("starting", () => {
  test("with Telegram away it keeps trying, and says so meanwhile", async () => {
    world.sandbox.faults.fail("getMe", { status: 502, times: 4 });
    const inbox = memoryInbox();
    const platform = await world.start(inbox);
    expect(platform.health()).toEqual({
      ok: false,
      why: expect.stringMatching(/can't be reached .*trying again/),
    });
    as(ada).type(countersign, "/audit x");
    await until("it arrives", () => typed(inbox).includes("x"));
    expect(platform.health().ok).toBe(true);
  });

  test("can be stopped while it keeps trying", async () => {
    world.sandbox.faults.fail("getMe", { status: 502, times: 10_000 });
    const platform = await world.start(memoryInbox());
    await platform.stop();
    expect(platform.health().ok).toBe(false);
  });

  test("a wrong token: one sentence, without the token in it", async () => {
    const error = await failure(adapter(world.sandbox, { token: "42:secret-part" }).start(memoryInbox()));
    expect(error).toMatchObject({ name: "PlatformError", kind: "refused" });
    expect(error?.message).toMatch(/wrong token in TELEGRAM_TOKEN.*BotFather/);
    expect(error?.message).not.toContain("secret-part");
  });

  test("a wrong address: one sentence that names it", async () => {
    expect(() => adapter({ apiUrl: "not an address" })).toThrow(
      /TELEGRAM_API_URL is not a web address.*not an address/,
    );
    const web = createServer((_, response) => response.end("<html>Welcome!</html>"));
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const apiUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
    const stranger = await failure(adapter({ apiUrl }).start(memoryInbox()));
    expect(stranger).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/not the Telegram Bot API.*TELEGRAM_API_URL/),
    });
    await new Promise((resolve) => web.close(resolve));
    const nobody = await failure(adapter({ apiUrl }).start(memoryInbox()));
    expect(nobody).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/Nothing answers.*TELEGRAM_API_URL/),
    });
  });
});

describe("the list of methods", () => {
  test("is what the sandbox implements, and nothing else is ever called", async () => {
    expect(calls.filter((name) => !(name in telegramMethods))).toEqual([]);
    const inbox = memoryInbox();
    const platform = await world.start(inbox);
    await platform.snapshot(String(group), [String(cem)]);
    as(ada).type(countersign, "/audit");
    await until("it arrives", () => inbox.got.commands.length === 1);
    const list: readonly string[] = calls;
    expect(
      world.sandbox.requests.map(({ method }) => method).filter((method) => !list.includes(method)),
    ).toEqual([]);
  });
});
