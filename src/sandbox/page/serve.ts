/** The sandbox's page: both chats side by side, for a visitor who plays everybody. Loopback only. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { people, type PersonName } from "../world/people.ts";
import type { Sandbox } from "../run.ts";
import { act, deed } from "./act.ts";
import { viewOf } from "./view.ts";

export interface Page {
  url: string;
  close(): Promise<void>;
}

const types = { "index.html": "text/html", "page.css": "text/css", "page.js": "text/javascript" } as const;

export async function servePage(sandbox: Sandbox, port: number): Promise<Page> {
  const app = new Hono();
  const file = async (name: keyof typeof types) =>
    new Response(await readFile(join(import.meta.dirname, "static", name), "utf8"), {
      headers: {
        "content-type": `${types[name]}; charset=utf-8`,
        "content-security-policy": "default-src 'self'; frame-ancestors 'none'",
      },
    });
  app.get("/", () => file("index.html"));
  app.get("/page.css", () => file("page.css"));
  app.get("/page.js", () => file("page.js"));
  app.get("/people", (c) =>
    c.json(Object.entries(people).map(([key, { name, part }]) => ({ key, name, part }))),
  );
  app.get("/view/:who", (c) => {
    const who = c.req.param("who");
    return who in people
      ? c.json(viewOf(sandbox, who as PersonName))
      : c.json({ notice: `Nobody is called ${who}.` }, 404);
  });
  app.post("/act", async (c) => {
    const wanted = deed.safeParse(await c.req.json().catch(() => null));
    if (!wanted.success)
      return c.json({ notice: "The page sent something the sandbox does not know. Reload it." }, 400);
    try {
      return c.json({ notice: await act(sandbox, wanted.data) });
    } catch (refusal) {
      return c.json({ notice: refusal instanceof Error ? refusal.message : String(refusal) }, 409);
    }
  });
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) =>
      resolve({
        url: `http://localhost:${info.port}/`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
    server.once("error", reject);
  });
}
