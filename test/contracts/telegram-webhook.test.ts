/** Updates that Telegram pushes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { CommandEvent } from "../../src/platforms/platform.ts";
import { adapter, memoryInbox, stage, until } from "../support/telegram-adapter.ts";
import type { MemoryInbox } from "../support/telegram-adapter.ts";
import { ada, countersign } from "../support/telegram-world.ts";

const world = stage();
const as = world.as;
const typed = (inbox: MemoryInbox) => inbox.got.commands.map(({ options }) => options["agent"]);
const polls = () => world.sandbox.requests.filter(({ method }) => method === "getUpdates");
const latch = () => Promise.withResolvers<void>();

type Handler = (headers: Record<string, string | undefined>, body: unknown) => Promise<{ status: number }>;

const command = (n: number) => ({
  update_id: n,
  message: {
    message_id: n,
    date: 1,
    chat: { id: ada, type: "private" },
    from: { id: ada, is_bot: false, first_name: "Ada" },
    text: `/audit ${n}`,
  },
});

describe("by webhook", () => {
  let close: (() => Promise<void>) | null = null;
  afterEach(() => close?.());

  async function listen(inbox: MemoryInbox) {
    let handler: Handler | null = null;
    const web = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        const headers = request.headers as Record<string, string | undefined>;
        void handler?.(headers, JSON.parse(text)).then(({ status }) => response.writeHead(status).end());
      });
    });
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/telegram`;
    const platform = await world.start(inbox, {
      webhook: { url, secret: "right", mount: (mounted) => (handler = mounted) },
    });
    close = async () => {
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      close = null;
    };
    const post = (secret: string | null, body: object = { update_id: 1 }) =>
      fetch(url, {
        method: "POST",
        body: JSON.stringify(body),
        headers: secret === null ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret },
      }).then(({ status }) => status);
    return { platform, post };
  }

  test("updates arrive; only with the right secret", async () => {
    const inbox = memoryInbox();
    const { platform, post } = await listen(inbox);
    expect(platform.health().ok).toBe(true);
    as(ada).type(countersign, "/audit x");
    await until("it arrives", () => typed(inbox).includes("x"));
    expect(await post("wrong", command(900))).toBe(401);
    expect(await post(null, command(900))).toBe(401);
    expect(await post("righ", command(900))).toBe(401);
    expect(await post("right", command(900))).toBe(200);
    expect(await post("right", { nonsense: true })).toBe(400);
    expect(typed(inbox)).toEqual(["x", "900"]);
    const [set] = world.sandbox.requests.filter(({ method }) => method === "setWebhook");
    expect(set?.params).toMatchObject({
      secret_token: "right",
      allowed_updates: expect.arrayContaining(["chat_member", "callback_query"]),
    });
    expect(polls()).toEqual([]);
  });

  test("it is told 200 only after the update was handled, and the same update is handled once", async () => {
    const slow = latch();
    const inbox = memoryInbox({ command: () => slow.promise });
    const { post } = await listen(inbox);
    const answers = Promise.all([post("right", command(5)), post("right", command(5))]);
    const early = await Promise.race([
      answers,
      new Promise((resolve) => setTimeout(() => resolve("waiting"), 100)),
    ]);
    expect(early).toBe("waiting");
    slow.resolve();
    expect(await answers).toEqual([200, 200]);
    expect(await post("right", command(5))).toBe(200);
    expect(inbox.got.commands).toHaveLength(1);
  });

  test("what fails is sent again by Telegram; what always fails is set aside", async () => {
    let failures = 1;
    const inbox = memoryInbox({
      command: async ({ options }: CommandEvent) => {
        if (options["agent"] === "poison" || failures-- > 0) throw new Error("away");
      },
    });
    const { platform } = await listen(inbox);
    as(ada).type(countersign, "/audit x");
    as(ada).type(countersign, "/audit poison");
    as(ada).type(countersign, "/audit y");
    await until("the last", () => typed(inbox).includes("y"));
    expect(typed(inbox)).toEqual(["x", "y"]);
    expect(platform.log.lines).toContainEqual({
      level: "error",
      message: expect.stringMatching(/set aside/),
    });
  });

  test("while stopping it asks Telegram to come again", async () => {
    const inbox = memoryInbox({ command: () => latch().promise });
    const { platform, post } = await listen(inbox);
    const open = post("right", command(7));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await platform.stop();
    expect(await open).toBe(503);
    expect(await post("right", command(8))).toBe(503);
  });

  test("a secret that Telegram would refuse is refused first", async () => {
    const webhook = { url: "https://example.org/", secret: "no spaces", mount: () => {} };
    await expect(adapter(world.sandbox, { webhook }).start(memoryInbox())).rejects.toThrow(
      /TELEGRAM_WEBHOOK_SECRET/,
    );
  });
});
