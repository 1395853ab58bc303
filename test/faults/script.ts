/** What goes wrong and when: made from the seed before anything starts, so that it can be read and played again. */
import { type Random, seeded } from "./random.ts";

export interface Fault {
  atMs: number;
  kind: FaultKind;
  /** Which process it hits, where it hits one. */
  process: number;
  /** How long it lasts, where it lasts. */
  ms: number;
  /** How many, of what, which code: as the kind needs it. */
  count: number;
  choice: string;
}

interface Kind {
  /** How often, compared with the others. */
  weight: number;
  /** How long it lasts at least and at most. */
  ms?: [number, number];
  count?: [number, number];
  choices?: readonly string[];
  /** Only with a database server; only with more than one process. */
  needs?: "postgres" | "many" | "disk";
  say: (fault: Fault) => string;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const lines = ["discord", "telegram", "database", "agents"] as const;

export const kinds = {
  kill: { weight: 4, say: (f) => `process ${f.process} is killed` },
  "kill-all": { weight: 0.5, say: () => "every process is killed" },
  roll: { weight: 1.5, say: (f) => `process ${f.process} is asked to stop, and started again` },
  freeze: {
    weight: 4,
    ms: [300, 9_000],
    say: (f) => `process ${f.process} stands still for ${seconds(f.ms)}`,
  },
  "cut-database": { weight: 4, needs: "postgres", say: () => "the database ends every connection" },
  "restart-database": {
    weight: 0.8,
    needs: "postgres",
    ms: [200, 4_000],
    choices: ["orderly", "by force"],
    say: (f) => `the database stops ${f.choice} and is back after ${seconds(f.ms)}`,
  },
  "lose-jobs": {
    weight: 0.6,
    say: () => "every process is killed, and the jobs that would show cards are lost",
  },
  reset: { weight: 8, choices: lines, say: (f) => `every connection to ${f.choice} is reset` },
  tear: {
    weight: 10,
    choices: lines,
    count: [1, 4],
    say: (f) => `${f.count} answers from ${f.choice} are cut off after a few bytes`,
  },
  stall: {
    weight: 5,
    choices: lines,
    ms: [200, 7_000],
    say: (f) => `nothing passes to or from ${f.choice} for ${seconds(f.ms)}`,
  },
  deaden: {
    weight: 2,
    choices: ["discord", "telegram"],
    say: (f) => `connections to ${f.choice} are dead without a word`,
  },
  slow: {
    weight: 4,
    choices: lines,
    count: [20, 400],
    ms: [1_000, 8_000],
    say: (f) => `${f.choice} answers ${f.count} ms late for ${seconds(f.ms)}`,
  },
  refuse: {
    weight: 3,
    choices: lines,
    ms: [200, 4_000],
    say: (f) => `${f.choice} takes no connections for ${seconds(f.ms)}`,
  },
  "discord-5xx": {
    weight: 8,
    count: [1, 12],
    choices: ["500", "502", "503"],
    say: (f) => `Discord answers ${f.choice} to ${f.count} calls`,
  },
  "discord-429": {
    weight: 6,
    count: [1, 6],
    ms: [300, 3_000],
    choices: ["global", "own"],
    say: (f) => `Discord answers 429 (${f.choice}) to ${f.count} calls: wait ${seconds(f.ms)}`,
  },
  "discord-blunt-429": {
    weight: 2,
    count: [1, 3],
    say: (f) => `Discord answers ${f.count} calls with a bare 429`,
  },
  "telegram-5xx": {
    weight: 8,
    count: [1, 12],
    choices: ["500", "502", "504"],
    say: (f) => `Telegram answers ${f.choice} to ${f.count} calls`,
  },
  "telegram-429": {
    weight: 6,
    count: [1, 6],
    ms: [1_000, 3_000],
    say: (f) => `Telegram answers 429 to ${f.count} calls: wait ${seconds(f.ms)}`,
  },
  "telegram-blunt-429": {
    weight: 2,
    count: [1, 3],
    say: (f) => `Telegram answers ${f.count} calls with a bare 429`,
  },
  "telegram-hangs": {
    weight: 3,
    ms: [500, 8_000],
    choices: ["getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"],
    say: (f) => `Telegram does not answer ${f.choice} for ${seconds(f.ms)}`,
  },
  "discord-hangs": {
    weight: 2,
    ms: [500, 6_000],
    choices: ["POST /channels", "PATCH /channels", "GET /guilds"],
    say: (f) => `Discord does not answer ${f.choice} for ${seconds(f.ms)}`,
  },
  "discord-gone": { weight: 0.7, ms: [2_000, 60_000], say: (f) => `Discord is gone for ${seconds(f.ms)}` },
  "telegram-gone": { weight: 0.7, ms: [2_000, 60_000], say: (f) => `Telegram is gone for ${seconds(f.ms)}` },
  "close-gateway": {
    weight: 8,
    choices: ["4000", "4001", "4002", "4005", "4007", "4008", "4009", "1006", "1000"],
    say: (f) => `Discord closes the gateway with ${f.choice}`,
  },
  "forget-sessions": { weight: 2, say: () => "Discord says that the session is not valid any more" },
  "ask-reconnect": { weight: 4, say: () => "Discord asks us to connect again" },
  silence: { weight: 2, say: () => "gateway connections go half-open" },
  "ignore-heartbeats": {
    weight: 1,
    ms: [5_000, 50_000],
    say: (f) => `no heartbeat is answered for ${seconds(f.ms)}`,
  },
  "repeat-events": { weight: 6, count: [1, 12], say: (f) => `the last ${f.count} Discord events come again` },
  "reorder-events": {
    weight: 6,
    count: [2, 5],
    say: (f) => `the next ${f.count} Discord events come backwards`,
  },
  "repeat-updates": { weight: 6, count: [1, 2], say: (f) => `Telegram forgets ${f.count} confirmations` },
  "reorder-updates": { weight: 6, count: [1, 3], say: (f) => `${f.count} Telegram batches come backwards` },
  "second-poller": {
    weight: 2,
    ms: [500, 8_000],
    say: (f) => `somebody else polls Telegram for ${seconds(f.ms)}`,
  },
  clock: {
    weight: 4,
    count: [-45, 45],
    say: (f) => `the clock of process ${f.process} jumps to ${f.count >= 0 ? "+" : ""}${f.count} s`,
  },
  "fill-disk": {
    weight: 0.5,
    needs: "disk",
    ms: [1_000, 6_000],
    say: (f) => `the disk is full for ${seconds(f.ms)}`,
  },
  ban: { weight: 4, say: () => "the agent's bot bans somebody without asking" },
} as const satisfies Record<string, Kind>;
export type FaultKind = keyof typeof kinds;

export interface ScriptOptions {
  seed: number;
  minutes: number;
  processes: number;
  database: "postgres" | "pglite";
  canFillDisk: boolean;
  /** Only these. */
  only?: readonly FaultKind[];
  /** The mean time between two. */
  everyMs?: number;
}

export function scriptOf(options: ScriptOptions): Fault[] {
  const random = seeded(options.seed, "script");
  const everyMs = options.everyMs ?? 1_000;
  const endMs = options.minutes * 60_000;
  const possible = (Object.entries(kinds) as [FaultKind, Kind][])
    .filter(([kind]) => options.only === undefined || options.only.includes(kind))
    .filter(([, { needs }]) => isPossible(needs, options));
  const faults: Fault[] = [];
  for (let atMs = 2_000; ; atMs += everyMs * (0.5 + random.next())) {
    if (atMs >= endMs) return faults;
    faults.push(draw(random, possible, Math.round(atMs), options, endMs));
  }
}

function isPossible(needs: Kind["needs"], options: ScriptOptions): boolean {
  switch (needs) {
    case "postgres":
      return options.database === "postgres";
    case "many":
      return options.processes > 1;
    case "disk":
      return options.canFillDisk;
    case undefined:
      return true;
  }
}

function draw(
  random: Random,
  possible: [FaultKind, Kind][],
  atMs: number,
  options: ScriptOptions,
  endMs: number,
): Fault {
  let left = random.next() * possible.reduce((sum, [, { weight }]) => sum + weight, 0);
  const [kind, { ms, count, choices }] =
    possible.find(([, { weight }]) => (left -= weight) < 0) ??
    possible[0] ??
    (["kill", kinds.kill] as [FaultKind, Kind]);
  const usable = choices?.filter((choice) => choice !== "database" || options.database === "postgres");
  const length = ms ? random.between(...ms) : 0;
  return {
    atMs,
    kind,
    process: random.between(0, options.processes - 1),
    // What is still wrong at the end would only make the end longer.
    ms: Math.min(length, Math.max(500, endMs - atMs)),
    count: count ? random.between(...count) : 0,
    choice: usable ? random.pick(usable) : "",
  };
}

export function say(fault: Fault): string {
  return `${(fault.atMs / 1000).toFixed(1).padStart(7)} s  ${(kinds[fault.kind] as Kind).say(fault)}`;
}
