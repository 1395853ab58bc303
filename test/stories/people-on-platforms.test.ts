/** The people's commands over the real adapters and both protocol servers: what each person types, presses and sees. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAgent } from "../../src/db/agents.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { eventually, refundOf, shopWorld } from "../support/shop-world.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

let shop: Awaited<ReturnType<typeof shopWorld>>;
beforeAll(async () => {
  shop = await shopWorld();
}, 90_000);
afterAll(async () => {
  await shop.stop();
});

const team = telegramIds.team;
const bot = telegramIds.countersign;
const frozen = async () => (await findAgent(shop.ctx.db, "helpdesk"))?.frozenReason ?? null;
const stateOf = async (id: string) => {
  const view = await readRequest(shop.ctx, "helpdesk", id);
  return view.ok ? view.value.state : view.refusal.code;
};
const cardOnDiscord = async (order: string) =>
  await shop.onDiscord("fiona").waitFor(discordIds.approvals, ({ text }) => text.includes(order), 15_000);
const cardOnTelegram = async (order: string) =>
  await eventually(`the card of ${order} on Telegram`, () =>
    shop
      .onTelegram("mo")
      .sees(team)
      .findLast(({ text }) => text.includes(order)),
  );

describe("/link", () => {
  it("in a server or group sends people to a private chat, politely and in private", async () => {
    const onDiscord = await shop.discordAnswer("oskar", "/link", discordIds.general);
    expect(onDiscord).toMatchObject({ ephemeral: true });
    expect(onDiscord.text).toContain("Open a direct message with me");
    const onTelegram = await shop.telegramAnswer("oskar", "/link@countersign_bot ABCD-EFGH");
    expect(onTelegram).toMatchObject({ ephemeral: true });
    expect(onTelegram.text).toContain("Open a private chat with me");
  });

  it("carries a code from Telegram to Discord; a wrong one is told; both sides see what is linked and can unlink", async () => {
    const oskar = shop.onTelegram("oskar");
    const shown = await shop.telegramAnswer("oskar", "/link", bot);
    const code = /\/link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(shown.text)?.[1] ?? "none";
    const wrong = await shop.discordAnswer("oskar", "/link code:ZZZZ-ZZZZ");
    expect(wrong.text).toContain("not valid");
    const linked = await shop.discordAnswer("oskar", `/link code:${code}`);
    expect(linked.text).toContain("These accounts are yours");
    await eventually("the other side is told", () =>
      oskar.sees(bot).find(({ text }) => text.includes("Was that not you?")),
    );

    const again = await shop.telegramAnswer("oskar", "/link", bot);
    expect(again.text).toMatch(/Discord: Oskar[^]*Telegram: Oskar|Telegram: Oskar[^]*Discord: Oskar/);
    const unlink = again.keyboard.flat().find(({ text }) => text === "Unlink this account");
    const pressed = await oskar.press(bot, again.id, unlink?.callback_data ?? "");
    const told = pressed.text || oskar.sees(bot).at(-1)?.text;
    expect(told).toContain("Unlinked");
    const twice = await oskar.press(bot, again.id, unlink?.callback_data ?? "");
    expect(twice.text || oskar.sees(bot).at(-1)?.text).toContain("linked to no other");
  });

  it("carries a code from Discord to Telegram; that human then counts once across both", async () => {
    const shown = await shop.discordAnswer("fiona", "/link");
    const code = /\/link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(shown.text)?.[1] ?? "none";
    const fiona = shop.onTelegram("fiona");
    const linked = await shop.telegramAnswer("fiona", `/link ${code.toLowerCase()}`, bot);
    expect(linked.text).toContain("These accounts are yours");

    const payout = { action: "payout.send", params: { supplier: "S-7", amount: "1200.00", currency: "EUR" } };
    const { request } = await shop.ask(payout);
    const card = await cardOnDiscord("S-7");
    const twin = await cardOnTelegram("S-7");
    await shop.onDiscord("fiona").press(discordIds.approvals, card.id, "Approve");
    await eventually("one of two", () =>
      shop
        .onTelegram("mo")
        .sees(team)
        .find(({ id, text }) => id === twin.id && text.includes("1 of 2")),
    );
    const second = await fiona.press(team, twin.id, "Approve");
    expect(second).toMatchObject({ answered: true, text: expect.stringContaining("approved this already") });
    expect(await stateOf(request.id)).toBe("pending");
    await shop.onTelegram("mo").press(team, twin.id, "Approve");
    await eventually("approved", async () => (await stateOf(request.id)) === "approved");
  });
});

describe("/agents and /approvals", () => {
  it("list what there is, for approvers and managers, each in private", async () => {
    const { request } = await shop.ask(refundOf(2001));
    await cardOnDiscord("A-2001");
    const finance = await shop.discordAnswer("fiona", "/agents", discordIds.approvals);
    expect(finance.ephemeral).toBe(true);
    expect(finance.text).toMatch(/helpdesk.*support.*2 actions, 1 request waits/);
    const onTelegram = await shop.telegramAnswer("mo", "/agents@countersign_bot");
    expect(onTelegram.text).toMatch(/helpdesk/);

    const approver = await shop.discordAnswer("fiona", "/approvals", discordIds.approvals);
    expect(approver.text).toMatch(/Issue a refund/);
    expect(approver.text).toContain("Send money to a supplier");
    expect(approver.text).toContain("discord.com/channels/");
    // How others decide is for those who run the place.
    expect(approver.text).not.toContain("How people decided");
    const manager = await shop.discordAnswer("mo", "/approvals", discordIds.staffRoom);
    expect(manager.text).toMatch(/How people decided[^]*Fiona[^]*1 decision, 0 % denied/);
    await shop.onDiscord("fiona").press(discordIds.approvals, (await cardOnDiscord("A-2001")).id, "Approve");
    await eventually("approved", async () => (await stateOf(request.id)) === "approved");
  });

  it("turn pages where they stand, on both platforms, and in private chats", async () => {
    for (let order = 2100; order < 2106; order++) {
      const { request } = await shop.ask(refundOf(order));
      const card = await cardOnTelegram(`A-${order}`);
      await shop.onTelegram("mo").press(team, card.id, "Approve");
      await eventually("approved", async () => (await stateOf(request.id)) === "approved");
    }
    const mo = shop.onDiscord("mo");
    const first = await shop.discordAnswer("mo", "/approvals", discordIds.staffRoom);
    expect(first.text).toContain("Decided lately");
    await mo.press(discordIds.staffRoom, first.id, "Older");
    const second = await eventually("the second page in the same message", () =>
      mo.sees(discordIds.staffRoom).find(({ id, text }) => id === first.id && text.includes("page 2")),
    );
    expect(second.ephemeral).toBe(true);
    const shows = ["All", "Approved", "Denied", "Undecided"];
    expect(second.buttons.map(({ label }) => label)).toEqual(["Newer", ...shows]);

    const group = shop.onTelegram("mo");
    const page = await shop.telegramAnswer("mo", "/approvals@countersign_bot");
    expect(page.ephemeral).toBe(true);
    await group.press(team, page.id, "Older");
    await eventually("the second page in the same message", () =>
      group.sees(team).find(({ id, text }) => id === page.id && text.includes("page 2")),
    );
    const olivia = shop.onTelegram("olivia");
    const alone = await shop.telegramAnswer("olivia", "/approvals", bot);
    await olivia.press(bot, alone.id, "Older");
    await eventually("the second page in the private chat", () =>
      olivia.sees(bot).find(({ id, text }) => id === alone.id && text.includes("page 2")),
    );
  });

  it("are not for everybody; a page that somebody makes up shows nothing more", async () => {
    for (const line of [
      "/agents",
      "/approvals",
      "/freeze agent:helpdesk reason:no",
      "/unfreeze agent:helpdesk reason:no",
    ]) {
      const answer = await shop.discordAnswer("oskar", line, discordIds.general);
      expect(answer).toMatchObject({ ephemeral: true });
      expect(answer.text).toContain("for the people who run this place");
    }
    for (const text of ["/agents", "/approvals", "/freeze helpdesk no"]) {
      const answer = await shop.telegramAnswer("oskar", text.replace(/^\/\w+/, "$&@countersign_bot"));
      expect(answer).toMatchObject({ ephemeral: true });
      expect(answer.text).toContain("for the people who run this place");
    }
    const oskar = shop.onTelegram("oskar");
    const card = await cardOnTelegram("A-2105");
    const forged = await oskar.press(team, card.id, `approvals:${discordIds.guild}:0`, { forged: true });
    const told = forged.text || oskar.sees(team).findLast(({ ephemeral }) => ephemeral)?.text || "";
    expect(told).not.toContain("A-2105");
    expect(told).not.toContain("Decided");
    const nothing = await shop.discordAnswer("oskar", "/approvals");
    expect(nothing.text).toContain("no place on this platform that you run");
    expect(await frozen()).toBeNull();
  });
});

describe("/freeze and /unfreeze", () => {
  it("Freeze on Telegram asks why, and is in force for everybody; /unfreeze on Discord takes two", async () => {
    const { request } = await shop.ask(refundOf(3001));
    const twin = await cardOnTelegram("A-3001");
    const card = await cardOnDiscord("A-3001");
    const mo = shop.onTelegram("mo");
    await mo.press(team, twin.id, "Freeze agent");
    const question = await eventually("the question", () =>
      mo.sees(team).findLast(({ prompt }) => prompt !== null),
    );
    expect(question.text).toContain("Why?");
    expect(await frozen()).toBeNull();
    mo.type(team, "It refunds one order after the other.", { replyTo: question.id });
    await eventually("the freeze", async () => (await frozen()) === "It refunds one order after the other.");
    expect(await stateOf(request.id)).toBe("invalidated");
    await eventually("the twin on Discord says so", () =>
      shop
        .onDiscord("fiona")
        .sees(discordIds.approvals)
        .find(({ id, text }) => id === card.id && text.includes("frozen")),
    );
    await eventually("the notice on Discord", () =>
      shop
        .onDiscord("fiona")
        .sees(discordIds.approvals)
        .find(({ text }) => text.includes("Agent frozen")),
    );
    await eventually("the notice on Telegram", () =>
      mo.sees(team).find(({ text }) => text.includes("Agent frozen")),
    );

    const asked = await shop
      .onDiscord("mo")
      .type(discordIds.approvals, "/unfreeze agent:helpdesk reason:The loop is fixed.");
    expect(asked.acknowledged).toBe(true);
    const waiting = await shop
      .onDiscord("fiona")
      .waitFor(discordIds.approvals, ({ text }) => text.includes("Unfreeze an agent?"), 15_000);
    const own = await shop.onDiscord("mo").press(discordIds.approvals, waiting.id, "Unfreeze");
    expect(own.acknowledged).toBe(true);
    await shop
      .onDiscord("mo")
      .waitFor(discordIds.approvals, ({ text }) => text.includes("somebody else has to confirm"));
    // The owner of the server is also the agent's owner.
    await shop.onDiscord("olivia").press(discordIds.approvals, waiting.id, "Unfreeze");
    await shop
      .onDiscord("olivia")
      .waitFor(discordIds.approvals, ({ text }) => text.includes("You answer for this agent"));
    expect(await frozen()).not.toBeNull();
    await shop.onDiscord("fiona").press(discordIds.approvals, waiting.id, "Unfreeze");
    await eventually("unfrozen", async () => (await frozen()) === null);
    await eventually("the question shows who agreed, without a button", () =>
      shop
        .onDiscord("mo")
        .sees(discordIds.approvals)
        .find(
          ({ id, text, buttons }) =>
            id === waiting.id && text.includes("Agent unfrozen") && buttons.length === 0,
        ),
    );
    await eventually("the notice on Telegram too", () =>
      mo.sees(team).find(({ text }) => text.includes("Agent unfrozen")),
    );
  });

  it("/freeze says what is missing; names the reason; and works from a private chat", async () => {
    const missing = await shop.telegramAnswer("mo", "/freeze@countersign_bot helpdesk");
    expect(missing.text).toMatch(/needs reason[^]*\/freeze AGENT REASON/);
    const unknown = await shop.telegramAnswer("mo", "/freeze@countersign_bot nobody it is gone");
    expect(unknown.text).toMatch(/no agent by that name[^]*helpdesk/);
    expect(await frozen()).toBeNull();
    const done = await shop.discordAnswer(
      "fiona",
      "/freeze agent:helpdesk reason:It promises refunds to everybody.",
    );
    expect(done.text).toContain("helpdesk is frozen");
    expect(await frozen()).toBe("It promises refunds to everybody.");
    const alone = await shop.telegramAnswer("olivia", "/unfreeze helpdesk fixed", bot);
    expect(alone.text).toContain("for groups");
  });

  it("somebody who writes as the group can't freeze", async () => {
    const olivia = shop.onTelegram("olivia");
    olivia.promote(team, people.mo.telegram, { can_manage_chat: true, is_anonymous: true });
    const mo = shop.onTelegram("mo").asAnonymousAdmin(team);
    const before = mo.sees(team).length;
    mo.type(team, "/freeze@countersign_bot helpdesk again");
    const answer = await eventually("an answer", () =>
      mo
        .sees(team)
        .slice(before)
        .find(({ fromId }) => fromId === bot),
    );
    expect(answer.text).toContain("can't tell who you are");
    mo.asMyself(team);
  });
});

it("all of it as both platforms describe themselves, and the ledger holds", async () => {
  expect(checkDiscordTraffic(shop.discord.requests)).toEqual([]);
  expect(checkTelegramTraffic(shop.telegram.requests)).toEqual([]);
  expect(await verifyLedger(shop.ctx)).toMatchObject({ ok: true });
});
