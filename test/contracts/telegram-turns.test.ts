/** Several processes with one token, and updates that can't be handled just now, or not at all. */
import { describe, expect, test } from "vitest";
import { NotNow } from "../../src/platforms/platform.ts";
import type { SetAside } from "../../src/platforms/telegram/intake.ts";
import { memorySeats } from "../support/seats.ts";
import { memoryInbox, memoryShelf, stage, until } from "../support/telegram-adapter.ts";
import { ada, countersign } from "../support/telegram-world.ts";

const world = stage();
const conflicts = () => world.sandbox.requests.filter(({ status }) => status === 409).length;

describe("two processes with one token", () => {
  test("one polls; the other one takes over when it stops, and nothing is handled twice", async () => {
    const seats = memorySeats();
    const shelf = memoryShelf();
    const [first, second] = [memoryInbox(), memoryInbox()];
    const one = await world.start(first, { seats, shelf });
    const other = await world.start(second, { seats, shelf });
    expect(other.health()).toEqual({ ok: true, why: null });
    world.as(ada).type(countersign, "/help");
    await until("the first one hears it", () => first.got.commands.length === 1);
    const stopped = one.stop();
    world.as(ada).type(countersign, "/help");
    await stopped;
    await until("all are heard", () => first.got.commands.length + second.got.commands.length === 2);
    world.as(ada).type(countersign, "/help");
    await until("the second one hears", () => second.got.commands.length > 0);
    await until("the last one", () => first.got.commands.length + second.got.commands.length === 3);
    expect(conflicts()).toBe(0);
  });

  test("whoever loses the seat stops polling", async () => {
    const seats = memorySeats();
    const shelf = memoryShelf();
    const [first, second] = [memoryInbox(), memoryInbox()];
    await world.start(first, { seats, shelf });
    await world.start(second, { seats, shelf });
    for (const name of seats.held()) seats.takeAway(name);
    await until("the second one hears", () => {
      world.as(ada).type(countersign, "/help");
      return second.got.commands.length > 0;
    });
    const before = first.got.commands.length;
    for (let n = 0; n < 3; n += 1) world.as(ada).type(countersign, "/help");
    await until("the others", () => second.got.commands.length >= 4);
    expect(first.got.commands.length).toBe(before);
  });
});

describe("an update that fails", () => {
  test("because nothing can be handled just now waits, however often it takes", async () => {
    let tries = 0;
    const aside: SetAside[] = [];
    const inbox = memoryInbox({
      command: async () => {
        tries += 1;
        if (tries < 9) throw new NotNow("The database is away.");
      },
    });
    await world.start(inbox, {
      pace: { handleAgainMs: [5, 10] },
      setAside: async (update) => void aside.push(update),
    });
    world.as(ada).type(countersign, "/help");
    await until("it is handled", () => inbox.got.commands.length === 1);
    expect(tries).toBe(9);
    expect(aside).toEqual([]);
  });

  test("again and again is set aside, and told; what comes after it is handled", async () => {
    const aside: SetAside[] = [];
    let tries = 0;
    const inbox = memoryInbox({
      command: async ({ name }) => {
        if (name !== "audit") return;
        tries += 1;
        throw new TypeError("it can't be read");
      },
    });
    await world.start(inbox, {
      pace: { handleAgainMs: [5, 10] },
      setAside: async (update) => void aside.push(update),
    });
    world.as(ada).type(countersign, "/audit");
    world.as(ada).type(countersign, "/help");
    await until("the next one", () => inbox.got.commands.length === 1);
    expect(tries).toBe(3);
    expect(aside).toEqual([{ id: expect.any(Number), kind: "message", why: "TypeError" }]);
  });
});
