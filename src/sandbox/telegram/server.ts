/** The stateful Bot API server that the real SDKs talk to over loopback: `/bot<token>/<method>`. */
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { answerCall, performCall } from "./calls.ts";
import type { RecordedRequest } from "./calls.ts";
import { createControl } from "./control.ts";
import type { TelegramControl } from "./control.ts";
import { createFaults } from "./faults.ts";
import type { TelegramFaults } from "./faults.ts";
import { seedState } from "./seed.ts";
import type { TelegramWorld } from "./world.ts";

export type { RecordedRequest } from "./calls.ts";
export type { TelegramControl } from "./control.ts";
export type { TelegramWorld } from "./world.ts";

export interface TelegramSandbox {
  /** `http://127.0.0.1:PORT`, what SDKs call the API root. */
  apiUrl: string;
  control: TelegramControl;
  /** Every call that has been answered, oldest first. */
  requests: RecordedRequest[];
  faults: TelegramFaults;
  close(): Promise<void>;
}

/** `port` 0 or left out takes a free one; `now` is milliseconds since 1970. */
export async function startTelegramSandbox(options: {
  world: TelegramWorld;
  port?: number;
  now?: () => number;
}): Promise<TelegramSandbox> {
  const state = seedState(options.world, options.now ?? Date.now);
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  let server: Server | undefined;
  const board = createFaults(state, () => server?.closeAllConnections());
  state.perform = (bot, params) => performCall(state, requests, bot, params);

  const app = new Hono();
  app.all("/:bot{bot.+}/:method", async (context) => {
    const { bot, method } = context.req.param();
    const call = {
      token: bot.slice("bot".length),
      method,
      request: context.req.raw,
      closing: closing.signal,
    };
    const { status, response } = await answerCall(state, board, requests, call);
    // A hanging call that has ended has nobody left to read this.
    return Response.json(response, { status: status || 504 });
  });
  app.notFound(() =>
    Response.json({ ok: false, error_code: 404, description: "Not Found" }, { status: 404 }),
  );

  const port = await new Promise<number>((resolve, reject) => {
    const listening = { fetch: app.fetch, hostname: "127.0.0.1", port: options.port ?? 0 };
    server = serve(listening, (info) => resolve(info.port)) as Server;
    server.once("error", reject);
  });

  return {
    apiUrl: `http://127.0.0.1:${port}`,
    control: createControl(state),
    requests,
    faults: board.faults,
    async close() {
      closing.abort();
      for (const { inbox } of state.bots.values()) {
        inbox.webhook?.stop();
        inbox.poll?.wake();
      }
      await new Promise<void>((resolve) => {
        server?.close(() => resolve());
        server?.closeAllConnections();
      });
    },
  };
}
