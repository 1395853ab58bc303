import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic, checkTelegramValue } from "../support/telegram-spec.ts";
import {
  ada,
  basic,
  ben,
  call,
  cem,
  countersign,
  group,
  pending,
  refusal,
  sdk,
  smallWorld,
} from "../support/telegram-world.ts";

let clock = 1_795_363_000_000;
let sandbox: TelegramSandbox;
beforeEach(async () => {
  sandbox = await startTelegramSandbox({ world: smallWorld(), now: () => clock });
});
afterEach(async () => {
  const complaints = checkTelegramTraffic(sandbox.requests);
  await sandbox.close();
  expect(complaints).toEqual([]);
});

interface Got {
  update_id: number;
  message?: { text?: string };
  callback_query?: { id: string };
  chat_member?: object;
  my_chat_member?: object;
}
const texts = (updates: Got[]) => updates.map((update) => update.message?.text);

describe("getUpdates", () => {
  test("gives the same updates again until a higher offset confirms them", async () => {
    const bot = sdk(sandbox);
    for (const text of ["one", "two", "three"]) sandbox.control.as(cem).type(group, text);
    const first = await pending<Got>(bot);
    expect(texts(first)).toEqual(["one", "two", "three"]);
    expect(texts(await pending<Got>(bot))).toEqual(["one", "two", "three"]);
    const ids = first.map(({ update_id }) => update_id);
    expect(ids).toEqual([ids[0], ids[0]! + 1, ids[0]! + 2]);
    const rest = await call<Got[]>(bot, "getUpdates", { offset: ids[1] });
    expect(texts(rest)).toEqual(["two", "three"]);
    expect(texts(await pending<Got>(bot)), "one is gone for good").toEqual(["two", "three"]);
    expect(await call(bot, "getUpdates", { offset: ids[2]! + 1 })).toEqual([]);
  });

  test("a negative offset keeps only the end of the queue", async () => {
    const bot = sdk(sandbox);
    for (const text of ["one", "two", "three"]) sandbox.control.as(cem).type(group, text);
    expect(texts(await call<Got[]>(bot, "getUpdates", { offset: -1 }))).toEqual(["three"]);
    expect(texts(await pending<Got>(bot))).toEqual(["three"]);
  });

  test("limit cuts the batch, and a form-encoded call is as good as JSON", async () => {
    for (const text of ["one", "two"]) sandbox.control.as(cem).type(group, text);
    const body = new URLSearchParams({ limit: "1", allowed_updates: "[]" });
    const response = await fetch(`${sandbox.apiUrl}/bot42:cs/getUpdates`, { method: "POST", body });
    expect(texts(((await response.json()) as { result: Got[] }).result)).toEqual(["one"]);
    const query = await fetch(`${sandbox.apiUrl}/bot42:cs/getupdates?limit=1`);
    expect(texts(((await query.json()) as { result: Got[] }).result)).toEqual(["one"]);
  });

  test("a long poll ends as soon as there is something", async () => {
    const bot = sdk(sandbox);
    const poll = call<Got[]>(bot, "getUpdates", { timeout: 50 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    sandbox.control.as(cem).type(group, "now");
    expect(texts(await poll)).toEqual(["now"]);
  });

  test("of two pollers the older one is told to go, and the newer one gets the update", async () => {
    const bot = sdk(sandbox);
    const older = refusal(call(bot, "getUpdates", { timeout: 50 }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const newer = call<Got[]>(bot, "getUpdates", { timeout: 50 });
    expect(await older).toBe(
      "409: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    sandbox.control.as(cem).type(group, "for the newer");
    expect(texts(await newer)).toEqual(["for the newer"]);
  });

  test("a poll whose client hung up is over: the next poller isn't in conflict with it", async () => {
    const abort = new AbortController();
    const bot = sdk(sandbox);
    const body = new URLSearchParams({ timeout: "50" });
    const url = `${sandbox.apiUrl}/bot42:cs/getUpdates`;
    const gone = fetch(url, { method: "POST", body, signal: abort.signal }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 30));
    abort.abort();
    await gone;
    await new Promise((resolve) => setTimeout(resolve, 30));
    await call(bot, "getUpdates", { timeout: 0 });
    expect(sandbox.requests.map(({ status }) => status)).not.toContain(409);
  });

  test("a press waits 150 seconds, a message a day", async () => {
    const bot = sdk(sandbox);
    const keyboard = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };
    const { message_id } = await bot.sendMessage(group, "press me", { reply_markup: keyboard });
    sandbox.control.as(cem).type(group, "hello");
    const pressed = sandbox.control.as(cem).press(group, message_id, "Go", { within: 1 });
    expect(await pending(bot)).toHaveLength(2);
    clock += 151_000;
    expect(texts(await pending<Got>(bot))).toEqual(["hello"]);
    clock += 24 * 3_600_000;
    expect(await pending(bot)).toEqual([]);
    expect(await pressed).toEqual({ answered: false, text: "", alert: false });
  });

  test("allowed_updates is applied when an update is made, is kept, and [] brings the default back", async () => {
    const bot = sdk(sandbox);
    const seen = async () => (await pending<Got>(bot)).map((update) => Object.keys(update)[1]);
    const swap = () => {
      sandbox.control.as(ada).removeMember(group, cem);
      sandbox.control.as(ada).addMember(group, cem);
    };
    swap();
    expect(await seen(), "chat_member is not in the default set").toEqual(["message", "message"]);
    await call(bot, "getUpdates", { offset: -1, allowed_updates: ["chat_member"] });
    const [kept] = await pending<Got>(bot);
    expect(kept, "made before, so still there").toHaveProperty("message");
    await call(bot, "getUpdates", { offset: kept!.update_id + 1 });
    swap();
    expect(await seen(), "the setting is stored").toEqual(["chat_member", "chat_member"]);
    await call(bot, "getUpdates", { offset: -1, allowed_updates: [] });
    swap();
    expect(await seen()).toEqual(["chat_member", "message", "message"]);
  });

  test("chat_member comes only to admins, also when asked for", async () => {
    const plain = sdk(sandbox, 43);
    await call(plain, "getUpdates", { allowed_updates: ["chat_member", "my_chat_member"] });
    sandbox.control.as(ada).promote(group, cem, { can_manage_chat: true });
    expect(await pending(plain)).toEqual([]);
    sandbox.control.as(ada).promote(group, 43, { can_manage_chat: true });
    sandbox.control.as(ada).demote(group, cem);
    expect((await pending<Got>(plain)).map((update) => Object.keys(update)[1])).toEqual([
      "my_chat_member",
      "chat_member",
    ]);
  });
});

describe("webhook", () => {
  test("delivers in order with the secret, and again until the answer is 2xx", async () => {
    const received: { secret: unknown; update: Got }[] = [];
    let failures = 2;
    const receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        received.push({
          secret: request.headers["x-telegram-bot-api-secret-token"],
          update: JSON.parse(body) as Got,
        });
        response.statusCode = failures-- > 0 ? 500 : 200;
        const chat = { method: "sendMessage", chat_id: group, text: "heard you" };
        response.end(response.statusCode === 200 && received.length === 3 ? JSON.stringify(chat) : "");
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/tg`;
    const bot = sdk(sandbox);
    const poll = refusal(call(bot, "getUpdates", { timeout: 50 }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await call(bot, "setWebhook", { url, secret_token: "s3cret_-" });
    expect(await poll).toBe("409: Conflict: terminated by setWebhook request");
    sandbox.control.as(cem).type(group, "one");
    sandbox.control.as(cem).type(group, "two");
    await expect.poll(() => received.length, { timeout: 3000 }).toBe(4);
    expect(received.map(({ update }) => update.message?.text)).toEqual(["one", "one", "one", "two"]);
    expect(new Set(received.map(({ secret }) => secret))).toEqual(new Set(["s3cret_-"]));
    expect(received.flatMap(({ update }) => checkTelegramValue("Update", update))).toEqual([]);
    await expect.poll(() => sandbox.control.as(cem).sees(group).at(-1)?.text).toBe("heard you");
    expect(await refusal(call(bot, "getUpdates"))).toBe(
      "409: Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    expect(await call(bot, "getWebhookInfo")).toMatchObject({
      url,
      pending_update_count: 0,
      last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
    });
    await call(bot, "deleteWebhook");
    expect(await call(bot, "getUpdates")).toEqual([]);
    receiver.closeAllConnections();
    receiver.close();
  });

  test("refuses plain http outside the loopback and a bad secret", async () => {
    const bot = sdk(sandbox);
    expect(await refusal(call(bot, "setWebhook", { url: "http://example.org/" }))).toBe(
      "400: Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    );
    expect(await refusal(call(bot, "setWebhook", { url: "https://example.org/", secret_token: "ä" }))).toBe(
      "400: Bad Request: secret token contains unallowed characters",
    );
  });
});

describe("membership", () => {
  test("a bot hears what happens to itself, with before, after and who did it", async () => {
    const bot = sdk(sandbox);
    sandbox.control.as(ada).promote(group, countersign, { can_manage_chat: true, can_delete_messages: true });
    const [update] = await pending<{ my_chat_member: Record<string, Record<string, unknown>> }>(bot);
    const { from, old_chat_member, new_chat_member } = update!.my_chat_member;
    expect(from).toMatchObject({ id: ada });
    expect(old_chat_member).toMatchObject({ status: "administrator", can_delete_messages: false });
    expect(new_chat_member).toMatchObject({ status: "administrator", can_delete_messages: true });
  });

  test("a group that becomes a supergroup: both chats say so, and the old id answers with the new one", async () => {
    const bot = sdk(sandbox);
    const next = Number(sandbox.control.as(ada).upgradeToSupergroup(basic));
    expect(await pending(bot)).toMatchObject([
      { message: { chat: { id: basic }, from: { id: ada }, migrate_to_chat_id: next } },
      {
        my_chat_member: {
          chat: { id: next },
          old_chat_member: { status: "left" },
          new_chat_member: { status: "member" },
        },
      },
      {
        message: { chat: { id: next }, from: { username: "GroupAnonymousBot" }, migrate_from_chat_id: basic },
      },
    ]);
    const response = await bot
      .sendMessage(basic, "hi")
      .catch((error: { response: unknown }) => error.response);
    expect(response).toEqual({
      ok: false,
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: next },
    });
    expect(await bot.sendMessage(next, "hi")).toMatchObject({ chat: { id: next, type: "supergroup" } });
  });

  test("blocked, unblocked, kicked, left, never met: Telegram's words for each", async () => {
    const bot = sdk(sandbox);
    const say = (chat: number) => refusal(bot.sendMessage(chat, "hi"));
    sandbox.control.as(ada).block(countersign);
    expect(await say(ada)).toBe("403: Forbidden: bot was blocked by the user");
    expect(await pending(bot)).toMatchObject([
      { my_chat_member: { chat: { id: ada, type: "private" }, new_chat_member: { status: "kicked" } } },
    ]);
    sandbox.control.as(ada).startBot(countersign);
    await bot.sendMessage(ada, "again");
    expect(await say(cem), "shares a group, never pressed Start").toBe(
      "403: Forbidden: bot can't initiate conversation with a user",
    );
    expect(await say(5559), "no chat in common").toBe("400: Bad Request: chat not found");
    expect(await say(999_999)).toBe("400: Bad Request: chat not found");
    expect(await say(43)).toBe("403: Forbidden: bot can't send messages to bots");
    sandbox.control.as(ada).removeMember(group, countersign);
    expect(await say(group)).toBe("403: Forbidden: bot was kicked from the supergroup chat");
    sandbox.control.as(ada).addMember(group, countersign);
    await call(bot, "leaveChat", { chat_id: group });
    expect(await say(group)).toBe("403: Forbidden: bot is not a member of the supergroup chat");
    expect(await say(-1003 - 5), "unknown").toBe("400: Bad Request: chat not found");
    sandbox.control.as(ada).setPermissions(basic, { can_send_messages: false });
    expect(await say(basic)).toBe("400: Bad Request: not enough rights to send text messages to the chat");
    expect(await say(-1003), "an admin that may not post").toBe(
      "400: Bad Request: need administrator rights in the channel chat",
    );
  });

  test("Ben, who is admin but not owner, gives only rights he holds, and edits only his own admins", async () => {
    const asBen = sandbox.control.as(ben);
    expect(() => asBen.promote(group, cem, { can_delete_messages: true })).toThrow("RIGHT_FORBIDDEN");
    expect(() => asBen.promote(group, countersign, {})).toThrow("CHAT_ADMIN_REQUIRED");
    expect(() => asBen.promote(group, ada, {})).toThrow("USER_CREATOR");
    expect(() => sandbox.control.as(cem).promote(group, cem, {})).toThrow("CHAT_ADMIN_REQUIRED");
    expect(() => sandbox.control.as(5559).type(group, "hi")).toThrow("CHANNEL_PRIVATE");
    asBen.promote(group, cem, { can_invite_users: true });
    asBen.demote(group, cem);
    expect(await call(sdk(sandbox), "getChatMember", { chat_id: group, user_id: cem })).toMatchObject({
      status: "member",
    });
  });
});
