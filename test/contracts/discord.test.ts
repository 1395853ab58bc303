/** The Discord adapter's own stories, over loopback against the stateful server: sessions, trouble, hidden channels, commands. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { calls } from "../../src/platforms/discord/calls.ts";
import { INTENTS, PERMISSIONS } from "../../src/platforms/discord/index.ts";
import type { Card, CommandSpec, Inbox, Platform } from "../../src/platforms/platform.ts";
import { discordRoutes } from "../../src/sandbox/discord/server.ts";
import { type DiscordHarness, discordHarness, eventually, general } from "../support/discord-adapter.ts";
import { describedRoutes, discordSpecFound } from "../support/discord-spec.ts";
import { ids } from "../support/discord-world.ts";

const audit: CommandSpec = {
  name: "audit",
  description: () => "What can this bot really do?",
  options: [{ name: "agent", description: () => "The bot", required: false, kind: "agent" }],
  managersOnly: true,
  inPrivate: false,
};
const help: CommandSpec = {
  name: "help",
  description: () => "What is this?",
  options: [{ name: "topic", description: () => "About what", required: false, kind: "text" }],
  managersOnly: false,
  inPrivate: true,
};

const card = (title: string, more: Partial<Card> = {}): Card => ({
  tone: "neutral",
  title,
  blocks: [],
  buttons: [],
  ...more,
});
const asking = card("Refund?", { buttons: [[{ press: "approve:1", label: "Approve", style: "success" }]] });

function inboxOf(over: Partial<Inbox> = {}): Inbox & { heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    commands: [audit, help],
    forms: {},
    command: async ({ name }) => void heard.push(name),
    press: async ({ press }) => void heard.push(press),
    form: async ({ press }) => void heard.push(press),
    complete: async () => [],
    change: async () => undefined,
    action: async () => undefined,
    hear: async () => undefined,
    ...over,
  };
}

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await discordHarness();
});
afterEach(() => harness.close());

async function started(inbox: Inbox = inboxOf(), over: Parameters<DiscordHarness["adapter"]>[0] = {}) {
  const platform = harness.adapter(over);
  await platform.start(inbox);
  await healthy(platform);
  return platform;
}
const healthy = (platform: Platform) => eventually(() => platform.health().ok, "connected");
const logged = (words: string) => harness.log.lines.filter((line) => line.includes(words)).length;
const puts = () => harness.sandbox.requests.filter(({ method }) => method === "PUT");
const mara = () => harness.sandbox.control.as(ids.moderator);

describe("asks for little", () => {
  it("no privileged intent, no right to change anything", () => {
    expect(INTENTS).toBe(53);
    expect(INTENTS & ((1 << 1) | (1 << 8) | (1 << 15))).toBe(0);
    expect(PERMISSIONS).toBe((1n << 10n) | (1n << 11n) | (1n << 7n));
  });

  it("calls only what calls.ts lists, and the sandbox has all of it", async () => {
    const listed: string[] = Object.values(calls);
    const implemented = discordRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(listed.filter((each) => !implemented.includes(each))).toEqual([]);
    if (discordSpecFound) expect(listed.filter((each) => !describedRoutes().has(each))).toEqual([]);

    const inbox = inboxOf({
      command: async ({ reply }) => void (await reply(card("Hi"), { private: true })),
    });
    const platform = await started(inbox);
    const posted = await platform.post(general, asking, "k");
    await platform.edit(posted, card("Done"));
    await (await mara().type(ids.general, "/help")).finished();
    await platform.snapshot(ids.guild, []);
    await platform.standing(ids.moderator, ids.guild);
    const made = harness.sandbox.requests.map(({ method, route }) => `${method} ${route}`);
    expect(new Set(made).size).toBeGreaterThan(8);
    expect(made.filter((each) => !listed.includes(each))).toEqual([]);
  });
});

describe("slash commands", () => {
  it("are registered once, and again only when they differ", async () => {
    await (await started()).stop();
    expect(puts()).toHaveLength(1);
    expect(puts()[0]?.body).toMatchObject([
      { name: "audit", contexts: [0], integration_types: [0], default_member_permissions: "32" },
      { name: "help", contexts: [0, 1], default_member_permissions: null },
    ]);
    await (await started()).stop();
    expect(puts()).toHaveLength(1);
    await started(inboxOf({ commands: [help] }));
    expect(puts()).toHaveLength(2);
  });

  it("pick an agent by its id", async () => {
    const options: Record<string, string>[] = [];
    await started(inboxOf({ command: async (event) => void options.push(event.options) }));
    await mara().type(ids.general, "/audit", { agent: ids.helper });
    await eventually(() => options.length === 1, "the command arrives");
    expect(options).toEqual([{ agent: ids.helper }]);
  });

  it("show no endless thinking when nobody answers", async () => {
    const inbox = inboxOf();
    await started(inbox);
    const outcome = await mara().type(ids.general, "/help");
    expect(outcome.kind).toBe("thinking");
    await eventually(() => outcome.reply() === null, "the waiting reply is removed");
  });

  it("work in a private chat", async () => {
    const inbox = inboxOf({
      command: async ({ reply, place }) =>
        void (await reply(card(place.workspace ?? "nowhere but here"), { private: true })),
    });
    await started(inbox);
    const outcome = await mara().type(mara().dm(ids.countersign), "/help");
    expect((await outcome.finished()).text).toContain("nowhere but here");
  });

  it("where the bot may not write are answered openly to the one who asked only, and say so", async () => {
    await started(
      inboxOf({ command: async ({ reply }) => void (await reply(card("Report"), { private: false })) }),
    );
    const reply = await (await mara().type(ids.secret, "/help")).finished();
    expect(reply.ephemeral).toBe(true);
    expect(reply.text).toContain("Report");
    expect(reply.text).toContain("Only you see this");
  });
});

describe("acknowledgements", () => {
  it("that fail don't undo what was done", async () => {
    harness.sandbox.faults.fail("/callback", {
      status: 404,
      body: { code: 10062, message: "Unknown interaction" },
    });
    const inbox = inboxOf({
      async press({ press, reply }) {
        inbox.heard.push(press);
        expect(await reply(card("Counted"), { private: true })).toBeNull();
      },
    });
    const platform = await started(inbox);
    const posted = await platform.post(general, asking, "k");
    void mara().press(ids.general, posted.message, "Approve");
    await eventually(() => inbox.heard.length === 1, "the press is handled");
    await eventually(() => logged("handled all the same") === 1, "the failure is logged");
  });

  it("come before anything is looked up, with a hundred presses at once", async () => {
    const platform = await started(
      inboxOf({ press: () => new Promise((resolve) => setTimeout(resolve, 500)) }),
    );
    const posted = await platform.post(general, asking, "k");
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => mara().press(ids.general, posted.message, "Approve")),
    );
    expect(outcomes.filter(({ acknowledged }) => !acknowledged)).toEqual([]);
  });
});

describe("standing", () => {
  it("is unknown, and without rights, when Discord does not answer", async () => {
    const platform = await started();
    harness.sandbox.faults.fail("/members/", { status: 500, times: 9 });
    expect(await platform.standing(ids.moderator, ids.guild)).toEqual({
      state: "unknown",
      roles: [],
      manages: false,
      bot: false,
      name: "",
    });
  });

  it("knows owners, timed-out managers and bots", async () => {
    const platform = await started();
    expect(await platform.standing(ids.owner, ids.guild)).toMatchObject({ manages: true, name: "Olga" });
    expect(await platform.standing(ids.helper, ids.guild)).toMatchObject({ bot: true, manages: true });
    expect(await platform.standing(ids.moderator, ids.guild)).toMatchObject({
      manages: true,
      roles: [ids.modRole],
    });
    harness.sandbox.control.as(ids.owner).timeout(ids.moderator, 5);
    expect(await platform.standing(ids.moderator, ids.guild)).toMatchObject({ manages: false });
  });
});

const sentence = async (over: Parameters<DiscordHarness["adapter"]>[0]) => {
  const failure: unknown = await harness
    .adapter(over)
    .start(inboxOf())
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "PlatformError", kind: "refused" });
  return (failure as Error).message;
};

describe("one wrong setting gets one helpful sentence", () => {
  it("token", async () => {
    expect(await sentence({ token: "wrong" })).toMatch(/does not accept this token.*DISCORD_TOKEN/);
    expect(await sentence({ token: "two words" })).toMatch(/DISCORD_TOKEN/);
  });
  it("address", async () => {
    expect(await sentence({ apiUrl: "discord" })).toMatch(/DISCORD_API_URL is not a web address: discord/);
    expect(await sentence({ apiUrl: "http://127.0.0.1:1/api" })).toMatch(
      /Nothing answers at .*DISCORD_API_URL/,
    );
    expect(await sentence({ apiUrl: harness.sandbox.apiUrl.replace("/api", "/nope") })).toMatch(
      /is not Discord's API/,
    );
  });
  it("shards", async () => {
    expect(await sentence({ shards: "5-3/2" })).toMatch(/DISCORD_SHARDS must be "auto" or like "0-3\/16"/);
  });
});
