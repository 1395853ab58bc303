/** Discord behind the platform port: the gateway says when to look, HTTP says what is there. */
import { GatewayIntentBits } from "discord-api-types/v10";
import { z } from "zod";
import { setTimeout as sleep } from "node:timers/promises";
import type { Inbox, Log, Platform, PlatformError, Seats, Shelf } from "../platform.ts";
import { registerCommands } from "./commands.ts";
import { createDeliver } from "./deliver.ts";
import { platformError } from "./errors.ts";
import { createGateway, INTENTS, type Gateway } from "./gateway.ts";
import { rememberHidden } from "./hidden.ts";
import { history } from "./history.ts";
import { createInbound, type Listener } from "./inbound.ts";
import { apiAddress, connectRest } from "./rest.ts";
import { keepSessions } from "./sessions.ts";
import { parseShards } from "./shards.ts";
import { snapshot } from "./snapshot.ts";
import { createStanding } from "./standing.ts";
import { checkSettings, type Self, whoami } from "./whoami.ts";

export { INTENTS };
/** VIEW_CHANNEL | SEND_MESSAGES | VIEW_AUDIT_LOG: all that Countersign asks for. */
export const PERMISSIONS = 3200n;

export interface DiscordOptions {
  token: string;
  /** Without `/v10`; default Discord's own. */
  apiUrl?: string | undefined;
  /** `auto`, or `0-3/16`: shards 0 to 3 of 16. */
  shards?: string | undefined;
  /** Whether to be told that messages are posted; what they say is never asked for. */
  messages?: boolean;
  shelf: Shelf;
  /** Where several processes share a token: each shard is run by one of them. Left out: this is the only one. */
  seats?: Seats;
  log: Log;
  now?: () => number;
  /** How often the gateway is asked for a sign of life; after two silent turns it is connected anew. */
  probeMs?: number;
}

const PATIENCE_MS = 10_000;
const MOST_PAUSE_MS = 30_000;
/** How often it is noted that nothing was missed. */
const STILL_MS = 5 * 60_000;
const PROBE_MS = 15_000;
const gatewayShape = z.looseObject({
  url: z.string(),
  shards: z.number(),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number(),
  }),
});

export function createDiscord(options: DiscordOptions): Platform {
  const { token, apiUrl, shelf, log, now = Date.now } = options;
  const discord = connectRest({ token, apiUrl, log });
  const hidden = rememberHidden(shelf);
  const deliver = createDeliver(discord, shelf, now);
  const stopping = new AbortController();
  let self: Self | null = null;
  let gateway: Gateway | null = null;
  let why = "Discord is not started.";
  let connecting: Promise<void> = Promise.resolve();
  let noting: NodeJS.Timeout | undefined;

  const identity = async (): Promise<Self> => {
    if (self) return self;
    const proof = `proven:${apiAddress(apiUrl)}`;
    self = await whoami(discord, apiUrl, (await shelf.get(proof)) === true);
    await shelf.put(proof, true);
    return self;
  };

  const register = async (me: Self, inbox: Inbox) => {
    try {
      if (await registerCommands(discord, me.application, inbox.commands))
        log.info({}, "registered our commands with Discord");
    } catch (error) {
      const failure = platformError(error, "take our commands");
      if (failure.kind === "busy") throw failure;
      // Buttons work without commands. An operator has to read this; trying again would not help.
      log.error({ why: failure.message }, "people can't type commands on Discord");
    }
  };

  const connect = async (inbox: Inbox) => {
    const me = await identity();
    await register(me, inbox);
    const { messages = false } = options;
    const inbound = createInbound({
      discord,
      deliver,
      inbox,
      hidden,
      shelf,
      self: me.bot,
      messages,
      now,
      log,
    });
    const opened = createGateway({
      token,
      shards: parseShards(options.shards),
      intents: messages ? INTENTS | GatewayIntentBits.GuildMessages : INTENTS,
      // A session keeps the intents that it began with.
      sessions: keepSessions(shelf, messages ? `${me.bot}:messages` : me.bot, log),
      seats: options.seats,
      bot: me.bot,
      log,
      information: async () => gatewayShape.parse(await discord.call("getGateway", {})),
      dispatch: (payload, shard) => inbound.take(payload, shard),
      probeMs: options.probeMs ?? PROBE_MS,
    });
    if (stopping.signal.aborted) return;
    gateway = opened;
    if (messages) keepNoting(opened, inbound);
    await opened.open(PATIENCE_MS);
  };

  const keepNoting = (opened: Gateway, inbound: Listener) => {
    const note = () =>
      inbound
        .still(opened.connected())
        .catch((cause: unknown) => log.warn({ err: cause }, "could not note that messages are listened to"));
    clearInterval(noting);
    noting = setInterval(() => void note(), STILL_MS).unref();
  };

  /** Again and again, until it works or is refused. */
  const keepTrying = async (inbox: Inbox, first: PlatformError): Promise<void> => {
    let failure = first;
    for (let pause = 1_000; !stopping.signal.aborted; pause = Math.min(pause * 2, MOST_PAUSE_MS)) {
      why = failure.message;
      if (failure.kind === "refused") return log.error({}, why);
      log.warn({ againInMs: pause, why }, "could not connect to Discord; trying again");
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await gateway?.close();
        gateway = null;
        return await connect(inbox);
      } catch (error) {
        failure = platformError(error, "let us connect");
      }
    }
  };

  return {
    id: "discord",
    async start(inbox) {
      parseShards(options.shards);
      checkSettings(token, apiUrl);
      why = "Connecting to Discord.";
      try {
        await connect(inbox);
      } catch (error) {
        const failure = platformError(error, "let us connect");
        if (failure.kind === "refused") {
          await gateway?.close();
          throw failure;
        }
        connecting = keepTrying(inbox, failure);
      }
    },
    async stop() {
      stopping.abort();
      clearInterval(noting);
      await connecting;
      await gateway?.close();
      discord.rest.clearHashSweeper();
      discord.rest.clearHandlerSweeper();
    },
    health: () => gateway?.health() ?? { ok: false, why },
    async snapshot(workspace, watch, progress) {
      const { bot } = await identity();
      return snapshot(discord, workspace, watch, { viewer: bot, hidden, now, progress });
    },
    history: (workspace, after) => history(discord, workspace, after),
    post: (place, card, key) => deliver.post(place, card, key),
    edit: (posted, card) => deliver.edit(posted, card),
    standing: createStanding(discord, { now, log }),
    link(to) {
      if (!self) return null;
      if (to !== "add") return `https://discord.com/users/${self.bot}`;
      const asked = new URLSearchParams({
        client_id: self.application,
        scope: "bot applications.commands",
        permissions: String(PERMISSIONS),
      });
      return `https://discord.com/oauth2/authorize?${asked.toString()}`;
    },
  };
}
