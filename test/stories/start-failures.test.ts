/** What an operator reads when the service can't start: one helpful sentence, the documented exit code, no stack trace. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DiscordSandbox, startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";

const cli = join(import.meta.dirname, "../../src/cli.ts");
let folder: string;
let discord: DiscordSandbox;
let telegram: TelegramSandbox;
let taken: Server;
let takenPort: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-start-"));
  discord = await startDiscordSandbox({ world: discordWorld });
  telegram = await startTelegramSandbox({ world: telegramWorld });
  taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  takenPort = typeof address === "object" && address ? address.port : 0;
});

afterAll(async () => {
  await Promise.all([discord.close(), telegram.close()]);
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function run(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env["PATH"] ?? "", LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (ended.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (ended.err += chunk.toString()));
  [ended.code] = (await once(child, "close")) as [number | null];
  return ended;
}

/** Good settings, of which each case spoils one. */
const good = () => ({
  DISCORD_TOKEN: tokens.discord,
  DISCORD_API_URL: discord.apiUrl,
  TELEGRAM_TOKEN: tokens.telegram,
  TELEGRAM_API_URL: telegram.apiUrl,
  DATA_DIR: join(folder, "data"),
  PORT: "0",
});

const readable = (ended: Ended) => {
  expect(ended.err).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(ended.err.trim().length).toBeGreaterThan(20);
};

describe("countersign start", () => {
  const cases: { name: string; env: () => Record<string, string>; code: number; says: RegExp[] }[] = [
    {
      name: "no token at all",
      env: () => ({ DATA_DIR: join(folder, "none") }),
      code: 2,
      says: [/DISCORD_TOKEN/, /TELEGRAM_TOKEN/, /permissions=3200/, /@BotFather/],
    },
    {
      name: "a wrong Discord token",
      env: () => ({ ...good(), DISCORD_TOKEN: "wrong-token" }),
      code: 2,
      says: [/Discord/, /token/i],
    },
    {
      name: "a wrong Telegram token",
      env: () => ({ ...good(), DISCORD_TOKEN: "", TELEGRAM_TOKEN: "7000000001:wrong" }),
      code: 2,
      says: [/Telegram/, /token/i, /BotFather/],
    },
    {
      name: "a wrong Discord API address",
      env: () => ({ ...good(), DISCORD_API_URL: `${telegram.apiUrl}/nowhere` }),
      code: 2,
      says: [/DISCORD_API_URL/],
    },
    {
      name: "a wrong Telegram API address",
      env: () => ({ ...good(), DISCORD_TOKEN: "", TELEGRAM_API_URL: discord.apiUrl }),
      code: 2,
      says: [/TELEGRAM_API_URL/],
    },
    {
      name: "an address that is none",
      env: () => ({ ...good(), DISCORD_API_URL: "not an address" }),
      code: 2,
      says: [/DISCORD_API_URL/, /http/],
    },
    {
      name: "a database that is down",
      env: () => ({ ...good(), DATABASE_URL: "postgres://countersign:hush@127.0.0.1:1/countersign" }),
      code: 1,
      says: [/127\.0\.0\.1:1/, /DATABASE_URL/],
    },
    {
      name: "a data folder that can't be one",
      env: () => ({ ...good(), DATA_DIR: join(cli, "data") }),
      code: 1,
      says: [/DATA_DIR/],
    },
    {
      name: "a port in use",
      env: () => ({ ...good(), DATA_DIR: join(folder, "port"), PORT: String(takenPort) }),
      code: 1,
      says: [new RegExp(`${takenPort || ""}`), /in use/, /PORT/],
    },
    {
      name: "a port that is none",
      env: () => ({ ...good(), PORT: "eighty" }),
      code: 2,
      says: [/PORT/, /65535/],
    },
  ];
  for (const { name, env, code, says } of cases) {
    it(name, { timeout: 60_000 }, async () => {
      const ended = await run(["start"], env());
      expect(ended).toMatchObject({ code });
      readable(ended);
      for (const sentence of says) expect(ended.err).toMatch(sentence);
      expect(ended.err + ended.out).not.toContain("hush");
    });
  }
});

describe("files", () => {
  it("a malformed YAML file is named, with the place in it", async () => {
    const file = join(folder, "agents.yaml");
    await writeFile(
      file,
      "apiVersion: countersign/v1\nkind: Agent\nmetadata: { id: Support Bot }\nactions: [\n",
    );
    const ended = await run(["apply", "-f", file], { DATA_DIR: join(folder, "apply") });
    expect(ended.code).toBe(3);
    readable(ended);
    expect(ended.err).toContain("agents.yaml");
  });

  it("a snapshot that is no snapshot is named, with the path in it", async () => {
    const file = join(folder, "snapshot.json");
    await writeFile(file, JSON.stringify({ platform: "discord", takenAt: "today", viewer: 5, guild: {} }));
    for (const verb of [["audit"], ["resolve"]]) {
      const ended = await run([...verb, "--snapshot", file], {});
      expect(ended.code).toBe(3);
      readable(ended);
      expect(ended.err).toMatch(/snapshot\.json.*(viewer|takenAt|guild)/s);
    }
  });

  it("a file that is not there is named", async () => {
    const ended = await run(["audit", "--snapshot", join(folder, "nowhere.json")], {});
    expect(ended.code).toBe(3);
    expect(ended.err).toMatch(/nowhere\.json: there is no such file/);
  });

  it("a word that is no verb is answered with what there is", async () => {
    const ended = await run(["aduit"], {});
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/aduit/);
  });
});
