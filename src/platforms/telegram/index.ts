/** The Telegram adapter. */
import type { Inbox, Log, Platform, Seats, Shelf } from "../platform.ts";
import { PlatformError } from "../platform.ts";
import { createApi, officialApi } from "./api.ts";
import { registerCommands } from "./commands.ts";
import { checkedUrl, hopeless, whoAmI } from "./connect.ts";
import { createDeliver } from "./deliver.ts";
import { isFailure, withStart } from "./errors.ts";
import { createHealth } from "./health.ts";
import { createAnswers } from "./held-answer.ts";
import { createInbound } from "./inbound.ts";
import { insist } from "./insist.ts";
import { createIntake } from "./intake.ts";
import type { Intake, SetAside } from "./intake.ts";
import { createMigrations } from "./migrations.ts";
import { usualPace } from "./pace.ts";
import type { Pace } from "./pace.ts";
import { createPickers } from "./pickers.ts";
import { startPoller } from "./poller.ts";
import { createPresses } from "./presses.ts";
import { createPrompts } from "./prompts.ts";
import { createReply } from "./reply.ts";
import type { OwnUser } from "./shapes.ts";
import { snapshot } from "./snapshot.ts";
import { standing } from "./standing.ts";
import { createTexts } from "./texts.ts";
import { pollInTurn } from "./turns.ts";
import { leaveWebhook, setWebhook, webhookHandler } from "./webhook.ts";
import type { WebhookOptions } from "./webhook.ts";

export interface TelegramOptions {
  token: string;
  /** Default: the official one. */
  apiUrl?: string;
  /** Null or left out: long polling. */
  webhook?: WebhookOptions | null;
  shelf: Shelf;
  /** Where several processes share a token: one of them polls. Left out: this is the only one. */
  seats?: Seats;
  /** Told of every update that could not be handled and won't come again. */
  setAside?: (update: SetAside) => Promise<void>;
  log: Log;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** For tests. */
  pace?: Partial<Pace>;
}

/** Throws PlatformError when `apiUrl` is no address. */
export function createTelegram(options: TelegramOptions): Platform {
  const { token, webhook, shelf, log, now = Date.now } = options;
  const apiUrl = checkedUrl(options.apiUrl ?? officialApi);
  const pace: Pace = { ...usualPace, ...options.pace };
  const callApi = createApi({ token, apiUrl });
  // Twice as long as one question may take: then the poller hangs on something, or the machine stood still.
  const health = createHealth(2 * (pace.pollSeconds * 1000 + pace.graceMs));
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<void>();
  let inbox: Inbox | null = null;
  let intake: Intake | null = null;
  let stopReceiving: (() => Promise<void>) | null = null;
  let connecting: Promise<void> = Promise.resolve();
  let username: string | null = null;
  const migrations = createMigrations(async (event) => inbox?.change(event));
  const pickers = createPickers(shelf);
  const deliver = createDeliver({ callApi, shelf, migrations, pickers, log });
  const answerOf = createAnswers(callApi, log, pace.answerMs);
  const persistence = {
    pace,
    signal: stopping.signal,
    onTrouble: (error: unknown) => {
      const words = isFailure(error) ? error.words : "the connection failed";
      health.bad(`Telegram can't be reached (${words}); trying again.`);
      log.warn({ err: error }, "Could not connect to Telegram; will try again.");
    },
  };

  async function receive(me: OwnUser, to: Inbox): Promise<void> {
    username = me.username;
    const replyTo = createReply(deliver, me.username);
    const prompts = createPrompts({ callApi, deliver, shelf, log, now, promptMs: pace.promptMs });
    const handle = createInbound({
      me,
      inbox: to,
      migrations,
      log,
      onText: createTexts({ me, inbox: to, prompts, pickers, replyTo, now, log }),
      onPress: createPresses({ inbox: to, prompts, answerOf, replyTo }),
    });
    const { patienceMs } = pace;
    // By webhook, Telegram itself comes again; by polling, an update that failed is tried again here.
    const retryAfterMs = webhook ? [] : pace.handleAgainMs;
    const { setAside } = options;
    const open = () => createIntake({ handle, shelf, log, now, retryAfterMs, patienceMs, setAside });
    if (webhook) {
      const made = await open();
      await insist(() => setWebhook(callApi, webhook), persistence);
      stopReceiving = async () => {
        await made.drain(pace.drainMs);
        stopped.resolve();
      };
      intake = made;
      health.ok();
    } else {
      const turns = pollInTurn({
        seats: options.seats,
        name: `telegram:${me.id}`,
        signal: stopping.signal,
        async begin() {
          await insist(() => leaveWebhook(callApi, log), persistence);
          // Read anew each time: another process may have handled updates since.
          return startPoller({ callApi, intake: await open(), health, log, pace });
        },
        health,
        log,
      });
      stopReceiving = () => turns.ended;
      await turns.settled;
    }
    void insist(() => registerCommands(callApi, to.commands), { ...persistence, onTrouble: () => {} }).catch(
      (error: unknown) => log.warn({ err: error }, "Could not set the command menu."),
    );
    log.info(
      { bot: me.id, username: me.username, by: webhook ? "webhook" : "polling" },
      "Connected to Telegram.",
    );
  }

  async function connect(to: Inbox): Promise<void> {
    await receive(await insist(() => whoAmI(callApi, stopping.signal), persistence), to);
  }

  return {
    id: "telegram",
    async start(to) {
      inbox = to;
      if (webhook) mount(webhook);
      try {
        await receive(await whoAmI(callApi, stopping.signal), to);
      } catch (error) {
        const why = hopeless(error, apiUrl);
        if (why || !isFailure(error)) throw why ?? error;
        persistence.onTrouble(error);
        connecting = connect(to).catch((failure: unknown) => {
          if (stopping.signal.aborted) return;
          health.bad((hopeless(failure, apiUrl) ?? new Error("Could not connect to Telegram.")).message);
          log.error({ err: failure }, "Gave up connecting to Telegram.");
        });
      }
    },
    async stop() {
      stopping.abort();
      await connecting;
      await stopReceiving?.();
      health.bad("Stopped.");
    },
    health: () => health.now(),
    snapshot: (workspace, watch, progress) =>
      snapshot(callApi, now, migrations.current(workspace), watch, progress),
    // Telegram keeps its log from bots: what we did not hear ourselves, we can't look up.
    history: async () => null,
    async post(place, card) {
      try {
        return await deliver.post(place, card);
      } catch (error) {
        throw place.workspace === null ? withStart(error, username) : error;
      }
    },
    edit: (posted, card) => deliver.edit(posted, card),
    standing: (person, workspace) => standing(callApi, log, person, migrations.current(workspace)),
    link(to) {
      if (username === null) return null;
      // The least that shows us the other bots: an administrator without any power.
      if (to === "add") return `https://t.me/${username}?startgroup=setup&admin=manage_chat`;
      const payload = /^[A-Za-z0-9_-]{1,64}$/.test(to.privateChat) ? `?start=${to.privateChat}` : "";
      return `https://t.me/${username}${payload}`;
    },
  };

  function mount({ secret, mount: mountHandler }: WebhookOptions): void {
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(secret))
      throw new PlatformError("refused", "TELEGRAM_WEBHOOK_SECRET must be 1–256 letters, digits, _ or -.");
    mountHandler(webhookHandler({ secret, intake: () => intake, stopped: stopped.promise, log }));
  }
}
