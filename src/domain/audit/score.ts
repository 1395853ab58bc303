/** Permission creep: how much of all possible power an agent holds without need. 0 is none, 100 is everything. */
import { flags } from "../discord/flags.ts";
import { adminRights } from "../telegram/rights.ts";
import { weightOf, weightOfEverything } from "./discord-weights.ts";
import type { Finding } from "./finding.ts";
import { worst } from "./severity.ts";
import type { Severity } from "./severity.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";
import type { TelegramAgent, TelegramView } from "./view-telegram.ts";

export type Grade = "A" | "B" | "C" | "D" | "F";

/** Never rounded down to nothing: one spare permission is at least 1. */
export function discordCreep(agent: DiscordAgent): number {
  if (agent.administrator) return 100;
  return share(weightOf(agent.excess & ~flags.ADMINISTRATOR), weightOfEverything);
}

const points: Record<Severity, number> = { info: 1, low: 2, medium: 8, high: 20, critical: 40 };

export function telegramCreep(agent: TelegramAgent, chat: TelegramView["snapshot"]["chat"]["type"]): number {
  const all = adminRights.filter((right) => right.chats.includes(chat));
  const spare = agent.excess.map((key) => all.find((right) => right.key === key)?.severity ?? "medium");
  return share(sum(spare), sum(all.map((right) => right.severity)));
}

/** The worst thing found about it, as a school grade. Accepted findings count: accepting a risk does not remove it. */
export function gradeOf(findings: Finding[]): Grade {
  const grades: Record<Severity, Grade> = { critical: "F", high: "D", medium: "C", low: "B", info: "A" };
  const bad = worst(findings.map((finding) => finding.severity));
  return bad === null ? "A" : grades[bad];
}

/** How much of what matters about it could be seen, from 0 to 1. */
export function discordCoverage(view: DiscordView, agent: DiscordAgent): number {
  if (agent.member === null) return 0;
  return view.totalChannels === 0 ? 1 : view.channels.length / view.totalChannels;
}

/** Two questions: what it may do, and what it reads. */
export function telegramCoverage(agent: TelegramAgent): number {
  const rights = agent.member.untold.length === 0 ? 1 : 0;
  return (rights + (agent.reading.reads === "unknown" ? 0 : 1)) / 2;
}

function sum(all: Severity[]): number {
  return all.reduce((total, severity) => total + points[severity], 0);
}

function share(part: number, whole: number): number {
  return part === 0 ? 0 : Math.max(1, Math.min(100, Math.round((100 * part) / whole)));
}
