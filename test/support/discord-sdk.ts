/** The real Discord SDK, connected to a sandbox. */
import { Client, type GatewayIntentBits } from "@discordjs/core";
import { REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents, type SessionInfo } from "@discordjs/ws";
import type { DiscordSandbox } from "../../src/sandbox/discord/server.ts";

/** A dispatch as it came: its type and data. */
export interface Dispatch {
  t: string;
  d: unknown;
}

export interface Connected {
  client: Client;
  gateway: WebSocketManager;
  /** Every dispatch so far. */
  events: Dispatch[];
  closes: number[];
  /** The first dispatch of that type, past or coming. */
  event(type: string, fits?: (data: never) => boolean): Promise<Dispatch>;
  stop(): Promise<void>;
}

export function restFor(sandbox: DiscordSandbox, token: string): REST {
  return new REST({ version: "10", api: sandbox.apiUrl, retries: 0 }).setToken(token);
}

export async function connect(
  sandbox: DiscordSandbox,
  token: string,
  options: {
    intents?: number;
    session?: SessionInfo | null;
    onSession?: (session: SessionInfo | null) => void;
  } = {},
): Promise<Connected> {
  const rest = restFor(sandbox, token);
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a sum of flags
  const intents: GatewayIntentBits = options.intents ?? 53;
  let session: SessionInfo | null = options.session ?? null;
  const gateway = new WebSocketManager({
    token,
    intents,
    rest,
    // Discord allows one identify in five seconds; tests need not wait for that.
    buildIdentifyThrottler: () => ({ waitForIdentify: () => Promise.resolve() }),
    retrieveSessionInfo: () => session,
    updateSessionInfo(_, fresh) {
      session = fresh;
      options.onSession?.(fresh);
    },
  });
  const client = new Client({ rest, gateway });
  const events: Dispatch[] = [];
  const closes: number[] = [];
  const watchers = new Set<() => void>();
  gateway.on(WebSocketShardEvents.Dispatch, (payload) => {
    events.push({ t: payload.t, d: payload.d });
    for (const watcher of watchers) watcher();
  });
  gateway.on(WebSocketShardEvents.Closed, (code) => void closes.push(code));
  gateway.on(WebSocketShardEvents.Error, () => {});
  await gateway.connect();
  return {
    client,
    gateway,
    events,
    closes,
    event: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ${type} within 4 s`)), 4_000);
        const look = () => {
          const found = events.find((each) => each.t === type && fits(each.d as never));
          if (!found) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    async stop() {
      await gateway.destroy();
    },
  };
}
