/** What approvals promise people, over the real adapters on both platforms: what each of them presses, reads and is answered. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bumpVersion } from "../../src/db/requests.ts";
import { copies } from "../../src/db/schema.ts";
import { fingerprint } from "../../src/domain/approval/action.ts";
import { agentSchema } from "../../src/domain/manifest.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { eventually, shopWorld } from "../support/shop-world.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

const team = telegramIds.team;
const bot = telegramIds.countersign;
const approvers = [`discord:role:${discordIds.finance}`, `telegram:user:${people.mo.telegram}`];
const action = (type: string, policy: object) => ({
  type,
  audience: "till",
  policy: { approvers, ...policy },
  limits: { join: false, pause: "never" },
});

let shop: Awaited<ReturnType<typeof shopWorld>>;
beforeAll(async () => {
  shop = await shopWorld();
  const document = {
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "cashier" },
    actions: [
      action("pay.two", { quorum: 2 }),
      action("pay.why", { requireReason: "always" }),
      action("pay.again", { remember: { for: "30m", uses: 2 } }),
      action("pay.alone", {
        approvers: [...approvers, `telegram:user:${people.fiona.telegram}`],
        askPrivately: true,
      }),
    ],
  };
  await applyDocuments(shop.ctx, [agentSchema.parse(document)], "operator");
}, 90_000);
afterAll(async () => {
  expect(checkDiscordTraffic(shop.discord.requests)).toEqual([]);
  expect(checkTelegramTraffic(shop.telegram.requests.filter(({ encoding }) => encoding !== "query"))).toEqual(
    [],
  );
  await shop.stop();
});

const discordCard = async (mark: string) =>
  await shop.onDiscord("fiona").waitFor(discordIds.approvals, ({ text }) => text.includes(mark), 15_000);
const telegramCard = async (mark: string, says = "") =>
  await eventually(`a card with ${mark} ${says} on Telegram`, () =>
    shop
      .onTelegram("mo")
      .sees(team)
      .findLast(({ text, ephemeral }) => !ephemeral && text.includes(mark) && text.includes(says)),
  );
const ask = async (type: string, order: string) => {
  const { request } = await shop.ask({ action: type, params: { order } }, "cashier");
  const mark = fingerprint(request.actionHash);
  return { id: request.id, mark, onDiscord: await discordCard(mark), onTelegram: await telegramCard(mark) };
};
/** What only Fiona is told on Discord. */
const privately = async (says: string) =>
  await shop
    .onDiscord("fiona")
    .waitFor(discordIds.approvals, ({ text, ephemeral }) => ephemeral && text.includes(says), 10_000);
const stateOf = async (id: string) => {
  const view = await readRequest(shop.ctx, "cashier", id);
  return view.ok ? view.value : null;
};

describe("Details", () => {
  it("show params, policy, votes and fingerprint to the one who presses, on both platforms", async () => {
    const { mark, onDiscord, onTelegram } = await ask("pay.two", "D-1");
    await shop.onTelegram("mo").press(team, onTelegram.id, "Approve");
    await eventually("one of two", async () => (await discordCard(mark)).text.includes("1 of 2"));
    await shop.onDiscord("fiona").press(discordIds.approvals, onDiscord.id, "Details");
    const there = await privately("Who decides, and how");
    const mo = shop.onTelegram("mo");
    await mo.press(team, onTelegram.id, "Details");
    const here = await eventually("the details on Telegram", () =>
      [...mo.sees(team), ...mo.sees(bot)].find(({ text }) => text.includes("Who decides, and how")),
    );
    for (const text of [there.text.replaceAll("\\", ""), here.text]) {
      expect(text).toContain('"order": "D-1"');
      expect(text).toContain(mark);
      expect(text).toContain("2 approvals of different people");
      expect(text).toMatch(/Mo.* approved/);
      expect(text).toContain("sha256:");
    }
    expect(
      shop
        .onTelegram("oskar")
        .sees(team)
        .some(({ text }) => text.includes("Who decides, and how")),
    ).toBe(false);
  });
});

describe("a press that comes too late", () => {
  it("is answered with what happened", async () => {
    const { id, mark, onDiscord, onTelegram } = await ask("pay.two", "L-1");
    const fiona = shop.onDiscord("fiona");
    await fiona.press(discordIds.approvals, onDiscord.id, "Deny");
    await fiona.submit({ reason: "Twice." });
    const decided = await telegramCard(mark, "Denied");
    expect(decided.keyboard).toEqual([]);
    const late = await shop.onTelegram("mo").press(team, onTelegram.id, `approve:${id}`, { forged: true });
    expect(late).toMatchObject({
      answered: true,
      text: expect.stringContaining("denied already. It will not run"),
    });
  });
});

describe("a card that somebody deleted", () => {
  it("is there again with its buttons, on both platforms", async () => {
    const { mark, onDiscord, onTelegram } = await ask("pay.two", "G-1");
    shop.onDiscord("olivia").deleteMessage(discordIds.approvals, onDiscord.id);
    const gone = new URLSearchParams({ chat_id: team, message_id: onTelegram.id });
    await fetch(`${shop.telegram.apiUrl}/bot${tokens.telegram}/deleteMessage?${gone.toString()}`);
    // It shows at the next change, whatever it is.
    const rows = await shop.ctx.db.select().from(copies);
    const ours = rows.filter(({ message }) => message === onDiscord.id || message === onTelegram.id);
    expect(ours).toHaveLength(2);
    await shop.ctx.db.transaction(async (tx) => {
      await bumpVersion(tx, ours[0]!.requestId);
      await shop.ctx.effects.deliverCopies(
        tx,
        ours.map(({ id }) => id),
      );
    });
    const there = await eventually("a new card on Discord", () =>
      shop
        .onDiscord("fiona")
        .sees(discordIds.approvals)
        .find(({ id, text }) => id !== onDiscord.id && text.includes(mark)),
    );
    const here = await eventually("a new card on Telegram", () =>
      shop
        .onTelegram("mo")
        .sees(team)
        .find(({ id, text }) => id !== onTelegram.id && text.includes(mark)),
    );
    await shop.onDiscord("fiona").press(discordIds.approvals, there.id, "Approve");
    await shop.onTelegram("mo").press(team, here.id, "Approve");
    await eventually("approved", async () => (await stateOf(ours[0]!.requestId))?.state === "approved");
  });
});

describe("requireReason: always", () => {
  it("asks why before an approval counts: a form on Discord, a reply on Telegram", async () => {
    const one = await ask("pay.why", "W-1");
    const fiona = shop.onDiscord("fiona");
    await fiona.press(discordIds.approvals, one.onDiscord.id, "Approve");
    expect((await stateOf(one.id))?.state).toBe("pending");
    await fiona.submit({ reason: "The invoice fits." });
    expect((await telegramCard(one.mark, "Approved")).text).toContain("The invoice fits.");

    const two = await ask("pay.why", "W-2");
    const mo = shop.onTelegram("mo");
    await mo.press(team, two.onTelegram.id, "Approve");
    const question = await eventually("the question", () =>
      mo.sees(team).findLast(({ prompt, text }) => prompt !== null && text.includes("Reason")),
    );
    expect((await stateOf(two.id))?.state).toBe("pending");
    mo.type(team, "I called them.", { replyTo: question.id });
    await eventually("approved", async () => (await stateOf(two.id))?.state === "approved");
    await eventually("the reason on Discord", async () =>
      (await discordCard(two.mark)).text.includes("I called them"),
    );
  });
});

describe("a remembered approval", () => {
  it("is given by its own button, answers at once, says so on the cards, is listed, and can be forgotten", async () => {
    const first = await ask("pay.again", "R-1");
    await shop.onTelegram("mo").press(team, first.onTelegram.id, "Approve for 30 minutes");
    await eventually("approved", async () => (await stateOf(first.id))?.state === "approved");
    const { request } = await shop.ask({ action: "pay.again", params: { order: "R-1" } }, "cashier");
    expect(request.state).toBe("approved");
    await eventually(
      "both cards say whose click it was",
      () =>
        [...shop.onDiscord("fiona").sees(discordIds.approvals), ...shop.onTelegram("mo").sees(team)].filter(
          ({ text }) => text.includes(first.mark) && text.includes("remembered from an equal request"),
        ).length === 2,
    );
    const list = await shop.discordAnswer("fiona", "/approvals", discordIds.approvals);
    expect(list.text).toMatch(/Approved without asking[^]*pay\.again[^]*once more/);
    await shop.onDiscord("fiona").press(discordIds.approvals, list.id, "Forget 1");
    await privately("Forgotten");
    const third = await shop.ask({ action: "pay.again", params: { order: "R-1" } }, "cashier");
    expect(third.request.state).toBe("pending");
  });
});

describe("people asked privately on Telegram", () => {
  it("who never pressed Start are named with the way to do it, and are asked once they did", async () => {
    const { request } = await shop.ask({ action: "pay.alone", params: { order: "P-1" } }, "cashier");
    const mark = fingerprint(request.actionHash);
    const unreached = `private chat with user ${people.fiona.telegram}`;
    const card = await telegramCard(mark, unreached);
    const way = card.entities.flatMap((entity) => ("url" in entity && entity.url ? [entity.url] : []));
    expect(card.text).toContain("press Start once");
    expect(way[0]).toMatch(/^https:\/\/t\.me\/countersign_bot\?start/);
    const fiona = shop.onTelegram("fiona");
    fiona.startBot(bot, new URL(way[0]!).searchParams.get("start") ?? undefined);
    const asked = await eventually("the private card", () =>
      fiona.sees(bot).find(({ text, keyboard }) => text.includes(mark) && keyboard.length > 0),
    );
    const pressed = await fiona.press(bot, asked.id, "Approve");
    expect(pressed.answered).toBe(true);
    await eventually("approved", async () => (await stateOf(request.id))?.state === "approved");
    await eventually(
      "the other card no longer says that she can't be reached",
      () =>
        !shop
          .onTelegram("mo")
          .sees(team)
          .some(({ text }) => text.includes(mark) && text.includes(unreached)),
    );
  });
});
