/** A process of its own: both protocol servers, the people in front of them, and what can go wrong on that side. */
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { type Crowd, startCrowd } from "./crowd.ts";
import { openJournal } from "./journal.ts";
import { serveCalls } from "./rpc.ts";
import { agentBot, discordFor, humans, places, telegramFor, victims } from "./world.ts";

const [seed = "1", journalPath = "", gatewayPort = ""] = process.argv.slice(2);
const journal = openJournal(journalPath);
const discord = await startDiscordSandbox({
  world: discordFor(),
  gatewayUrl: `ws://127.0.0.1:${gatewayPort}`,
});
const telegram = await startTelegramSandbox({ world: telegramFor() });
const undo = new Set<() => void>();
let crowd: Crowd | null = null;

/** Does something, and undoes it after a while or when all trouble ends. */
function meanwhile(ms: number, stop: () => void): void {
  undo.add(stop);
  setTimeout(() => {
    undo.delete(stop);
    stop();
  }, ms);
}

export interface CardOnPlatform {
  platform: "discord" | "telegram";
  message: string;
  text: string;
  /** What can be pressed on it. */
  buttons: string[];
}
export interface Dump {
  cards: CardOnPlatform[];
  /** Discord's audit log, as one with the right to read it gets it: id, actor, action type, target. */
  log: { id: string; user: string; action: number; target: string }[];
  reports: string[];
  identifies: number;
}

const handlers = {
  ports: () => ({
    discord: Number(new URL(discord.apiUrl).port),
    telegram: Number(new URL(telegram.apiUrl).port),
  }),

  /** Everybody with accounts on both sides shows that they are one person's. Resolves to how many did. */
  async link() {
    let linked = 0;
    for (const person of humans) {
      if (!person.discord || !person.telegram) continue;
      const here = discord.control.as(person.discord);
      const outcome = await here.type(here.dm(discordIds.countersign), "/link");
      const card = await outcome.finished(20_000);
      const code = /\/link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(card.text)?.[1];
      if (!code) throw new Error(`/link showed no code: ${card.text}`);
      telegram.control.as(person.telegram).type(telegramIds.countersign, `/link ${code}`);
      const there = telegram.control.as(person.telegram);
      for (let turns = 0; ; turns += 1) {
        if (there.sees(telegramIds.countersign).some(({ text }) => text.includes("These accounts are yours")))
          break;
        if (turns > 200) throw new Error(`${person.name} could not link their accounts.`);
        await sleep(100);
      }
      linked += 1;
    }
    return linked;
  },

  crowd() {
    crowd = startCrowd({ discord, telegram, seed: Number(seed), note: journal.note });
  },
  busy: () => crowd?.busy() ?? 0,

  /** Requests that a platform still asks about on every card it has of them. */
  asking: () => crowd?.asking() ?? 0,

  // ── What goes wrong on the platforms' side ──
  discordFails(
    route: string,
    fault: { status: number; times: number; retryAfter?: number; global?: boolean },
  ) {
    undo.add(discord.faults.fail(route, fault));
  },
  /** 429 the way a proxy in front of Discord says it: no JSON, no `Retry-After`. */
  discordBlunt(times: number) {
    undo.add(discord.faults.fail("/", { status: 429, times, body: "error code: 1015" }));
  },
  telegramFails(
    method: string,
    fault: { status: number; times: number; retryAfter?: number; description?: string },
  ) {
    undo.add(telegram.faults.fail(method, fault));
  },
  discordGone: (ms: number) => meanwhile(ms, discord.faults.cut()),
  telegramGone: (ms: number) => {
    meanwhile(ms, telegram.faults.fail("*", { status: 502, times: 1_000_000 }));
    telegram.faults.dropConnections();
  },
  telegramHangs: (method: string, ms: number) => meanwhile(ms, telegram.faults.hang(method)),
  discordHangs: (route: string, ms: number) => meanwhile(ms, discord.faults.hang(route)),
  closeGateway: (code: number) => discord.faults.dropGateway(code),
  forgetSessions: () => discord.faults.forgetSessions(),
  askReconnect: () => discord.faults.askReconnect(),
  silence: () => discord.faults.silence(),
  ignoreHeartbeats: (ms: number) => meanwhile(ms, discord.faults.ignoreHeartbeats()),
  repeatEvents: (count: number) => discord.faults.repeatEvents(count),
  reorderEvents: (count: number) => discord.faults.reorderEvents(count),
  forgetConfirmations: (polls: number) => telegram.faults.forgetConfirmations(tokens.telegram, polls),
  reorderUpdates: (batches: number) => telegram.faults.reorder(tokens.telegram, batches),
  secondPoller: (ms: number) => meanwhile(ms, telegram.faults.secondPoller(tokens.telegram)),
  dropTelegram: () => telegram.faults.dropConnections(),

  /** The agent's bot bans somebody without having asked. */
  async ban(index: number) {
    const user = victims[index];
    if (user === undefined) return;
    const answer = await fetch(`${discord.apiUrl}/v10/guilds/${discordIds.guild}/bans/${user}`, {
      method: "PUT",
      headers: { authorization: `Bot ${agentBot.token}`, "content-type": "application/json" },
      body: "{}",
    });
    if (answer.ok) journal.note({ what: "banned", bot: agentBot.id, user, entry: "" });
  },

  calm() {
    for (const stop of undo) stop();
    undo.clear();
    discord.faults.clear();
  },

  /** Everything that the platforms hold at the end. */
  async dump(path: string) {
    const reader = discord.control.as(humans.find(({ discord }) => discord !== null)?.discord ?? "");
    const other = telegram.control.as(humans.find(({ telegram }) => telegram !== null)?.telegram ?? "");
    const cards: CardOnPlatform[] = [
      ...reader.sees(places.discord).map((message): CardOnPlatform => ({
        platform: "discord",
        message: message.id,
        text: message.text,
        buttons: message.buttons.flatMap(({ customId, disabled }) =>
          customId && !disabled ? [customId] : [],
        ),
      })),
      ...other.sees(places.telegram).map((message): CardOnPlatform => ({
        platform: "telegram",
        message: message.id,
        text: message.text,
        buttons: message.keyboard.flat().flatMap((button) => button.callback_data ?? []),
      })),
    ];
    const log = await auditLog();
    const reports = reader.sees(discordIds.reports).map(({ text }) => text);
    const dump: Dump = { cards, log, reports, identifies: 0 };
    writeFileSync(path, JSON.stringify(dump));
  },
};
export type PlatformCalls = typeof handlers;

async function auditLog(): Promise<Dump["log"]> {
  const entries: Dump["log"] = [];
  for (let before = ""; ;) {
    const answer = await fetch(
      `${discord.apiUrl}/v10/guilds/${discordIds.guild}/audit-logs?limit=100${before && `&before=${before}`}`,
      { headers: { authorization: `Bot ${agentBot.token}` } },
    );
    const { audit_log_entries: page } = (await answer.json()) as {
      audit_log_entries: { id: string; user_id: string; action_type: number; target_id: string }[];
    };
    for (const { id, user_id: user, action_type: action, target_id: target } of page)
      entries.push({ id, user, action, target });
    if (page.length < 100) return entries;
    before = page.at(-1)?.id ?? "";
  }
}

serveCalls(handlers);
process.on("disconnect", () => {
  crowd?.stop();
  journal.close();
  process.exit(0);
});
