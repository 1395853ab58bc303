import { timingSafeEqual } from "node:crypto";
import { mkdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { z } from "zod";
import type { Context } from "../../use-cases/context.ts";
import { listen } from "../listen.ts";
import { adminOf, operations } from "./operations.ts";

/** What `admin.json` in the data folder says: where the door is, and what opens it. Only this user can read it. */
export const doorFile = z.object({ url: z.url(), token: z.string().min(32) });
export type DoorFile = z.infer<typeof doorFile>;

export function doorPath(dataDir: string): string {
  return join(dataDir, "admin.json");
}

const callShape = z.object({ name: z.string(), args: z.array(z.unknown()) });

/**
 * Lets the operator's command line work on the database that this process holds: a listener of its own, on this machine
 * only, opened by a token that is new at every start. PGlite has room for one process, so there is no other way in.
 */
export async function openAdminDoor(ctx: Context, dataDir: string): Promise<{ close(): Promise<void> }> {
  const token = Buffer.from(ctx.random(32)).toString("base64url");
  const listening = await listen(adminApp(ctx, token), { host: "127.0.0.1", port: 0 });
  const text = JSON.stringify({ url: listening.url, token } satisfies DoorFile);
  const path = doorPath(dataDir);
  const draft = `${path}.${process.pid}`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
  return {
    close: async () => {
      // A successor may have put its own there already.
      if ((await readFile(path, "utf8").catch(() => "")) === text) await unlink(path).catch(() => undefined);
      await listening.close(1_000);
    },
  };
}

function adminApp(ctx: Context, token: string): Hono {
  const app = new Hono();
  const expected = Buffer.from(`Bearer ${token}`);
  const calls = operations(ctx) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  app.use(async (c, next) => {
    const given = Buffer.from(c.req.header("authorization") ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return c.json({ error: "unknown token" }, 401);
    return await next();
  });
  app.get("/", (c) => c.json({ ok: true }));
  app.post("/call", async (c) => {
    const parsed = callShape.safeParse(await c.req.json().catch(() => null));
    const call =
      parsed.success && Object.hasOwn(calls, parsed.data.name) ? calls[parsed.data.name] : undefined;
    if (!parsed.success || !call) return c.json({ error: "unknown call" }, 404);
    return c.json({ value: await call(...parsed.data.args) });
  });
  app.get("/ledger", () => new Response(ReadableStream.from(asLines(asJson(adminOf(ctx).exportLedger())))));
  app.get("/backup", async () => {
    // Collected before it is sent: while the backup reads, PGlite's one session can do nothing else, however slow the reader is.
    const collected: string[] = [];
    await adminOf(ctx).backUp(async (line) => void collected.push(line));
    return new Response(ReadableStream.from(asLines(collected)));
  });
  app.onError((failure, c) => {
    ctx.log.error({ err: failure, path: c.req.path }, "an operator's call failed");
    return c.json({ error: failure.message }, 500);
  });
  return app;
}

async function* asJson(entries: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const entry of entries) yield JSON.stringify(entry);
}

async function* asLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(`${line}\n`);
}
