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
import { type Log, PlatformError, type Seat, type Seats } from "../platform.ts";
import { fatalClose, lastsThrough } from "./closes.ts";
import { networkReason } from "./errors.ts";
import { type Budget, spendIdentifies } from "./identify.ts";
import { healthOf } from "./health.ts";
import type { Sessions } from "./sessions.ts";
import type { Shards } from "./shards.ts";

/** 53; none of them is privileged. GUILD_MESSAGES, which comes with the operator's consent only, isn't either. */
export const INTENTS =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildModeration |
  GatewayIntentBits.GuildIntegrations |
  GatewayIntentBits.GuildWebhooks;
/** Closing with 1000 or 1001 would end the session on Discord's side. */
const CLOSE_TO_RESUME = 4200;
const STOP_MS = 2_000;
/** A busy moment of ours is not Discord's silence. */
const PROBE_SLACK_MS = 1_000;
/** A shard that nobody runs is ours within this time. */
const STANDBY_MS = 1_500;
/** Shards are taken one after the other, so that processes that start together each get some. */
const NEXT_SHARD_MS = 500;
/** Between two IDENTIFYs of the same rate-limit key, whichever processes send them. */
const IDENTIFY_MS = 5_000;

export interface GatewayOptions {
  token: string;
  shards: Shards;
  intents: number;
  sessions: Sessions;
  /** Which process runs which shard, where there are several. */
  seats: Seats | undefined;
  /** The bot's user id. */
  bot: string;
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
  /** The shards that are connected here, and when each last heard of Discord, in milliseconds since the epoch. */
  connected(): { id: number; count: number; heardAt: number }[];
  health(): { ok: boolean; why: string | null; heardAt?: number };
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
  /** Given up for good: it may not connect again, whatever the SDK is about to do. */
  ended: boolean;
  /** Connections in a row that did not reach HELLO. */
  failures: number;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { sessions, log } = options;
  const lines = new Map<number, Line>();
  const handling = new Set<Promise<void>>();
  const held = new Map<number, Seat>();
  const closing = new AbortController();
  let watchdog: NodeJS.Timeout | undefined;
  let opened = false;
  let shardCount = 0;

  /** `mine` gives the line that this is the strategy of: another one may run the same shard later. */
  const strategyFor = (
    id: number,
    shared: FetchingStrategyOptions,
    budget: Budget,
    mine: () => Line | undefined,
  ): IContextFetchingStrategy => ({
    options: shared,
    async retrieveSessionInfo() {
      const line = mine();
      if (line?.ended) return never();
      const session = sessions.current(id);
      // Asked while idle means: about to connect. This is the one place where a reconnect can be held back or called off.
      if (line?.shard.status !== WebSocketShardStatus.Idle) return session;
      await sleep(pause(line.failures), undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted || line.ended) return never();
      // A resume address can die with its server; the session may still be known elsewhere.
      return session && line.failures >= 3
        ? { ...session, resumeURL: shared.gatewayInformation.url }
        : session;
    },
    updateSessionInfo(_, session) {
      const line = mine();
      if (line?.ended) return;
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
      if (line.ended) return;
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

  const begin = (id: number, shared: FetchingStrategyOptions, budget: Budget): Line => {
    let self: Line | undefined;
    const line: Line = {
      shard: new WebSocketShard(
        strategyFor(id, shared, budget, () => self),
        id,
      ),
      ended: false,
      state: "connecting",
      why: "Connecting to Discord.",
      heardAt: 0,
      probedAt: 0,
      greeted: false,
      closedWith: null,
      failures: 0,
    };
    self = line;
    lines.set(id, line);
    listen(line, id, shared.shardCount);
    return line;
  };

  const end = async (line: Line): Promise<void> => {
    line.ended = true;
    const destroyed = line.shard
      .destroy({ code: CLOSE_TO_RESUME, reason: "restarting" })
      .catch(() => undefined);
    await Promise.race([destroyed, sleep(STOP_MS, undefined, { ref: false })]);
    cut(line.shard);
  };

  /** Runs a shard whenever it is this process's turn. `settled` hears when it is connected, or waits for its turn. */
  const own = async (
    id: number,
    shared: FetchingStrategyOptions,
    budget: Budget,
    settled: PromiseWithResolvers<void>,
  ): Promise<void> => {
    const name = `discord:${options.bot}:${id}/${shared.shardCount}`;
    while (!closing.signal.aborted) {
      const seat = options.seats ? await options.seats.take(name, closing.signal).catch(() => null) : null;
      if (options.seats && !seat) return;
      try {
        await sessions.load([id]);
      } catch (cause) {
        log.warn({ err: cause, shard: id }, "could not read the Discord session; trying again");
        await seat?.leave();
        await sleep(1_000, undefined, { signal: closing.signal }).catch(() => undefined);
        continue;
      }
      if (closing.signal.aborted) return await seat?.leave();
      const line = begin(id, shared, budget);
      line.shard
        .connect()
        .catch(() => refuse(line))
        .then(settled.resolve, settled.reject);
      if (!seat) return;
      held.set(id, seat);
      await aborted(AbortSignal.any([closing.signal, seat.lost]));
      if (closing.signal.aborted) return;
      log.warn({ shard: id }, "another process runs this Discord shard now");
      held.delete(id);
      sessions.forget(id);
      lines.delete(id);
      await end(line);
    }
  };

  return {
    async open(patienceMs) {
      const gatewayInformation = await options.information();
      const count = options.shards.count ?? gatewayInformation.shards;
      const ids = options.shards.ids ?? Array.from({ length: count }, (_, n) => n);
      if (closing.signal.aborted) return;
      shardCount = count;
      const budget = inTurn(
        options,
        spendIdentifies(options.information, gatewayInformation, log),
        gatewayInformation.session_start_limit.max_concurrency,
      );
      const shared = connection(options, gatewayInformation, count);
      watchdog = setInterval(probe, options.probeMs).unref();
      const { signal } = closing;
      const from = options.seats ? Math.floor(Math.random() * ids.length) : 0;
      const settled = ids.map((_, index) => {
        const id = ids[(from + index) % ids.length] ?? 0;
        const first = Promise.withResolvers<void>();
        const wait = options.seats ? index * NEXT_SHARD_MS : 0;
        void sleep(wait, undefined, { signal })
          .then(() => own(id, shared, budget, first))
          .catch((cause: unknown) => {
            if (!signal.aborted) log.error({ err: cause, shard: id }, "a Discord shard can't be run");
          });
        const standsBy = sleep(wait + STANDBY_MS, undefined, { ref: false }).then(() =>
          lines.has(id) ? first.promise : undefined,
        );
        first.promise.catch(() => undefined);
        return options.seats ? Promise.race([first.promise, standsBy]) : first.promise;
      });
      opened = true;
      const connected = Promise.all(settled);
      connected.catch(() => undefined);
      await Promise.race([
        connected,
        sleep(patienceMs, undefined, { ref: false, signal }).catch(() => undefined),
      ]);
    },
    async close() {
      closing.abort();
      clearInterval(watchdog);
      await Promise.all([...lines.values()].map(end));
      await Promise.race([Promise.all(handling), sleep(STOP_MS, undefined, { ref: false })]);
      await sessions.flush();
      // Only now may somebody else resume: what was handled here is on the shelf.
      await Promise.all([...held.values()].map((seat) => seat.leave()));
    },
    connected: () =>
      [...lines].flatMap(([id, { state, heardAt }]) =>
        state === "connected" ? [{ id, count: shardCount, heardAt }] : [],
      ),
    health() {
      if (closing.signal.aborted) return { ok: false, why: "Discord is stopped." };
      // Another process runs the shards, and tells how that goes.
      if (lines.size === 0 && opened && options.seats) return { ok: true, why: null };
      return healthOf([...lines.values()], 2 * options.probeMs + PROBE_SLACK_MS);
    },
  };
}

function refuse(line: Line): void {
  if (line.state === "refused") throw new PlatformError("refused", line.why);
}

/** The same budget with one process at a time, where there are several. */
function inTurn({ seats, bot }: GatewayOptions, budget: Budget, concurrency: number): Budget {
  if (!seats) return budget;
  return {
    async wait(shard, signal) {
      const seat = await seats.take(`discord:${bot}:identify:${shard % concurrency}`, signal);
      setTimeout(() => void seat.leave(), IDENTIFY_MS).unref();
      await budget.wait(shard, signal);
    },
  };
}

/** The one way to keep the SDK from connecting. */
function never(): Promise<SessionInfo | null> {
  return new Promise(() => {});
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
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
  { token, intents }: GatewayOptions,
  gatewayInformation: APIGatewayBotInfo,
  shardCount: number,
): FetchingStrategyOptions {
  return {
    token,
    gatewayInformation,
    shardCount,
    intents,
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
