/** Cards that ask for a choice, with names of any length and script: what comes out, both platforms accept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentCard } from "../../src/cards/agent.ts";
import { setupCard, type SetupShown } from "../../src/cards/setup.ts";
import { shortWelcome, welcomeCard } from "../../src/cards/welcome.ts";
import { purposes } from "../../src/domain/manifest.ts";
import { render as onDiscord } from "../../src/platforms/discord/render.ts";
import { pageOf } from "../../src/platforms/discord/controls.ts";
import { render as onTelegram } from "../../src/platforms/telegram/render.ts";
import { chosenBy } from "../../src/platforms/telegram/selects.ts";
import type { Card, PlatformId, Select } from "../../src/platforms/platform.ts";
import { formFaults } from "../../src/sandbox/discord/errors.ts";
import { checkComponents } from "../../src/sandbox/discord/messages/components.ts";
import { readMarkup } from "../../src/sandbox/telegram/keyboard.ts";

/** Throws what the platform would. Ids of one platform are too long for the other's buttons, and never get there. */
function accepted(card: Card, platform: PlatformId): void {
  if (platform === "discord") {
    const { body, files } = onDiscord(card);
    const faults = formFaults();
    checkComponents(body.components, { faults, v2: true, files: files.map(({ name }) => name) });
    return faults.check();
  }
  const { keyboard, text } = onTelegram(card);
  readMarkup({ reply_markup: keyboard }, true);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(text.length).toBeGreaterThan(0);
}

const name = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.constantFrom("", " ", "@everyone", "<@1>", "**x**", "‮evil", "```", "/start", "a".repeat(2_000)),
);
const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String);
const purpose = fc.option(fc.constantFrom(...purposes));
const shown = fc.record({
  platform: fc.constantFrom("discord" as const, "telegram" as const),
  title: name,
  bots: fc.uniqueArray(
    fc.record({ userId: snowflake, name, purpose, manifest: fc.option(fc.constant("desk")) }),
    { selector: ({ userId }) => userId, maxLength: 30 },
  ),
  admins: fc.uniqueArray(fc.record({ id: snowflake, name }), { selector: ({ id }) => id, maxLength: 30 }),
  lost: fc.subarray(["approvers", "approvals", "reports"] as const),
  waiting: fc.boolean(),
  unfinished: fc.boolean(),
  roles: fc.uniqueArray(snowflake, { maxLength: 10 }),
  channel: fc.option(snowflake),
});

function cardOf(given: typeof shown extends fc.Arbitrary<infer T> ? T : never, page: number): Card {
  const discord = given.platform === "discord";
  const workspace = discord ? "1234567890123456789" : "-1001234567890123";
  const approvers = discord
    ? given.roles.map((id) => `discord:role:${id}`)
    : [`telegram:admins:${workspace}`];
  const wanted = { approvers, approvals: given.channel, reports: given.channel, purposes: {} };
  const view: SetupShown = { ...given, lost: [...given.lost], workspace, wanted, names: {} };
  // Telegram's numbers have at most 52 bits.
  const bots = discord ? view.bots : view.bots.map((bot) => ({ ...bot, userId: bot.userId.slice(0, 15) }));
  const unique = bots.filter((bot, at) => bots.findIndex(({ userId }) => userId === bot.userId) === at);
  const open = unique[0] ? { press: `setup-purpose:${workspace}:${unique[0].userId}`, page: 0 } : null;
  return setupCard({ ...view, bots: unique }, { page, open, notice: given.title });
}

describe("cards with choices fit", () => {
  it("setup, whatever bots and people are called", () => {
    fc.assert(
      fc.property(shown, fc.nat(8), (given, page) => accepted(cardOf(given, page), given.platform)),
      { numRuns: 150 },
    );
  });

  it("the first card and an agent's", () => {
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 40 }), purpose, (title, names, chosen) => {
        const bots = names.map((one) => ({ name: one, found: ["role" as const, "log" as const] }));
        const welcome = {
          platform: "discord" as const,
          workspace: "1",
          bots,
          own: ["VIEW_CHANNEL"],
          sees: true,
          channels: { seen: 3, total: 4 },
          listens: true,
          privateChat: null,
        };
        accepted(welcomeCard(welcome), "discord");
        accepted(
          shortWelcome({ ...welcome, platform: "telegram", privateChat: "https://t.me/x?start=setup_-1" }),
          "telegram",
        );
        accepted(
          agentCard({
            platform: "discord",
            workspace: "1234567890123456789",
            userId: "1234567890123456780",
            name: title,
            agent: "a".repeat(63),
            purpose: chosen,
            declared: "here",
            frozen: null,
            pending: 3,
            grade: "F",
            creep: 100,
            coverage: 0.3,
            findings: 9,
            says: [{ said: title }],
            grants: null,
            before: { grade: "A", creep: 0, at: 0 },
            used: names.map(() => ({ permission: "BAN_MEMBERS", times: 3, last: 0 })),
            keys: [{ age: 1, left: 0 }],
          }),
          "discord",
        );
      }),
      { numRuns: 100 },
    );
  });

  it("more sections than a message holds become text and rows of buttons, each still there", () => {
    const card: Card = {
      tone: "neutral",
      title: "Agents",
      buttons: [],
      blocks: Array.from({ length: 20 }, (_, at) => ({
        kind: "section" as const,
        text: [`Agent ${at}`],
        button: { press: `agent:${at}`, label: `Look ${at}`, style: "secondary" as const },
      })),
    };
    accepted(card, "discord");
    accepted(card, "telegram");
    expect(JSON.stringify(onDiscord(card).body).match(/"custom_id":"agent:/g)).toHaveLength(20);
    expect(onTelegram(card).keyboard.inline_keyboard).toHaveLength(20);
  });
});

describe("what a choice carries", () => {
  const options = Array.from({ length: 30 }, (_, at) => ({ value: `-100${at}:7`, label: `Place ${at}` }));
  const select = (more: Partial<Extract<Select, { of: "options" }>> = {}): Card => ({
    tone: "neutral",
    title: "Which?",
    buttons: [],
    blocks: [
      {
        kind: "select",
        select: { of: "options", press: "pick:1", label: "Place", chosen: [], options, ...more },
      },
    ],
  });

  it("comes back as it was, also where ids begin with a minus; several are put in and taken out", () => {
    const carried = onTelegram(select())
      .keyboard.inline_keyboard.flat()
      .flatMap(({ callback_data: data }) => data ?? []);
    expect(chosenBy(carried[0] ?? "", [])).toEqual({ press: "pick:1", values: ["-1000:7"] });
    const few = select({ options: options.slice(0, 3), most: 3, chosen: ["-1001:7"] });
    const { inline_keyboard: rows } = onTelegram(few).keyboard;
    const datas = rows.flat().flatMap(({ callback_data: data }) => data ?? []);
    expect(datas.map((data) => chosenBy(data, rows)?.values)).toEqual([
      ["-1001:7", "-1000:7"],
      [],
      ["-1001:7", "-1002:7"],
    ]);
    expect(chosenBy("approve:1", rows)).toBeNull();
  });

  it("pages are counted the same way on both", () => {
    const page = (card: Card) => JSON.stringify([onDiscord(card).body, onTelegram(card).keyboard]);
    expect(page(select())).toContain("pick:1=>1");
    expect(pageOf("pick:1=>1")).toEqual({ press: "pick:1", page: 1 });
    expect(chosenBy("pick:1=>1", [])).toEqual({ press: "pick:1", page: 1 });
    expect(pageOf("approve:1")).toBeNull();
    accepted(select({ page: 999 }), "discord");
    accepted(select({ page: 999 }), "telegram");
  });

  it("a card that can't be told apart or is too long is refused before it is sent", () => {
    const twice = select();
    twice.blocks.push(...twice.blocks);
    expect(() => onDiscord(twice)).toThrow(/same press id/);
    expect(() => onTelegram(select({ most: 3 }))).toThrow(/only one/);
    expect(() => onTelegram(select({ press: `pick:${"1".repeat(58)}` }))).toThrow(/64/);
  });
});
