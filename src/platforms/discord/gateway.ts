/**
 * The gateway: sockets by @discordjs/ws, whose shards we run ourselves, because its manager forgets a session on any network
 * error, refuses to resume when no IDENTIFY is left, and leaves a half-open socket to a 30-second close.
 */
import {
  Encoding,
  type FetchingStrategyOptions,
  type IContextFetchingStrategy,
  type SessionInfo,
  WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from "@discordjs/ws";
import {
  type APIGatewayBotInfo,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  GatewayOpcodes,
} from "discord-api-types/v10";
import { setTimeout as sleep } from "node:timers/promises";
import { type Log, PlatformError } from "../platform.ts";
import { fatalClose, lastsThrough } from "./closes.ts";
import { networkReason } from "./errors.ts";
import { type Budget, spendIdentifies } from "./identify.ts";
import type { Sessions } from "./sessions.ts";
import type { Shards } from "./shards.ts";

/** 53; none of them is privileged. */
export const INTENTS =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildModeration |
  GatewayIntentBits.GuildIntegrations |
  GatewayIntentBits.GuildWebhooks;
/** Closing with 1000 or 1001 would end the session on Discord's side. */
const CLOSE_TO_RESUME = 4200;
const STOP_MS = 2_000;

export interface GatewayOptions {
  token: string;
  shards: Shards;
  sessions: Sessions;
  log: Log;
  /** GET /gateway/bot. */
  information: () => Promise<APIGatewayBotInfo>;
  /** Resolves when the event is handled for good. */
  dispatch(payload: GatewayDispatchPayload, shard: { id: number; count: number }): Promise<void>;
  /** A connection that says nothing for up to twice as long is given up. */
  probeMs: number;
}

export interface Gateway {
  /** Resolves when every shard is connected, or after `patienceMs`; rejects (`refused`) when Discord won't have us. */
  open(patienceMs: number): Promise<void>;
  close(): Promise<void>;
  health(): { ok: boolean; why: string | null };
}

interface Line {
  shard: WebSocketShard;
  state: "connecting" | "connected" | "refused";
  why: string;
  heardAt: number;
  probedAt: number;
  /** HELLO has come on the present connection. */
  greeted: boolean;
  /** Since the last HELLO. */
  closedWith: number | null;
  /** Connections in a row that did not reach HELLO. */
  failures: number;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { sessions, log } = options;
  const lines = new Map<number, Line>();
  const handling = new Set<Promise<void>>();
  const closing = new AbortController();
  let watchdog: NodeJS.Timeout | undefined;

  const strategyFor = (
    id: number,
    shared: FetchingStrategyOptions,
    budget: Budget,
  ): IContextFetchingStrategy => ({
    options: shared,
    async retrieveSessionInfo() {
      const line = lines.get(id);
      const session = sessions.current(id);
      // Asked while idle means: about to connect. This is the one place where a reconnect can be held back or called off.
      if (line?.shard.status !== WebSocketShardStatus.Idle) return session;
      await sleep(pause(line.failures), undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return new Promise<SessionInfo | null>(() => {});
      // A resume address can die with its server; the session may still be known elsewhere.
      return session && line.failures >= 3
        ? { ...session, resumeURL: shared.gatewayInformation.url }
        : session;
    },
    updateSessionInfo(_, session) {
      const line = lines.get(id);
      if (session) sessions.change(id, session);
      // The SDK also says "forget it" on network errors and on our own stop: only Discord's word counts.
      else if (line?.shard.status === WebSocketShardStatus.Resuming && !lastsThrough(line.closedWith))
        sessions.change(id, null);
    },
    waitForIdentify: (shard, signal) => budget.wait(shard, signal),
  });

  const listen = (line: Line, id: number, count: number) => {
    const { shard } = line;
    const connected = () => {
      line.state = "connected";
      line.heardAt = Date.now();
    };
    shard.on(WebSocketShardEvents.Hello, () => {
      line.heardAt = line.probedAt = Date.now();
      line.failures = 0;
      line.greeted = true;
      line.closedWith = null;
    });
    shard.on(WebSocketShardEvents.Ready, () => {
      connected();
      log.info({ shard: id }, "connected to Discord with a new session");
    });
    shard.on(WebSocketShardEvents.Resumed, () => {
      connected();
      log.info({ shard: id }, "resumed the Discord session");
    });
    shard.on(WebSocketShardEvents.HeartbeatComplete, () => (line.heardAt = Date.now()));
    shard.on(WebSocketShardEvents.Dispatch, (payload) => {
      line.heardAt = Date.now();
      const done = sessions.begin(id, payload.s);
      const work = options
        .dispatch(payload, { id, count })
        .catch((cause: unknown) =>
          log.error({ err: cause, event: payload.t }, "could not handle a Discord event"),
        )
        .finally(() => {
          done();
          handling.delete(work);
        });
      handling.add(work);
    });
    shard.on(WebSocketShardEvents.Closed, (code) => {
      if (!line.greeted) line.failures += 1;
      line.greeted = false;
      line.closedWith = code;
      const fatal = fatalClose(code);
      line.state = fatal === null ? "connecting" : "refused";
      line.why = fatal ?? `Discord closed the connection (code ${code}); connecting again.`;
      if (!closing.signal.aborted) log[fatal === null ? "info" : "error"]({ shard: id, code }, line.why);
    });
    shard.on(WebSocketShardEvents.SocketError, (error) => {
      line.why = `Discord's gateway can't be reached (${networkReason(error)}); trying again.`;
      log.warn({ shard: id }, line.why);
    });
    // Without a listener an error event would end the process; what it means is in the close code.
    shard.on(WebSocketShardEvents.Error, (error) =>
      log.debug({ shard: id, why: error.message }, "gateway error"),
    );
    shard.on(WebSocketShardEvents.Debug, (message) => log.debug({ shard: id }, message));
  };

  /** Discord answers every heartbeat, also those beside the SDK's own: silence since the last probe means a dead line. */
  const probe = () => {
    for (const [id, line] of lines) {
      if (!line.greeted) continue;
      if (line.probedAt > line.heardAt) {
        log.warn({ shard: id }, "Discord's gateway went silent; connecting again");
        line.probedAt = line.heardAt;
        line.state = "connecting";
        line.why = "Discord's gateway went silent; connecting again.";
        cut(line.shard);
      } else {
        line.probedAt = Date.now();
        const sequence = sessions.current(id)?.sequence ?? null;
        line.shard
          .send({ op: GatewayOpcodes.Heartbeat, d: sequence })
          .catch((cause: unknown) => log.debug({ err: cause }, "probe not sent"));
      }
    }
  };

  return {
    async open(patienceMs) {
      const gatewayInformation = await options.information();
      const count = options.shards.count ?? gatewayInformation.shards;
      const ids = options.shards.ids ?? Array.from({ length: count }, (_, n) => n);
      await sessions.load(ids);
      if (closing.signal.aborted) return;
      const budget = spendIdentifies(options.information, gatewayInformation, log);
      const shared = connection(options.token, gatewayInformation, count);
      for (const id of ids) {
        const shard = new WebSocketShard(strategyFor(id, shared, budget), id);
        const line: Line = {
          shard,
          state: "connecting",
          why: "Connecting to Discord.",
          heardAt: 0,
          probedAt: 0,
          greeted: false,
          closedWith: null,
          failures: 0,
        };
        lines.set(id, line);
        listen(line, id, count);
      }
      watchdog = setInterval(probe, options.probeMs).unref();
      const connected = Promise.all(
        [...lines.values()].map((line) => line.shard.connect().catch(() => refuse(line))),
      );
      connected.catch(() => undefined);
      const { signal } = closing;
      await Promise.race([
        connected,
        sleep(patienceMs, undefined, { ref: false, signal }).catch(() => undefined),
      ]);
    },
    async close() {
      closing.abort();
      clearInterval(watchdog);
      const ended = [...lines.values()].map(({ shard }) =>
        shard.destroy({ code: CLOSE_TO_RESUME, reason: "restarting" }).catch(() => undefined),
      );
      await Promise.race([Promise.all(ended), sleep(STOP_MS, undefined, { ref: false })]);
      for (const { shard } of lines.values()) cut(shard);
      await Promise.race([Promise.all(handling), sleep(STOP_MS, undefined, { ref: false })]);
      await sessions.flush();
    },
    health() {
      if (closing.signal.aborted) return { ok: false, why: "Discord is stopped." };
      const broken = [...lines.values()].filter(({ state }) => state !== "connected");
      const worst = broken.find(({ state }) => state === "refused") ?? broken[0];
      if (lines.size === 0) return { ok: false, why: "Connecting to Discord." };
      if (!worst) return { ok: true, why: null };
      return {
        ok: false,
        why: lines.size === 1 ? worst.why : `${broken.length} of ${lines.size} shards: ${worst.why}`,
      };
    },
  };
}

function refuse(line: Line): void {
  if (line.state === "refused") throw new PlatformError("refused", line.why);
}

/** Ends a socket at once: a close handshake on a dead line would take the SDK 30 seconds. */
function cut(shard: WebSocketShard): void {
  const socket: unknown = Reflect.get(shard, "connection");
  if (typeof socket !== "object" || socket === null || !("terminate" in socket)) return;
  // Terminating during the handshake is reported as an error, which nobody has to hear.
  Reflect.set(socket, "onerror", () => undefined);
  if (typeof socket.terminate === "function") Reflect.apply(socket.terminate, socket, []);
}

/** Nothing for the first failures (the SDK itself waits half a second), then twice as long each time, up to half a minute. */
function pause(failures: number): number {
  return failures < 2 ? 0 : Math.min(30_000, 250 * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
}

function connection(
  token: string,
  gatewayInformation: APIGatewayBotInfo,
  shardCount: number,
): FetchingStrategyOptions {
  return {
    token,
    gatewayInformation,
    shardCount,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a sum of flags
    intents: INTENTS,
    version: "10",
    encoding: Encoding.JSON,
    compression: null,
    useIdentifyCompression: false,
    identifyProperties: { browser: "countersign", device: "countersign", os: process.platform },
    initialPresence: null,
    largeThreshold: 50,
    handshakeTimeout: 10_000,
    helloTimeout: 15_000,
    readyTimeout: 30_000,
  };
}
