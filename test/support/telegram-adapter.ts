/** The Telegram adapter against its sandbox: a quick pace, a shelf in memory, an inbox that remembers. */
import { afterEach, beforeEach, expect } from "vitest";
import type {
  ActionEvent,
  Card,
  ChangeEvent,
  CommandEvent,
  CommandSpec,
  FormEvent,
  Inbox,
  Log,
  Platform,
  PressEvent,
  Shelf,
} from "../../src/platforms/platform.ts";
import { createTelegram } from "../../src/platforms/telegram/index.ts";
import type { TelegramOptions } from "../../src/platforms/telegram/index.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox, TelegramWorld } from "../../src/sandbox/telegram/server.ts";
import { quick } from "./telegram-pace.ts";
import { checkTelegramTraffic } from "./telegram-spec.ts";
import { silent } from "./log.ts";
import { smallWorld } from "./telegram-world.ts";

export { quick };

export function memoryShelf(): Shelf & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    async get(key) {
      const text = values.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    async put(key, value) {
      values.set(key, JSON.stringify(value));
    },
    async delete(key) {
      values.delete(key);
    },
  };
}

export interface MemoryLog extends Log {
  lines: { level: string; message: string }[];
}

export function memoryLog(): MemoryLog {
  const lines: MemoryLog["lines"] = [];
  const at = (level: keyof Log) => (fields: object, message: string) => {
    silent[level](fields, message);
    lines.push({ level, message });
  };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export const card = (title: string, more: Partial<Card> = {}): Card => ({
  tone: "neutral",
  title,
  blocks: [],
  buttons: [],
  ...more,
});

export const requestCard = (id = "1"): Card =>
  card("May I?", {
    buttons: [
      [
        { press: `approve:${id}`, label: "Approve", style: "success" },
        { press: `deny:${id}`, label: "Deny", style: "danger" },
      ],
    ],
  });

const option = (name: string, required = false) => ({
  name,
  description: () => `the ${name}`,
  required,
  kind: "text" as const,
});
const specs: CommandSpec[] = [
  { name: "help", description: () => "What I can do", options: [], managersOnly: false, inPrivate: true },
  {
    name: "audit",
    description: () => "Audit agents",
    options: [option("agent")],
    managersOnly: true,
    inPrivate: true,
  },
  {
    name: "freeze",
    description: () => "Stop an agent",
    options: [option("agent", true), option("reason")],
    managersOnly: true,
    inPrivate: false,
  },
];

export interface MemoryInbox extends Inbox {
  got: {
    commands: CommandEvent[];
    presses: PressEvent[];
    forms: FormEvent[];
    changes: ChangeEvent[];
    actions: ActionEvent[];
  };
}

/** Remembers everything; `on` adds what a handler does. An event that a handler throws on is not remembered. */
export function memoryInbox(
  on: Partial<Pick<Inbox, "command" | "press" | "form" | "change" | "action">> = {},
): MemoryInbox {
  const got: MemoryInbox["got"] = { commands: [], presses: [], forms: [], changes: [], actions: [] };
  return {
    got,
    commands: specs,
    forms: {
      deny: {
        title: () => "Deny",
        field: { id: "reason", label: () => "Why not?", required: true, max: 100 },
      },
    },
    async command(event) {
      await on.command?.(event);
      got.commands.push(event);
    },
    async press(event) {
      await on.press?.(event);
      got.presses.push(event);
    },
    async form(event) {
      await on.form?.(event);
      got.forms.push(event);
    },
    complete: async () => [],
    async change(event) {
      await on.change?.(event);
      got.changes.push(event);
    },
    async action(event) {
      await on.action?.(event);
      got.actions.push(event);
    },
    hear: async () => undefined,
  };
}

export function adapter(
  sandbox: Pick<TelegramSandbox, "apiUrl">,
  options: Partial<TelegramOptions> = {},
): Platform & { log: MemoryLog } {
  const log = memoryLog();
  const { pace, ...rest } = options;
  const platform = createTelegram({
    token: "42:cs",
    apiUrl: sandbox.apiUrl,
    shelf: memoryShelf(),
    log,
    pace: { ...quick, ...pace },
    ...rest,
  });
  return { ...platform, log };
}

/** Waits until `look` finds something; says what it waited for when that never comes. */
export async function until<T>(what: string, look: () => T | Promise<T>, ms = 5000): Promise<NonNullable<T>> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface Stage {
  readonly sandbox: TelegramSandbox;
  /** Milliseconds since 1970, of the sandbox and of what is started here; a test may move it. */
  clock: number;
  start(inbox: MemoryInbox, options?: Partial<TelegramOptions>): Promise<ReturnType<typeof adapter>>;
  /** Stops what was started last. */
  stop(): Promise<void>;
  as: (person: number) => ReturnType<TelegramSandbox["control"]["as"]>;
}

/** A sandbox for each test; afterwards what is still running is stopped and all traffic is checked against the specification. */
export function stage(options: { stoppedClock?: boolean; world?: () => TelegramWorld } = {}): Stage {
  let sandbox: TelegramSandbox | null = null;
  let running: Platform[] = [];
  const here = () => {
    if (!sandbox) throw new Error("the stage is set up before each test");
    return sandbox;
  };
  const now = () => (options.stoppedClock ? made.clock : Date.now());
  const made: Stage = {
    get sandbox() {
      return here();
    },
    clock: 0,
    async start(inbox, more = {}) {
      const platform = adapter(here(), { now, ...more });
      running.push(platform);
      await platform.start(inbox);
      return platform;
    },
    async stop() {
      await running.pop()?.stop();
    },
    as: (person) => here().control.as(person),
  };
  beforeEach(async () => {
    made.clock = Date.parse("2026-11-22T12:00:00Z");
    sandbox = await startTelegramSandbox({ world: (options.world ?? smallWorld)(), now });
    running = [];
  });
  afterEach(async () => {
    for (const platform of running) await platform.stop();
    // The tests' own SDK sends what the specification does not know; it is the one that speaks in queries.
    const ours = here().requests.filter(({ botId, encoding }) => botId === "42" && encoding !== "query");
    await here().close();
    expect(checkTelegramTraffic(ours)).toEqual([]);
  });
  return made;
}
