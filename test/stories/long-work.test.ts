/** What takes long says how far it is, in one message that the answer then takes the place of; and can be cancelled. */
import { afterEach, expect, it } from "vitest";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { ids } from "../support/discord-world.ts";
import { ada, countersign, group } from "../support/telegram-world.ts";
import {
  discordStage,
  discordWorkspace,
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

it("on Discord: bots looked at so far, then the report in the same message; Cancel ends it, for whoever asked", async () => {
  discord = await discordStage();
  service = await watch({ discord, documents: [discordWorkspace({ approvals: ids.approvals })] });
  const { sandbox } = discord;
  const mara = discord.as(ids.moderator);
  const mine = (id: string) => mara.sees(ids.general).find((one) => one.id === id)?.text ?? "";
  await (await mara.type(ids.general, "/audit")).finished(10_000);

  const release = sandbox.faults.hang("GET /guilds/{guild_id}/channels");
  const answer = await (await mara.type(ids.general, "/audit")).finished(10_000);
  expect(answer.text).toContain("This takes a moment");
  expect(answer.buttons.map(({ label }) => label)).toEqual(["Cancel"]);
  release();
  await service.until("the report takes its place", () => mine(answer.id).includes("Audit of Little Shop"));

  const again = sandbox.faults.hang("GET /guilds/{guild_id}/channels");
  const second = await (await mara.type(ids.general, "/audit")).finished(10_000);
  await mara.press(ids.general, second.id, second.buttons[0]?.customId ?? "");
  await service.until("it is cancelled", () => mine(second.id).includes("Nothing was judged"));
  again();
  expect(
    mara.sees(ids.general).filter(({ text }) => text.includes("looked at") && text.includes("Cancel")),
  ).toEqual([]);
  expect(checkDiscordTraffic(sandbox.requests.filter(({ path }) => path.startsWith("/api/")))).toEqual([]);
});

it("on Telegram: in the private chat, one message from the first word to the report", async () => {
  telegram = await telegramStage();
  service = await watch({ telegram, documents: [telegramWorkspace()] });
  const person = telegram.as(ada);
  const seen = () => person.sees(countersign);
  const slow = telegram.sandbox.faults.hang("getChatAdministrators");
  person.type(countersign, "/audit");
  await service.until("the progress", () => seen().some(({ text }) => text.includes("This takes a moment")));
  const progress = seen().findLast(({ text }) => text.includes("This takes a moment"));
  slow();
  await person.press(countersign, progress?.id ?? "", "Cancel");
  await service.until("it is cancelled", () =>
    seen().some(({ id, text }) => id === progress?.id && text.includes("I stopped looking")),
  );
  expect(person.sees(group).filter(({ text }) => text.includes("Audit of"))).toEqual([]);
});

it("each platform tells how many bots it has looked at, and stops when it is told to", async () => {
  discord = await discordStage();
  telegram = await telegramStage();
  service = await watch({ discord, telegram });
  for (const [platform, workspace, others] of [
    [service.platforms.discord, ids.guild, [ids.moderator, ids.owner]],
    [service.platforms.telegram, String(group), ["43", "44", "5552", "5553", "5559", "1", "2"]],
  ] as const) {
    const steps: [number, number][] = [];
    const stop = new AbortController();
    const step = (done: number, total: number) => void steps.push([done, total]);
    await platform?.snapshot(workspace, [...others], { step, signal: stop.signal });
    const [last] = steps.slice(-1);
    expect(steps.length).toBeGreaterThan(1);
    expect(last?.[0]).toBe(last?.[1]);
    stop.abort();
    await expect(platform?.snapshot(workspace, [...others], { step, signal: stop.signal })).rejects.toThrow();
  }
});
