/** Makes one line of the script come true. */
import { setTimeout as sleep } from "node:timers/promises";
import type { TestDatabase } from "./database.ts";
import type { PlatformCalls } from "./platforms-process.ts";
import type { ServiceProcess } from "./processes.ts";
import type { Proxy } from "./proxy.ts";
import type { Remote } from "./rpc.ts";
import type { Fault } from "./script.ts";

export interface Stage {
  processes: ServiceProcess[];
  database: TestDatabase;
  platforms: Remote<PlatformCalls>;
  proxies: Record<"discord" | "telegram" | "agents", Proxy> & { database: Proxy | null };
  bans: number;
  /** How long each orderly stop took in milliseconds; null: it had to be killed. */
  stops: (number | null)[];
}

const LOST_JOBS = "delete from pgboss.job where name = 'deliver-copy' and state < 'completed' returning id";

/** Resolves when the fault is over. */
export async function inject(stage: Stage, fault: Fault): Promise<void> {
  const { database, platforms, processes } = stage;
  const target = processes[fault.process % processes.length];
  if (!target) throw new Error("there is no process");
  const { ms, count, choice } = fault;
  switch (fault.kind) {
    case "kill":
      return await target.kill();
    case "kill-all":
      await Promise.all(processes.map((each) => each.kill()));
      return;
    case "roll": {
      stage.stops.push(await target.terminate());
      return;
    }
    case "freeze":
      return await during(ms, target.freeze());
    case "cut-database":
      return await database.cutConnections();
    case "restart-database":
      return await database.restart(choice === "orderly", ms);
    case "lose-jobs":
      return await loseJobs(stage);
    case "reset":
      return proxyOf(stage, choice)?.reset();
    case "tear":
      return proxyOf(stage, choice)?.tear(count);
    case "stall":
      return await during(ms, proxyOf(stage, choice)?.stall());
    case "deaden":
      return proxyOf(stage, choice)?.deaden();
    case "slow": {
      const proxy = proxyOf(stage, choice);
      proxy?.slow(count);
      return await during(ms, () => proxy?.slow(0));
    }
    case "refuse":
      return await during(ms, proxyOf(stage, choice)?.refuse());
    case "discord-5xx":
      return await platforms.discordFails("/", { status: Number(choice), times: count });
    case "discord-429":
      return await platforms.discordFails("/", {
        status: 429,
        times: count,
        retryAfter: ms / 1000,
        global: choice === "global",
      });
    case "discord-blunt-429":
      return await platforms.discordBlunt(count);
    case "telegram-5xx":
      return await platforms.telegramFails("*", { status: Number(choice), times: count });
    case "telegram-429":
      return await platforms.telegramFails("*", {
        status: 429,
        times: count,
        retryAfter: Math.ceil(ms / 1000),
      });
    case "telegram-blunt-429":
      return await platforms.telegramFails("*", { status: 429, times: count });
    case "telegram-hangs":
      return await platforms.telegramHangs(choice, ms);
    case "discord-hangs":
      return await platforms.discordHangs(choice, ms);
    case "discord-gone":
      return await platforms.discordGone(ms);
    case "telegram-gone":
      return await platforms.telegramGone(ms);
    case "close-gateway":
      // 1006 is what the other side sees when nobody closed anything.
      return choice === "1006" ? stage.proxies.discord.reset() : await platforms.closeGateway(Number(choice));
    case "forget-sessions":
      return await platforms.forgetSessions();
    case "ask-reconnect":
      return await platforms.askReconnect();
    case "silence":
      return await platforms.silence();
    case "ignore-heartbeats":
      return await platforms.ignoreHeartbeats(ms);
    case "repeat-events":
      return await platforms.repeatEvents(count);
    case "reorder-events":
      return await platforms.reorderEvents(count);
    case "repeat-updates":
      return await platforms.forgetConfirmations(count);
    case "reorder-updates":
      return await platforms.reorderUpdates(count);
    case "second-poller":
      return await platforms.secondPoller(ms);
    case "clock":
      return target.setClock(count * 1000);
    case "fill-disk":
      return await during(ms, database.fillDisk());
    case "ban":
      stage.bans += 1;
      return await platforms.ban(stage.bans - 1);
  }
}

/** As after a restored backup: what is to be shown is known, but nobody is told to show it. */
async function loseJobs({ processes, database }: Stage): Promise<void> {
  const release = processes.map((each) => each.holdBack());
  try {
    await Promise.all(processes.map((each) => each.kill()));
    await database.rows(LOST_JOBS);
  } finally {
    for (const letGo of release) letGo();
  }
}

function proxyOf({ proxies }: Stage, choice: string): Proxy | null {
  return proxies[choice as keyof typeof proxies];
}

async function during(ms: number, stop: (() => void) | undefined): Promise<void> {
  await sleep(ms);
  stop?.();
}
