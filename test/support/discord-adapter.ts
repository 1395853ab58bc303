/** The Discord adapter against its sandbox: a shelf in memory, a log that can be read, and traffic held against Discord's own description. */
import { expect } from "vitest";
import { createDiscord, type DiscordOptions } from "../../src/platforms/discord/index.ts";
import type { Log, Place, Platform, Shelf } from "../../src/platforms/platform.ts";
import { type DiscordSandboxOptions, startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { checkDiscordTraffic } from "./discord-spec.ts";
import { ids, smallWorld, tokens } from "./discord-world.ts";
import { noteSecret, silent } from "./log.ts";

export const general: Place & { workspace: string } = {
  platform: "discord",
  workspace: ids.guild,
  channel: ids.general,
};

/** Values go through JSON, as in a database. */
export function memoryShelf(): Shelf & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: async (key) => {
      const value = values.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    put: async (key, value) => void values.set(key, JSON.stringify(value)),
    delete: async (key) => void values.delete(key),
  };
}

export interface Lines extends Log {
  /** `level message {fields}`, one a line. */
  lines: string[];
}

export function readableLog(): Lines {
  const lines: string[] = [];
  const at = (level: keyof Log) => (fields: object, message: string) => {
    silent[level](fields, message);
    const shown = Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? String(value) : value,
    ]);
    lines.push(`${level} ${message} ${JSON.stringify(Object.fromEntries(shown))}`);
  };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export async function discordHarness(options: Partial<DiscordSandboxOptions> = {}) {
  const sandbox = await startDiscordSandbox({ world: smallWorld(), ...options });
  const shelf = memoryShelf();
  const log = readableLog();
  noteSecret(tokens.countersign);
  const made: Platform[] = [];
  return {
    sandbox,
    shelf,
    log,
    adapter(over: Partial<DiscordOptions> = {}): Platform {
      const platform = createDiscord({
        token: tokens.countersign,
        apiUrl: sandbox.apiUrl,
        shelf,
        log,
        ...over,
      });
      made.push(platform);
      return platform;
    },
    /** How many sessions were started from scratch. */
    async identifies(): Promise<number> {
      const answer = await fetch(`${sandbox.apiUrl}/v10/gateway/bot`, {
        headers: { authorization: `Bot ${tokens.countersign}` },
      });
      const { session_start_limit: limit } = (await answer.json()) as {
        session_start_limit: { total: number; remaining: number };
      };
      return limit.total - limit.remaining;
    },
    /** Stops what runs; everything that was said must be as Discord describes it, and no secret may be in the log. */
    async close() {
      for (const platform of made) await platform.stop();
      await sandbox.close();
      // Whoever types a wrong address talks to something that is not Discord.
      const spoken = sandbox.requests.filter(({ path }) => path.startsWith("/api/"));
      expect(checkDiscordTraffic(spoken)).toEqual([]);
      const logged = log.lines.join("\n");
      expect(logged).not.toContain(tokens.countersign);
      expect(logged).not.toMatch(/interaction-\d+-/);
    },
  };
}
export type DiscordHarness = Awaited<ReturnType<typeof discordHarness>>;

export async function eventually<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  what: string,
  ms = 8_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > end) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
