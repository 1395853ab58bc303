/** The gateway connection: what a session survives, and what it says when it does not. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Card, Inbox, Platform } from "../../src/platforms/platform.ts";
import { type DiscordHarness, discordHarness, eventually, general } from "../support/discord-adapter.ts";
import { ids, tokens } from "../support/discord-world.ts";

const asking: Card = {
  tone: "neutral",
  title: "Refund?",
  blocks: [],
  buttons: [[{ press: "approve:1", label: "Approve", style: "success" }]],
};

function inboxOf(press: Inbox["press"] = async () => undefined) {
  const pressed: string[] = [];
  const inbox: Inbox = {
    commands: [],
    forms: {},
    command: async () => undefined,
    async press(event) {
      await press(event);
      pressed.push(event.id);
    },
    form: async () => undefined,
    complete: async () => [],
    change: async () => undefined,
    action: async () => undefined,
    hear: async () => undefined,
  };
  return { inbox, pressed };
}

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await discordHarness();
});
afterEach(() => harness.close());

const healthy = (platform: Platform) => eventually(() => platform.health().ok, "connected", 15_000);
const logged = (words: string) => harness.log.lines.filter((line) => line.includes(words)).length;
async function connected(over: Parameters<DiscordHarness["adapter"]>[0] = {}) {
  const { inbox, pressed } = inboxOf();
  const platform = harness.adapter(over);
  await platform.start(inbox);
  await healthy(platform);
  const posted = await platform.post(general, asking, "k");
  const press = () => harness.sandbox.control.as(ids.moderator).press(ids.general, posted.message, "Approve");
  return { platform, pressed, press };
}

describe("a session goes on, without a new IDENTIFY,", () => {
  const troubles: [string, (harness: DiscordHarness) => void][] = [
    ["when Discord closes with 4000", ({ sandbox }) => sandbox.faults.dropGateway(4000)],
    ["when Discord closes with 4009", ({ sandbox }) => sandbox.faults.dropGateway(4009)],
    ["when Discord asks to reconnect", ({ sandbox }) => sandbox.faults.askReconnect()],
  ];
  for (const [name, trouble] of troubles)
    it(`${name}, and what happened meanwhile arrives`, async () => {
      const { platform, pressed, press } = await connected();
      trouble(harness);
      const outcome = press();
      await eventually(() => logged("resumed the Discord session") === 1, "resumed");
      await eventually(() => pressed.length === 1, "the press arrives");
      expect((await outcome).acknowledged).toBe(true);
      await healthy(platform);
      expect(await harness.identifies()).toBe(1);
    });

  it("when the line goes silent", async () => {
    const { platform, pressed, press } = await connected({ probeMs: 100 });
    harness.sandbox.faults.silence();
    const outcome = press();
    await eventually(() => pressed.length === 1, "the press arrives on a new line");
    expect((await outcome).acknowledged).toBe(true);
    await healthy(platform);
    expect(await harness.identifies()).toBe(1);
    expect(logged("went silent")).toBe(1);
  });

  it("after a restart of the process, and after one that was killed in the middle of an event", async () => {
    const { platform, press } = await connected();
    await platform.stop();
    const missed = press();
    const never = Promise.withResolvers<void>();
    const stuck = inboxOf(() => never.promise);
    const killed = harness.adapter();
    await killed.start(stuck.inbox);
    expect((await missed).acknowledged).toBe(true);
    // What a killed process leaves behind is what the shelf holds at this moment.
    const left = new Map(harness.shelf.values);
    never.resolve();
    await killed.stop();
    harness.shelf.values.clear();
    for (const [key, value] of left) harness.shelf.values.set(key, value);

    const { inbox, pressed } = inboxOf();
    await harness.adapter().start(inbox);
    await eventually(() => pressed.length === 1, "the event that was never handled comes again");
    expect(await harness.identifies()).toBe(1);
  });

  it("even when the address to resume at is dead", async () => {
    const { platform } = await connected();
    await platform.stop();
    for (const [key, value] of harness.shelf.values)
      if (key.startsWith("session:"))
        harness.shelf.values.set(key, value.replace(/ws:\/\/127\.0\.0\.1:\d+/, "ws://127.0.0.1:1"));
    const again = harness.adapter();
    await again.start(inboxOf().inbox);
    await healthy(again);
    expect(await harness.identifies()).toBe(1);
  });
});

describe("a new session", () => {
  it("is started when Discord has forgotten the old one", async () => {
    const { platform } = await connected();
    harness.sandbox.faults.forgetSessions();
    await eventually(() => logged("with a new session") === 2, "a second session", 15_000);
    await healthy(platform);
    expect(await harness.identifies()).toBe(2);
  });
});

describe("trouble is told in a sentence", () => {
  it("when Discord closes for good", async () => {
    const { platform } = await connected();
    harness.sandbox.faults.dropGateway(4004);
    await eventually(() => !platform.health().ok, "refused");
    expect(platform.health().why).toMatch(/does not accept our token any more.*DISCORD_TOKEN/);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await harness.identifies()).toBe(1);
  });

  it("when Discord is down at the start; it connects as soon as it is back", async () => {
    harness.sandbox.faults.fail("GET /users/@me", { status: 503, times: 5 });
    const platform = harness.adapter();
    await platform.start(inboxOf().inbox);
    expect(platform.health()).toMatchObject({ ok: false, why: expect.stringContaining("503") });
    await healthy(platform);
  });

  it("when a token is revoked while running: no call is lost for good by one 401", async () => {
    const { platform } = await connected();
    harness.sandbox.faults.fail("POST /channels", { status: 401 });
    await expect(platform.post(general, asking, "k1")).rejects.toMatchObject({ kind: "refused" });
    await platform.post(general, asking, "k2");
  });
});

it("stopping at any moment leaves nothing running", async () => {
  for (const wait of [0, 1, 5, 20, 50]) {
    const platform = harness.adapter({ token: tokens.helper });
    const starting = platform.start(inboxOf().inbox);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await platform.stop();
    await starting;
    expect(platform.health().ok).toBe(false);
  }
});
