/** `/agent`: everything about one bot on one card, on both platforms, through the real adapters. */
import { afterEach, expect, it } from "vitest";
import { createKey } from "../../src/use-cases/create-key.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { ids } from "../support/discord-world.ts";
import { countersign, ada, group } from "../support/telegram-world.ts";
import {
  discordStage,
  discordWorkspace,
  helperAgent,
  sensitive,
  telegramStage,
  telegramWorkspace,
  watch,
  type DiscordStage,
  type TelegramStage,
  type Watch,
} from "../support/watch-world.ts";

let service: Watch | undefined;
let discord: DiscordStage | undefined;
let telegram: TelegramStage | undefined;
afterEach(async () => {
  await service?.stop();
  await discord?.sandbox.close();
  await telegram?.sandbox.close();
  [service, discord, telegram] = [undefined, undefined, undefined];
});

const asRead = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, "$1");

it("on Discord: found while typing, with purpose, grade, use, keys and what waits; a press stops it", async () => {
  discord = await discordStage();
  service = await watch({
    discord,
    documents: [discordWorkspace(), helperAgent(sensitive("discord.member.ban"))],
  });
  const mara = discord.as(ids.moderator);
  await createKey(service.ctx, "helper", "operator");
  await discord.bot("PUT", `/guilds/${ids.guild}/bans/${ids.shy}`);
  await (await mara.type(ids.approvals, "/audit")).finished(10_000);

  const choices = await mara.autocomplete(ids.general, "/agent", "agent", "hel");
  expect(choices).toEqual([{ name: "helper", value: "helper" }]);
  expect(await discord.as(ids.outsider).autocomplete(ids.general, "/agent", "agent", "")).toEqual([]);

  const answer = await (await mara.type(ids.general, "/agent agent:helper")).finished(10_000);
  const text = asRead(answer.text);
  expect(text).toContain("For:** moderation, by its manifest");
  expect(text).toMatch(/Grade:\*\* [D-F] \(creep \d+ of 100\)/);
  expect(text).toContain("Trend:** nothing to compare with yet");
  expect(text).toContain("Keys:** made 0 days ago, ends in 90 days");
  expect(text).toContain("Waiting:** nothing waits");
  expect(text).toMatch(/Ban Members\*\*: 1 time, last/);
  expect(answer.accent).toBe(0xc0392b);
  expect(answer.ephemeral).toBe(true);

  const stop = answer.buttons.find(({ label }) => label === "Freeze")?.customId ?? "";
  await mara.press(ids.general, answer.id, stop);
  await mara.submit({ reason: "it bans people" });
  await service.until("it is frozen", async () => {
    const again = await (await mara.type(ids.general, "/agent agent:Helper")).finished(10_000);
    return asRead(again.text).includes("Frozen:**") && !again.buttons.some(({ label }) => label === "Freeze");
  });
  const list = await (await mara.type(ids.general, "/agents")).finished(10_000);
  expect(list.buttons.map(({ customId }) => customId)).toEqual([`agent:${ids.guild}:${ids.helper}`]);
  expect(
    checkDiscordTraffic(discord.sandbox.requests.filter(({ path }) => path.startsWith("/api/"))),
  ).toEqual([]);
});

it("on Telegram: without a name a list to choose from, and the card in its place", async () => {
  telegram = await telegramStage();
  service = await watch({ telegram, documents: [telegramWorkspace(), helperAgent()] });
  const person = telegram.as(ada);
  const seen = () => person.sees(countersign);
  person.type(countersign, "/audit");
  await service.until("the audit", () => seen().some(({ text }) => text.includes("Audit of Shop")));
  person.type(countersign, "/agent");
  await service.until("the list", () => seen().some(({ text }) => text.includes("Which one?")));
  const list = seen().findLast(({ text }) => text.includes("Which one?"));
  const helper = list?.keyboard.flat().find(({ text }) => text === "Helper");
  expect(helper?.callback_data).toBe(`agent-pick=${group}:43`);
  await person.press(countersign, list?.id ?? "", helper?.callback_data ?? "");
  await service.until(
    "the card",
    () =>
      seen()
        .find(({ id }) => id === list?.id)
        ?.text.includes("For: moderation") === true,
  );
  const card = seen().find(({ id }) => id === list?.id);
  expect(card?.keyboard.flat().map(({ text }) => text)).toEqual(["Freeze", "Its findings"]);
});
