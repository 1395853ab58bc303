/** The sandbox's shop on both protocol servers, the real adapters, and a service around them in this process. */
import { createInbox } from "../../src/commands/inbox.ts";
import { readDocuments } from "../../src/cli/documents/read-documents.ts";
import type { OpenedDatabase } from "../../src/db/open.ts";
import { shelfOf } from "../../src/db/shelf.ts";
import { createDiscord, createTelegram } from "../../src/platforms/index.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { manifestFile } from "../../src/sandbox/run.ts";
import { startTelegramSandbox, type TelegramWorld } from "../../src/sandbox/telegram/server.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people, type PersonName } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { serviceOn } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { requestApproval, type Wish } from "../../src/use-cases/request-approval.ts";
import { MASTER_KEY } from "./approval-world.ts";
import { freshPglite } from "./database.ts";
import { silent } from "./log.ts";
import { quick } from "./telegram-pace.ts";

export const refundOf = (order: number): Wish => ({
  action: "refund.issue",
  params: { orderId: `A-${order}`, amount: "49.00", currency: "EUR" },
});

export async function shopWorld(
  worlds: { telegram?: TelegramWorld; discord?: typeof discordWorld; database?: OpenedDatabase } = {},
) {
  const discord = await startDiscordSandbox({ world: worlds.discord ?? discordWorld });
  const telegram = await startTelegramSandbox({ world: worlds.telegram ?? telegramWorld });
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const service = await serviceOn(worlds.database ?? (await freshPglite()), {
    publicUrl: "http://localhost:8787",
    masterKey: MASTER_KEY,
    log: silent,
    worker: true,
    now,
  });
  const { ctx } = service;
  const { documents } = await readDocuments(manifestFile);
  await applyDocuments(
    ctx,
    documents.map(({ document }) => document),
    "operator",
  );
  const shared = { log: silent, now };
  const platforms: Platform[] = [
    createDiscord({
      ...shared,
      token: tokens.discord,
      apiUrl: discord.apiUrl,
      shelf: shelfOf(ctx.db, "discord", now),
    }),
    createTelegram({
      ...shared,
      token: tokens.telegram,
      apiUrl: telegram.apiUrl,
      shelf: shelfOf(ctx.db, "telegram", now),
      pace: { ...quick, answerMs: 2_500 },
    }),
  ];
  for (const platform of platforms) Object.assign(ctx.platforms, { [platform.id]: platform });
  const inbox = createInbox(ctx);
  for (const platform of platforms) await platform.start(inbox);
  await service.startWorkers();

  return {
    ctx,
    clock,
    discord,
    telegram,
    onDiscord: (who: PersonName) => discord.control.as(people[who].discord),
    onTelegram: (who: PersonName) => telegram.control.as(people[who].telegram),
    /** What somebody sees who types this in a channel or, without one, in their direct messages with Countersign. */
    async discordAnswer(who: PersonName, line: string, channel?: string) {
      const person = discord.control.as(people[who].discord);
      const outcome = await person.type(channel ?? person.dm(discordIds.countersign), line);
      return await outcome.finished(10_000);
    },
    /** The newest message to this person that was not there before they typed: in the group, or in the private chat. */
    async telegramAnswer(who: PersonName, text: string, chat: string = telegramIds.team) {
      const person = telegram.control.as(people[who].telegram);
      const chats = [chat, telegramIds.countersign];
      const seen = () =>
        chats.flatMap((id) => person.sees(id)).filter(({ fromId }) => fromId === telegramIds.countersign);
      const before = new Set(seen().map((message) => `${message.ephemeral} ${message.id} ${message.text}`));
      person.type(chat, text);
      return await eventually(`an answer to ${text}`, () =>
        seen().find((message) => !before.has(`${message.ephemeral} ${message.id} ${message.text}`)),
      );
    },
    async ask(wish: Wish, agentId = "helpdesk") {
      const asked = await requestApproval(ctx, agentId, wish);
      if (!asked.ok) throw new Error(`${asked.refusal.code}: ${asked.refusal.words}`);
      return asked.value;
    },
    async stop() {
      for (const platform of platforms) await platform.stop();
      await service.stop();
      await Promise.all([discord.close(), telegram.close()]);
    },
  };
}

export async function eventually<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  ms = 15_000,
): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 15))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`);
  }
}
