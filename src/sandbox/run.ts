/** Both platforms in miniature, the unmodified service between them, and the shop's agents declared and keyed. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DiscordSandbox, startDiscordSandbox } from "./discord/server.ts";
import { type Cli, runCommand, type Service, startService } from "./service.ts";
import { startTelegramSandbox, type TelegramSandbox } from "./telegram/server.ts";
import { tokens } from "./world/ids.ts";
import { worlds, type World } from "./world/index.ts";

export interface Sandbox {
  discord: DiscordSandbox;
  telegram: TelegramSandbox;
  service: Service;
  /** The issuer of its grants. */
  publicUrl: string;
  /** The API key of the shop's Helpdesk agent. */
  agentKey: string;
  /** What the service and the command line beside it are started with. */
  env: Record<string, string>;
  /** Runs `countersign …` beside the service; resolves to what it printed. */
  countersign(...args: string[]): Promise<string>;
  /** Starts the service again, after `service.kill()` for instance, on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What the lamp shop's agents are declared to need. */
export const manifestFile = join(import.meta.dirname, "world", "manifests.yaml");

export async function startSandbox(options: {
  cli: Cli;
  path: string;
  port?: number;
  logLevel?: string;
  /** The lamp shop, unless this says otherwise. */
  world?: World;
  /** Fills the data folder before the service starts. */
  remember?: (dataDir: string, world: World) => Promise<void>;
}): Promise<Sandbox> {
  const world = options.world ?? worlds.lamps;
  const dataDir = await mkdtemp(join(tmpdir(), "countersign-sandbox-"));
  const discord = await startDiscordSandbox({ world: world.discord });
  const telegram = await startTelegramSandbox({ world: world.telegram });
  const port = String(options.port ?? (await freePort()));
  const publicUrl = `http://localhost:${port}`;
  const env = {
    PATH: options.path,
    DISCORD_TOKEN: tokens.discord,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: tokens.telegram,
    TELEGRAM_API_URL: telegram.apiUrl,
    DATA_DIR: dataDir,
    PORT: port,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: options.logLevel ?? "info",
    LOG_FORMAT: "json",
  };
  const countersign = (...args: string[]) => runCommand(options.cli, env, args);
  const closeServers = async () => {
    await Promise.all([discord.close(), telegram.close()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await options.remember?.(dataDir, world);
    const sandbox: Sandbox = {
      discord,
      telegram,
      service: await startService(options.cli, env),
      publicUrl,
      agentKey: "",
      env,
      countersign,
      async restart() {
        sandbox.service = await startService(options.cli, env);
      },
      async close() {
        await sandbox.service.stop();
        await closeServers();
      },
    };
    try {
      await countersign("apply", "-f", ...world.manifests, "--yes");
      sandbox.agentKey =
        /csk_[A-Za-z0-9_-]+/.exec(await countersign("keys", "create", "helpdesk"))?.[0] ?? "";
      if (!sandbox.agentKey) throw new Error("`countersign keys create helpdesk` printed no key.");
      return sandbox;
    } catch (failure) {
      await sandbox.service.stop();
      throw failure;
    }
  } catch (failure) {
    await closeServers();
    throw failure;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
