/** What only one process may do: who has the seat, who gets it next, and what becomes of whoever lost it. */
import postgres from "postgres";
import { afterEach, describe, expect, it } from "vitest";
import { type OpenedSeats, openSeats } from "../../src/db/seats.ts";
import type { Inbox, PressEvent } from "../../src/platforms/platform.ts";
import { type DiscordHarness, discordHarness, eventually, general } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { silent } from "../support/log.ts";
import { memorySeats } from "../support/seats.ts";

describe("on PostgreSQL", () => {
  const all: OpenedSeats[] = [];
  afterEach(async () => {
    for (const seats of all.splice(0)) await seats.close();
  });
  const open = (url: string) => {
    const seats = openSeats({ kind: "postgres", url }, silent);
    all.push(seats);
    return seats;
  };
  const forever = new AbortController().signal;

  it("one has the seat, and another one gets it when it is given up", async () => {
    const url = await freshPostgresUrl();
    const [one, other] = [open(url), open(url)];
    const seat = await one.take("bot", forever);
    let got = false;
    const next = other.take("bot", forever).then((second) => {
      got = true;
      return second;
    });
    await (await other.take("another bot", forever)).leave();
    expect(got).toBe(false);
    await seat.leave();
    expect((await next).lost.aborted).toBe(false);
  });

  it("who loses the connection hears of it, and the seat goes to another one", async () => {
    const url = await freshPostgresUrl();
    const [one, other] = [open(url), open(url)];
    const seat = await one.take("bot", forever);
    const next = other.take("bot", forever);
    const lost = new Promise((resolve) => seat.lost.addEventListener("abort", resolve, { once: true }));
    const admin = postgres(url, { max: 1 });
    await admin`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()`;
    await admin.end();
    await lost;
    await next;
    // And it stands in line again.
    const again = one.take("bot", forever);
    await (await next).leave();
    expect((await again).lost.aborted).toBe(false);
  });

  it("who no longer wants it stands in nobody's way", async () => {
    const url = await freshPostgresUrl();
    const [one, other] = [open(url), open(url)];
    const seat = await one.take("bot", forever);
    const giveUp = new AbortController();
    const never = other.take("bot", giveUp.signal);
    giveUp.abort();
    await expect(never).rejects.toThrow();
    await seat.leave();
    await (await one.take("bot", forever)).leave();
  });
});

describe("Discord's shards", () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());
  const inboxOf = (pressed: PressEvent[]): Inbox => ({
    commands: [],
    forms: {},
    command: async () => undefined,
    press: async (event) => void pressed.push(event),
    form: async () => undefined,
    complete: async () => [],
    change: async () => undefined,
    action: async () => undefined,
    hear: async () => undefined,
  });
  const asking = {
    tone: "neutral" as const,
    title: "Refund?",
    blocks: [],
    buttons: [[{ press: "approve:1", label: "Approve", style: "success" as const }]],
  };
  async function two() {
    harness = await discordHarness();
    const seats = memorySeats();
    const heard: [PressEvent[], PressEvent[]] = [[], []];
    const one = harness.adapter({ seats });
    await one.start(inboxOf(heard[0]));
    await eventually(() => one.health().ok, "connected");
    const other = harness.adapter({ seats });
    await other.start(inboxOf(heard[1]));
    const posted = await one.post(general, asking, "k");
    const press = () =>
      harness.sandbox.control.as(ids.moderator).press(ids.general, posted.message, "Approve");
    return { seats, heard, one, other, press };
  }

  it("are run by one process; the other stands by, and is healthy", async () => {
    const { heard, other, press } = await two();
    expect((await press()).acknowledged).toBe(true);
    await eventually(() => heard[0].length === 1, "the press");
    expect(heard[1]).toEqual([]);
    expect(other.health()).toEqual({ ok: true, why: null });
    expect(await harness.identifies()).toBe(1);
  });

  it("go over to the other when the first one stops, with the same session and no press refused", async () => {
    const { heard, one, press } = await two();
    const stopped = one.stop();
    const outcome = await press();
    await stopped;
    expect(outcome.acknowledged).toBe(true);
    await eventually(() => heard[0].length + heard[1].length === 1, "the press");
    expect((await press()).acknowledged).toBe(true);
    await eventually(() => heard[1].length >= 1, "the press at the other one");
    expect(await harness.identifies()).toBe(1);
  });

  it("are let go at once by whoever lost them", async () => {
    const { seats, heard, press } = await two();
    const name = seats.held().find((each) => each.endsWith(":0/1")) ?? "";
    seats.takeAway(name);
    await eventually(async () => {
      await press();
      return heard[1].length > 0;
    }, "presses at the other one");
    const before = heard[0].length;
    for (let n = 0; n < 3; n += 1) expect((await press()).acknowledged).toBe(true);
    expect(heard[0].length).toBe(before);
  });
});
