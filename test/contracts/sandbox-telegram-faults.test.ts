import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { RecordedRequest, TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import { call, forum, group, refusal, sdk, smallWorld } from "../support/telegram-world.ts";

let sandbox: TelegramSandbox;
beforeEach(async () => {
  sandbox = await startTelegramSandbox({ world: smallWorld() });
});
afterEach(async () => {
  const complaints = checkTelegramTraffic(sandbox.requests.filter(({ status }) => status === 200));
  await sandbox.close();
  expect(complaints).toEqual([]);
});

const api = <T = Record<string, unknown>>(method: string, params: object = {}) =>
  call<T>(sdk(sandbox), method, params);
const refused = (method: string, params: object = {}) => refusal(api(method, params));

describe("faults", () => {
  test("refuses so many calls with the given status and retry_after", async () => {
    sandbox.faults.fail("sendMessage", { status: 429, retryAfter: 3, times: 2 });
    const error = () =>
      sdk(sandbox)
        .sendMessage(group, "x")
        .catch((error: { response: unknown }) => error.response);
    const tooMany = {
      ok: false,
      error_code: 429,
      description: "Too Many Requests: retry after 3",
      parameters: { retry_after: 3 },
    };
    expect([await error(), await error()]).toEqual([tooMany, tooMany]);
    expect(await error()).toHaveProperty("message_id");
    sandbox.faults.fail("*", { status: 502 });
    expect(await refused("getMe")).toMatch(/^502/);
    expect(await api("getMe")).toHaveProperty("id");
  });

  test("leaves a call hanging until the connection is dropped, then works again", async () => {
    const release = sandbox.faults.hang("getMe");
    const hanging = refused("getMe");
    const early = await Promise.race([
      hanging,
      new Promise((resolve) => setTimeout(resolve, 60, "still hanging")),
    ]);
    expect(early).toBe("still hanging");
    release();
    sandbox.faults.dropConnections();
    expect(await hanging).toMatch(/socket hang up|ECONNRESET|aborted/i);
    expect(await api("getMe")).toHaveProperty("id");
  });

  test("limits the messages and edits to one group, and says how long to wait", async () => {
    sandbox.faults.limitRate(2);
    const { message_id } = await sdk(sandbox).sendMessage(group, "one");
    await sdk(sandbox).editMessageText(group, message_id, undefined, "two");
    expect(await refusal(sdk(sandbox).sendMessage(group, "three"))).toMatch(
      /^429: Too Many Requests: retry after (60|59)$/,
    );
    expect(await sdk(sandbox).sendMessage(forum, "another chat")).toHaveProperty("message_id");
  });

  test("a second poller makes ours the older one until it goes away", async () => {
    const poll = refused("getUpdates", { timeout: 50 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const stop = sandbox.faults.secondPoller("42:cs");
    expect(await poll).toMatch(/^409: Conflict: terminated by other getUpdates request/);
    expect(await refused("getUpdates")).toMatch(/^409/);
    stop();
    expect(await api("getUpdates")).toEqual([]);
  });
});

const request = (method: string, params: object, result: unknown): RecordedRequest => ({
  method,
  botId: "42",
  params: params as Record<string, unknown>,
  encoding: "json",
  status: 200,
  response: { ok: true, result },
});

describe("the specification check", () => {
  const known = checkTelegramTraffic([request("getNonsense", {}, true)]).length > 0;

  test.runIf(known)("finds missing, unknown and mistyped fields on both sides", () => {
    const complaints = checkTelegramTraffic([
      request("getNonsense", {}, true),
      request("getChatMemberCount", {}, 3),
      request("getChatMemberCount", { chat_id: group, deep: true }, "3"),
      request("getUpdates", { allowed_updates: ["message", "gossip"] }, [
        { update_id: 1, message: { message_id: "1" } },
      ]),
      request(
        "getChatMember",
        { chat_id: group, user_id: 1 },
        { status: "left", user: { id: 1, is_bot: false } },
      ),
    ]);
    expect(complaints).toEqual([
      "getNonsense: not a method of Bot API 10.3",
      "getChatMemberCount.chat_id: required, missing",
      "getChatMemberCount.deep: no such field",
      'getChatMemberCount → : "3" is not a number',
      'getUpdates.allowed_updates[1]: "gossip" is not a kind of update',
      'getUpdates → [0].message.message_id: "1" is not a number',
      "getUpdates → [0].message.date: required, missing",
      "getUpdates → [0].message.chat: required, missing",
      "getChatMember → .user.first_name: required, missing",
    ]);
  });
});
