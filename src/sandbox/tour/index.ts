/** The tour: the main job on both platforms, step by step, against the running service. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "../run.ts";
import { people } from "../world/people.ts";
import { approveAcross } from "./approve-across.ts";
import { auditDiscord } from "./audit-discord.ts";
import { auditTelegram } from "./audit-telegram.ts";
import { checkLedger } from "./check-ledger.ts";
import { denyWithReason } from "./deny-with-reason.ts";
import { fixDiscord } from "./fix-discord.ts";
import { fixTelegram } from "./fix-telegram.ts";
import { freezeAgent } from "./freeze-agent.ts";
import { powerCut } from "./power-cut.ts";
import { discordScreen, draw, telegramScreen } from "./screen.ts";
import { twoPeople } from "./two-people.ts";
import { DidNotHappen, type Step, type Tour } from "./step.ts";

export const steps: readonly Step[] = [
  auditDiscord,
  fixDiscord,
  auditTelegram,
  fixTelegram,
  approveAcross,
  denyWithReason,
  twoPeople,
  powerCut,
  freezeAgent,
  checkLedger,
];

/** Runs every step; throws at the first thing that did not happen, naming the step. */
export async function runTour(sandbox: Sandbox, print: (text: string) => void): Promise<void> {
  const tour: Tour = {
    sandbox,
    say: (text) => print(`  ${text}`),
    onDiscord: (who, where, message) =>
      print(draw(`${people[who].name} on Discord, ${where}`, discordScreen(message))),
    onTelegram: (who, where, message) =>
      print(draw(`${people[who].name} on Telegram, ${where}`, telegramScreen(message))),
    async until(what, look, seconds = 10) {
      for (const giveUp = Date.now() + seconds * 1000; ; await sleep(25)) {
        const found = look();
        if (found) return found;
        if (Date.now() > giveUp) throw new DidNotHappen(`${what} (waited ${seconds} seconds)`);
      }
    },
    memory: new Map(),
  };
  for (const [index, step] of steps.entries()) {
    print(`\n${index + 1}. ${step.title}\n`);
    try {
      await step.run(tour);
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      throw new Error(`Step ${index + 1}, “${step.title}”: ${why}`, { cause: failure });
    }
  }
}
