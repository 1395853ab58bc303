/** Each in their own language: the same command for two people, the same card in two places, on the real adapters. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { findWorkspace } from "../../src/db/workspaces.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { eventually, refundOf, shopWorld } from "../support/shop-world.ts";

/** Oskar and Fiona read German, the others English; the server says that it is German, the group says nothing. */
const german: string[] = [people.oskar, people.fiona].flatMap(({ discord, telegram }) => [discord, telegram]);
const speaks = ({ id }: { id: unknown }) => german.includes(String(id));
const discord = {
  ...discordWorld,
  users: discordWorld.users.map((user) => (speaks(user) ? { ...user, locale: "de" } : user)),
  guilds: discordWorld.guilds.map((guild) => ({ ...guild, preferredLocale: "de" })),
};
const telegram = {
  ...telegramWorld,
  users: telegramWorld.users.map((user) => (speaks(user) ? { ...user, language: "de-DE" } : user)),
};

let shop: Awaited<ReturnType<typeof shopWorld>>;
beforeAll(async () => {
  shop = await shopWorld({ discord, telegram });
  await eventually("the server's language", async () => {
    const row = await findWorkspace(shop.ctx.db, "discord", discordIds.guild);
    return row?.language === "de";
  });
}, 90_000);
afterAll(async () => {
  await shop.stop();
});

const onDiscord = async (order: number) =>
  await shop
    .onDiscord("fiona")
    .waitFor(discordIds.approvals, ({ text }) => text.includes(`A-${order}`), 15_000);
const onTelegram = async (order: number, text = "") =>
  await eventually(`the card of ${order} on Telegram`, () =>
    shop
      .onTelegram("mo")
      .sees(telegramIds.team)
      .findLast((message) => message.text.includes(`A-${order}`) && message.text.includes(text)),
  );
const labels = ({ buttons }: { buttons: { label: string }[] }) => buttons.map(({ label }) => label);

describe("the same command", () => {
  it("answers two people on Discord in two languages", async () => {
    const [de, en] = [
      await shop.discordAnswer("oskar", "/help", discordIds.general),
      await shop.discordAnswer("olivia", "/help", discordIds.general),
    ];
    expect(de.text).toContain("Das kannst du schreiben");
    expect(en.text).toContain("You can type");
    expect(de.text).not.toMatch(/You can|Tell me/);
    expect(en.text).not.toMatch(/Du kannst|Sag mir/);
  });

  it("answers two people on Telegram in two languages", async () => {
    const de = await shop.telegramAnswer("oskar", "/help", telegramIds.countersign);
    const en = await shop.telegramAnswer("mo", "/help", telegramIds.countersign);
    expect(de.text).toContain("Das kannst du schreiben");
    expect(en.text).toContain("You can type");
  });

  it("is offered in the language of whoever opens the menu", () => {
    const menu = (who: "oskar" | "mo") =>
      shop.telegram.control.as(people[who].telegram).menu(telegramIds.countersign);
    const help = (who: "oskar" | "mo") => menu(who).find(({ command }) => command === "help")?.description;
    expect(help("oskar")).toBe("Was Countersign tut, und was du schreiben kannst");
    expect(help("mo")).toBe("What Countersign does and what you can type");
    const registered = shop.discord.requests.findLast(
      ({ method, path }) => method === "PUT" && path.endsWith("/commands"),
    );
    const commands = registered?.body as { name: string }[];
    expect(commands.find(({ name }) => name === "help")).toMatchObject({
      description: "What Countersign does and what you can type",
      description_localizations: { de: "Was Countersign tut, und was du schreiben kannst" },
    });
  });
});

describe("a card", () => {
  it("is in the language of its place, whoever presses; the answer is in the presser's", async () => {
    await shop.ask(refundOf(7001));
    const card = await onDiscord(7001);
    expect(card.text).toContain("Freigabe nötig");
    expect(labels(card)).toEqual(expect.arrayContaining(["Genehmigen"]));
    expect((await onTelegram(7001)).text).toMatch(/Approval needed[^]* CES?T/);

    const approve = card.buttons.find(({ label }) => label === "Genehmigen")?.customId ?? "";
    const fiona = shop.onDiscord("fiona");
    await fiona.press(discordIds.approvals, card.id, approve);
    const hers = ({ text }: { text: string }) => text.includes("Du hast das genehmigt");
    expect(await fiona.waitFor(discordIds.approvals, hers, 15_000)).toMatchObject({ ephemeral: true });
    const decided = await fiona.waitFor(
      discordIds.approvals,
      ({ text }) => /A-7001[^]*hat genehmigt/.test(text),
      15_000,
    );
    expect(decided.text).not.toMatch(/Approved|approved/);
    expect((await onTelegram(7001, "approved")).text).not.toMatch(/genehmigt/);
  });

  it("is in the language that the workspace's document says", async () => {
    const row = await findWorkspace(shop.ctx.db, "telegram", telegramIds.team);
    if (!row?.document) throw new Error("the group is not declared");
    await applyDocuments(shop.ctx, [{ ...row.document, language: "de" }], "operator");
    await shop.ask(refundOf(7002));
    const card = await onTelegram(7002);
    expect(card.text).toContain("Freigabe nötig");
    // What apps show that know no times: on the group's clock, not the server's.
    expect(card.text).toMatch(/Entscheiden bis: \d+\. \S+ \d{4}, \d\d:\d\d MES?Z/);
  });

  it("that says what somebody did is in its place's language, not in theirs", async () => {
    const answer = await shop.discordAnswer(
      "olivia",
      "/freeze agent:helpdesk reason:It spams",
      discordIds.general,
    );
    expect(answer.text).toContain("is frozen");
    const told = await shop
      .onDiscord("fiona")
      .waitFor(discordIds.approvals, ({ text }) => text.includes("Agent eingefroren"), 15_000);
    expect(told.text).toContain("It spams");
  });
});
