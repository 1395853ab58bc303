/** How updates get in: nothing lost, nothing twice, nothing waiting for something else. */
import { describe, expect, test } from "vitest";
import { createWindow } from "../../src/platforms/telegram/window.ts";
import { memoryInbox, memoryShelf, requestCard, stage, until } from "../support/telegram-adapter.ts";
import type { MemoryInbox } from "../support/telegram-adapter.ts";
import { ada, ben, countersign, forum, group, pending, sdk } from "../support/telegram-world.ts";

const world = stage();
const as = world.as;
const typed = (inbox: MemoryInbox) => inbox.got.commands.map(({ options }) => options["agent"]);
const polls = () => world.sandbox.requests.filter(({ method }) => method === "getUpdates");
const latch = () => Promise.withResolvers<void>();

describe("the window", () => {
  test("asks from the lowest update that is not handled", () => {
    const window = createWindow(100);
    expect(window.offset()).toBeUndefined();
    expect(window.admit([10, 11, 12])).toEqual([10, 11, 12]);
    window.done(12);
    window.done(11);
    expect(window.offset()).toBe(10);
    expect(window.admit([10, 11, 12, 13])).toEqual([13]);
    window.done(10);
    expect(window.offset()).toBe(13);
    window.done(13);
    expect(window.offset()).toBe(14);
    expect(window.open()).toBe(0);
  });

  test("is full when the lowest one holds up all that may be seen", () => {
    const window = createWindow(3);
    window.admit([1, 2, 3]);
    window.done(2);
    expect(window.full()).toBe(true);
    window.done(1);
    expect(window.full()).toBe(false);
  });

  test("takes a jump in either direction: after a quiet week Telegram numbers anew", () => {
    const window = createWindow(100);
    window.admit([500]);
    window.done(500);
    expect(window.admit([7])).toEqual([7]);
    window.done(7);
    expect(window.offset()).toBe(8);
    expect(window.admit([90_000])).toEqual([90_000]);
    expect(window.offset()).toBe(90_000);
  });
});

describe("polling", () => {
  test("start returns once Telegram keeps what we asked for, without waiting for news", async () => {
    const before = performance.now();
    await world.start(memoryInbox(), { pace: { pollSeconds: 20 } });
    expect(performance.now() - before).toBeLessThan(5000);
    expect(polls()[0]?.params).toMatchObject({
      timeout: 0,
      allowed_updates: expect.arrayContaining(["chat_member"]),
    });
  });

  test("one slow chat delays no other, and keeps its own order", async () => {
    const slow = latch();
    const inbox = memoryInbox({
      command: async ({ options }) => (options["agent"] === "slow" ? slow.promise : undefined),
    });
    await world.start(inbox);
    as(ben).type(group, "/audit slow");
    as(ben).type(group, "/audit after");
    as(ada).type(forum, "/audit elsewhere");
    await until("the other chat", () => typed(inbox).includes("elsewhere"));
    as(ada).type(countersign, "/audit later");
    await until("what came while the first is still open", () => typed(inbox).includes("later"));
    expect(typed(inbox)).not.toContain("after");
    slow.resolve();
    await until("the rest", () => inbox.got.commands.length === 4);
    expect(typed(inbox).indexOf("slow")).toBeLessThan(typed(inbox).indexOf("after"));
  });

  test("a press does not wait for a long command in the same chat", async () => {
    const slow = latch();
    const inbox = memoryInbox({ command: () => slow.promise });
    const platform = await world.start(inbox);
    const place = { platform: "telegram" as const, workspace: String(group), channel: String(group) };
    const { message } = await platform.post(place, requestCard(), "k");
    as(ben).type(group, "/audit");
    await as(ben).press(group, message, "Approve");
    expect(inbox.got.presses).toHaveLength(1);
    slow.resolve();
  });

  test("while something is open it looks past it, but slowly, and never acknowledges it", async () => {
    const slow = latch();
    const inbox = memoryInbox({ command: () => slow.promise });
    await world.start(inbox, { pace: { peekMs: 100 } });
    as(ben).type(group, "/audit");
    const [first] = await until("it arrives", () =>
      polls().some(({ response }) => JSON.stringify(response).includes("/audit")) ? polls() : null,
    );
    const before = polls().length;
    await new Promise((resolve) => setTimeout(resolve, 550));
    expect(polls().length - before).toBeLessThanOrEqual(6);
    expect(polls().length - before).toBeGreaterThanOrEqual(3);
    expect(await pending(sdk(world.sandbox))).toHaveLength(1);
    expect(first?.params["allowed_updates"]).toContain("chat_member");
    slow.resolve();
    await until("acknowledged", async () => (await pending(sdk(world.sandbox))).length === 0);
  });

  test("holds at most a hundred; all of a burst is handled, in order, once", async () => {
    const slow = latch();
    const inbox = memoryInbox({
      command: async ({ options }) => (options["agent"] === "0" ? slow.promise : undefined),
    });
    await world.start(inbox);
    for (let n = 0; n < 250; n += 1) as(ada).type(countersign, `/audit ${n}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = polls().length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(polls().length, "asking again would bring nothing new").toBe(before);
    slow.resolve();
    await until("all", () => inbox.got.commands.length >= 250);
    expect(typed(inbox)).toEqual(Array.from({ length: 250 }, (_, n) => String(n)));
  });

  test("an update that fails comes again, and is handled once", async () => {
    let failures = 2;
    const inbox = memoryInbox({
      command: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error("the database is away");
      },
    });
    await world.start(inbox);
    as(ben).type(group, "/audit x");
    as(ben).type(group, "/audit y");
    await until("both", () => inbox.got.commands.length === 2);
    expect(typed(inbox)).toEqual(["x", "y"]);
  });

  test("one that always fails is set aside, loudly, and holds up nothing", async () => {
    let tries = 0;
    const inbox = memoryInbox({
      command: async ({ options }) => {
        if (options["agent"] !== "poison") return;
        tries += 1;
        throw new Error("can't be handled");
      },
    });
    const platform = await world.start(inbox);
    as(ben).type(group, "/audit poison");
    as(ben).type(group, "/audit fine");
    await until("the next one", () => typed(inbox).includes("fine"));
    expect(tries).toBe(3);
    expect(platform.log.lines.filter(({ level }) => level === "error")).toEqual([
      { level: "error", message: expect.stringMatching(/set aside/) },
    ]);
    await world.stop();
    expect(await pending(sdk(world.sandbox))).toEqual([]);
  });

  test("a handler that never ends is given up on, loudly", async () => {
    const inbox = memoryInbox({
      command: ({ options }) => (options["agent"] === "stuck" ? latch().promise : Promise.resolve()),
    });
    const platform = await world.start(inbox, { pace: { patienceMs: 100 } });
    as(ben).type(group, "/audit stuck");
    as(ben).type(group, "/audit fine");
    await until("the next one", () => typed(inbox).includes("fine"));
    expect(platform.log.lines).toContainEqual({
      level: "error",
      message: expect.stringMatching(/far too long/),
    });
  });
});

describe("restarts", () => {
  test("stop finishes what has begun and acknowledges it; the rest comes to the next process", async () => {
    const begun = latch();
    const slow = latch();
    const first = memoryInbox({
      command: async () => {
        begun.resolve();
        await slow.promise;
      },
    });
    const platform = await world.start(first);
    for (const n of ["one", "two", "three"]) as(ada).type(countersign, `/audit ${n}`);
    await begun.promise;
    const stopping = platform.stop();
    slow.resolve();
    await stopping;
    expect(typed(first)).toEqual(["one"]);
    const second = memoryInbox();
    await world.start(second);
    await until("the rest", () => second.got.commands.length === 2);
    expect(typed(second)).toEqual(["two", "three"]);
  });

  test("killed: what was handled but not acknowledged is not handled again", async () => {
    const shelf = memoryShelf();
    const never = latch();
    const first = memoryInbox({
      command: ({ options }) => (options["agent"] === "open" ? never.promise : Promise.resolve()),
    });
    const platform = await world.start(first, { shelf, pace: { drainMs: 10 } });
    as(ben).type(group, "/audit open");
    as(ada).type(countersign, "/audit handled");
    as(ben).type(group, "/audit behind");
    await until("one", () => typed(first).includes("handled"));
    const release = world.sandbox.faults.hang("getUpdates");
    await platform.stop();
    release();
    expect(await pending(sdk(world.sandbox)), "nothing was acknowledged").toHaveLength(3);

    const second = memoryInbox();
    await world.start(second, { shelf });
    await until("the rest", () => second.got.commands.length === 2);
    as(ada).type(countersign, "/audit new");
    await until("a new one", () => typed(second).includes("new"));
    expect(typed(second)).toEqual(["open", "behind", "new"]);
  });
});
