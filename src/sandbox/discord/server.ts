/** A stateful Discord on loopback: HTTP API v10 and gateway v10, for the playable sandbox and for tests. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { WebSocketServer } from "ws";
import { createControl, type DiscordControl } from "./control.ts";
import { createFaults, type Faults } from "./faults.ts";
import { snowflake } from "./flags.ts";
import { serveConnection } from "./gateway/connection.ts";
import { createHttp } from "./http.ts";
import type { RecordedRequest } from "./requests.ts";
import { seed } from "./seed.ts";
import type { Discord } from "./state.ts";
import type { DiscordWorld } from "./world.ts";

export { discordRoutes } from "./routes/index.ts";

export interface DiscordSandboxOptions {
  world: DiscordWorld;
  /** Default: any free one. */
  port?: number;
  /** Hidden channels are omitted over HTTP and stubs on the gateway. Default true, as on Discord since 2026-11-16. */
  obfuscate?: boolean;
  now?: () => number;
  /** The gateway's address as clients are told it, where something stands in between; default its own. */
  gatewayUrl?: string;
  /** How long an application has to acknowledge an interaction; default Discord's 3,000 ms. */
  ackMs?: number;
}

export interface DiscordSandbox {
  /** To be given to the SDK as its API base: `http://127.0.0.1:PORT/api`. */
  apiUrl: string;
  gatewayUrl: string;
  control: DiscordControl;
  requests: RecordedRequest[];
  faults: Faults;
  close(): Promise<void>;
}

export async function startDiscordSandbox(options: DiscordSandboxOptions): Promise<DiscordSandbox> {
  const discord = createState(options);
  seed(discord, options.world);
  const server = createAdaptorServer({ fetch: createHttp(discord).fetch }) as Server;
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    if (discord.faults.isCut()) {
      socket.destroy();
      return;
    }
    const url = new URL(request.url ?? "/", discord.origin);
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connection.on("error", () => connection.terminate());
      serveConnection(discord, connection, url);
    });
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  discord.origin = `http://127.0.0.1:${port}`;
  discord.gatewayUrl = options.gatewayUrl ?? `ws://127.0.0.1:${port}`;

  return {
    apiUrl: `${discord.origin}/api`,
    gatewayUrl: discord.gatewayUrl,
    control: createControl(discord),
    requests: discord.requests,
    faults: discord.faults,
    async close() {
      discord.faults.clear();
      for (const interaction of discord.interactions.values()) interaction.settle("failed");
      for (const connection of sockets.clients) connection.terminate();
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createState(options: DiscordSandboxOptions): Discord {
  let minted = 0;
  const now = options.now ?? Date.now;
  const discord: Discord = {
    now,
    newId() {
      minted += 1;
      return snowflake(now(), minted);
    },
    obfuscate: options.obfuscate ?? true,
    ackMs: options.ackMs ?? 3_000,
    origin: "http://127.0.0.1",
    gatewayUrl: "",
    users: new Map(),
    applications: new Map(),
    guilds: new Map(),
    channels: new Map(),
    interactions: new Map(),
    sessions: new Map(),
    requests: [],
    faults: createFaults(() => discord),
    watchers: new Set(),
  };
  return discord;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}
