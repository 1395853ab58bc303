/** The sandbox's page: both chats side by side, for a visitor who plays everybody. Loopback only. */
import { readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { Sandbox } from "../run.ts";
import { people, type PersonName } from "../world/people.ts";
import { act, deed } from "./act.ts";
import { discordFile, fileAnswer, telegramFile } from "./files.ts";
import { openStage, viewOf, type Stage } from "./view.ts";

export interface Page {
  url: string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
/** How soon the page shows what happened, in milliseconds. */
const LOOK_MS = 120;

export async function servePage(sandbox: Sandbox, port: number): Promise<Page> {
  const stage = openStage(sandbox);
  const app = createApp(stage);
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) =>
      resolve({
        url: `http://localhost:${info.port}/`,
        async close() {
          await stage.close();
          const closed = new Promise<void>((done) => server.close(() => done()));
          (server as Server).closeAllConnections();
          await closed;
        },
      }),
    );
    server.once("error", reject);
  });
}

function createApp(stage: Stage): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header(
      "content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("cache-control", "no-store");
  });
  const folder = join(import.meta.dirname, "static");
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)];
    if (!type) continue;
    const file = () =>
      new Response(readFileSync(join(folder, name), "utf8"), { headers: { "content-type": type } });
    app.get(name === "index.html" ? "/" : `/${name}`, file);
  }
  app.get("/people", (c) =>
    c.json(Object.entries(people).map(([key, { name, part }]) => ({ key, name, part }))),
  );
  app.get("/view/:who", (c) => {
    const who = personOf(c.req.param("who"));
    return who ? streamSSE(c, (stream) => tell(stage, who, stream)) : c.notFound();
  });
  app.get("/files/discord/attachments/:channel{\\d+}/:id{\\d+}/:name{[\\w.-]+}", async (c) => {
    const { channel, id, name } = c.req.param();
    const file = await discordFile(stage.sandbox, `/attachments/${channel}/${id}/${name}`);
    return file ? fileAnswer(file) : c.notFound();
  });
  app.get("/files/telegram/:who/:chat{-?\\d+}/:id{\\d+}", (c) => {
    const { chat, id } = c.req.param();
    const who = personOf(c.req.param("who"));
    const file = who && telegramFile(stage.sandbox, who, chat, id);
    return file ? fileAnswer(file) : c.notFound();
  });
  app.post("/act", bodyLimit({ maxSize: 64 * 1024, onError: tooLong }), async (c) => {
    // A page from elsewhere may not play with this one.
    const origin = c.req.header("origin");
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== c.req.header("host")))
      return c.json({ notice: "Only the sandbox's own page may do that." }, 403);
    const wanted = deed.safeParse(await c.req.json().catch(() => null));
    if (!wanted.success)
      return c.json({ notice: "The page sent something the sandbox does not know. Reload it." }, 400);
    try {
      return c.json(await act(stage, wanted.data));
    } catch (refusal) {
      // The app's own answer to the person, not a fault of the page.
      return c.json({ notice: refusalWords(refusal), refused: true });
    }
  });
  return app;
}

function refusalWords(refusal: unknown): string {
  const words = refusal instanceof Error ? refusal.message : String(refusal);
  return /no button "/.test(words) ? "That button is gone: the card has changed meanwhile." : words;
}

function tooLong(c: Context): Response {
  return c.json({ notice: "That is too long for any of these apps. Shorten it." }, 413);
}

function personOf(key: string): PersonName | null {
  return Object.hasOwn(people, key) ? (key as PersonName) : null;
}

/** Sends the view now and whenever it has changed. */
async function tell(
  stage: Stage,
  who: PersonName,
  stream: { aborted: boolean; closed: boolean; writeSSE(event: { data: string }): Promise<void> },
): Promise<void> {
  for (let last = ""; !stream.aborted && !stream.closed; await sleep(LOOK_MS)) {
    const now = JSON.stringify(viewOf(stage, who));
    if (now !== last) await stream.writeSSE({ data: now });
    last = now;
  }
}
