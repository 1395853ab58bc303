import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  ada,
  call,
  cem,
  countersign,
  dot,
  group,
  helper,
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
  // A refused call may be as wrong as it likes: being wrong is why it was refused.
  const complaints = checkTelegramTraffic(sandbox.requests.filter(({ status }) => status === 200));
  await sandbox.close();
  expect(complaints).toEqual([]);
});

const keyboard = (...buttons: object[]) => ({ reply_markup: { inline_keyboard: [buttons] } });
const approve = { text: "Approve", callback_data: "approve:req_1", style: "success" };

async function post(...buttons: object[]): Promise<number> {
  const message = await call<{ message_id: number }>(sdk(sandbox), "sendMessage", {
    chat_id: group,
    text: "Refund 49.00?",
    ...keyboard(...buttons),
  });
  return message.message_id;
}

interface Query {
  callback_query: { id: string; data: string; from: { id: number }; message: { message_id: number } };
}

async function nextQuery(offset = 0): Promise<Query["callback_query"]> {
  const [update] = await call<Query[]>(sdk(sandbox), "getUpdates", { offset, timeout: 5 });
  return update!.callback_query;
}

describe("a press", () => {
  test("reaches the bot with who pressed what where, and the answer reaches the person", async () => {
    const id = await post(approve);
    const pressed = sandbox.control.as(cem).press(group, id, "Approve");
    const query = await nextQuery();
    expect(query).toMatchObject({ data: "approve:req_1", from: { id: cem }, message: { message_id: id } });
    const answer = { callback_query_id: query.id, text: "You are not an approver.", show_alert: true };
    expect(await call(sdk(sandbox), "answerCallbackQuery", answer)).toBe(true);
    expect(await pressed).toEqual({ answered: true, text: "You are not an approver.", alert: true });
  });

  test("is answered once; late, foreign and invented ids are all too old", async () => {
    const tooOld = "400: Bad Request: query is too old and response timeout expired or query ID is invalid";
    const id = await post(approve);
    const answer = (query: string, bot: 42 | 43 = countersign) =>
      call(sdk(sandbox, bot), "answerCallbackQuery", { callback_query_id: query });
    void sandbox.control.as(cem).press(group, id, approve.callback_data);
    const first = await nextQuery();
    expect(await refusal(answer(first.id, helper))).toBe(tooOld);
    await answer(first.id);
    expect(await refusal(answer(first.id))).toBe(tooOld);
    expect(await refusal(answer("12345"))).toBe(tooOld);
    const pressed = sandbox.control.as(cem).press(group, id, "Approve", { within: 20 });
    const [, second] = await pending<Query>(sdk(sandbox));
    clock += 16_000;
    expect(await refusal(answer(second!.callback_query.id))).toBe(tooOld);
    expect(await pressed).toMatchObject({ answered: false });
  });

  test("with data that no button has still arrives; a person outside can't press at all", async () => {
    const id = await post(approve);
    void sandbox.control.as(cem).press(group, id, "approve:req_2", { forged: true });
    expect(await nextQuery()).toMatchObject({ data: "approve:req_2" });
    await expect(sandbox.control.as(cem).press(group, id, "approve:req_2")).rejects.toThrow("DATA_INVALID");
    await expect(sandbox.control.as(dot).press(group, id, "Approve")).rejects.toThrow("CHANNEL_PRIVATE");
  });

  test("on a disabled button does nothing", async () => {
    const id = await post({ text: "Approved", disabled: {} });
    expect(await sandbox.control.as(cem).press(group, id, "Approved")).toMatchObject({ answered: false });
    expect(await pending(sdk(sandbox))).toEqual([]);
  });

  test("by an anonymous admin still names the person", async () => {
    const id = await post(approve);
    void sandbox.control.as(ada).asAnonymousAdmin(group).press(group, id, "Approve");
    expect(await nextQuery()).toMatchObject({ from: { id: ada } });
  });
});

describe("keyboards", () => {
  const refused: { why: string; button: object; words: string }[] = [
    { why: "65 bytes", button: { text: "x", callback_data: "x".repeat(65) }, words: "BUTTON_DATA_INVALID" },
    {
      why: "33 two-byte letters",
      button: { text: "x", callback_data: "ä".repeat(33) },
      words: "BUTTON_DATA_INVALID",
    },
    { why: "empty data", button: { text: "x", callback_data: "" }, words: "BUTTON_DATA_INVALID" },
    { why: "no action", button: { text: "x" }, words: "Text buttons are unallowed in the inline keyboard" },
    { why: "two actions", button: { ...approve, url: "https://a.example" }, words: "exactly one of" },
    { why: "a style that isn't", button: { ...approve, style: "secondary" }, words: "invalid button style" },
    { why: "no text", button: { text: " ", callback_data: "x" }, words: "text must be non-empty" },
    { why: "a link that isn't", button: { text: "x", url: "javascript:1" }, words: "BUTTON_URL_INVALID" },
    {
      why: "nothing to copy",
      button: { text: "x", copy_text: { text: "" } },
      words: "BUTTON_COPY_TEXT_INVALID",
    },
    {
      why: "a web app in a group",
      button: { text: "x", web_app: { url: "https://a.example" } },
      words: "BUTTON_TYPE_INVALID",
    },
  ];
  test.each(refused)("refuses $why", async ({ button, words }) => {
    const why = await refusal(post(button));
    expect(why).toMatch(/^400: Bad Request: /);
    expect(why).toContain(words);
  });

  test("takes 64 bytes, styles, links, copy buttons and disabled ones", async () => {
    const id = await post(
      { text: "64", callback_data: "ä".repeat(32) },
      approve,
      { text: "Docs", url: "https://example.org/a" },
      { text: "Copy", copy_text: { text: "sha256:…" } },
      { text: "Done", disabled: {} },
    );
    const seen = sandbox.control
      .as(cem)
      .sees(group)
      .find((message) => message.id === String(id));
    expect(seen?.keyboard[0]?.map(({ text }) => text)).toEqual(["64", "Approve", "Docs", "Copy", "Done"]);
  });
});

describe("asking for words", () => {
  test("a force reply shows to whom the message is about, and the answer reaches a bot with privacy on", async () => {
    const bot = sdk(sandbox, helper);
    const user = { id: cem, is_bot: false, first_name: "Cem" };
    const { message_id } = await bot.sendMessage(group, "Cem, why do you deny?", {
      entities: [{ type: "text_mention", offset: 0, length: 3, user }],
      reply_markup: { force_reply: true, selective: true, input_field_placeholder: "Reason" },
    });
    const [seen] = sandbox.control.as(cem).sees(group).slice(-1);
    expect(seen?.prompt).toEqual({ kind: "force_reply", placeholder: "Reason", selective: true });
    expect(sandbox.control.as(ada).sees(group).at(-1)?.prompt).toBeNull();
    sandbox.control.as(cem).type(group, "wrong customer", { replyTo: seen!.id });
    expect(await pending(bot)).toMatchObject([
      {
        message: { text: "wrong customer", reply_to_message: { message_id, text: "Cem, why do you deny?" } },
      },
    ]);
  });
});

const send = (bot: 42 | 43, parameters: object) =>
  call<{ message_id: number; ephemeral_message_id: number }>(sdk(sandbox, bot), "sendMessage", {
    chat_id: group,
    text: "Only for you",
    ephemeral_message_parameters: parameters,
  });
const seenBy = (person: number) =>
  sandbox.control
    .as(person)
    .sees(group)
    .map(({ text }) => text);

describe("an ephemeral message", () => {
  test("from an admin bot is seen by its receiver alone, and is edited and deleted by its own id", async () => {
    const sent = await send(countersign, { receiver_user_id: cem });
    expect(sent.message_id).toBe(0);
    expect(seenBy(cem)).toContain("Only for you");
    expect(seenBy(ada)).not.toContain("Only for you");
    const where = { chat_id: group, receiver_user_id: cem, ephemeral_message_id: sent.ephemeral_message_id };
    await call(sdk(sandbox), "editEphemeralMessageText", { ...where, text: "Changed" });
    expect(sandbox.control.as(cem).sees(group).at(-1)).toMatchObject({
      text: "Changed",
      edited: true,
      ephemeral: true,
    });
    await call(sdk(sandbox), "deleteEphemeralMessage", where);
    expect(seenBy(cem)).not.toContain("Changed");
  });

  test("from a plain bot needs that person's press, not older than 15 seconds", async () => {
    expect(await refusal(send(helper, { receiver_user_id: cem }))).toBe(
      "400: Bad Request: CHAT_ADMIN_REQUIRED",
    );
    const bot = sdk(sandbox, helper);
    const { message_id } = await bot.sendMessage(group, "Press", {
      reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] },
    });
    void sandbox.control.as(cem).press(group, message_id, "Go", { within: 20 });
    const [update] = await pending<Query>(bot);
    const callback_query_id = update!.callback_query.id;
    expect(await refusal(send(helper, { receiver_user_id: ada, callback_query_id }))).toContain(
      "query is too old",
    );
    await send(helper, { receiver_user_id: cem, callback_query_id, replace_callback_query_message: true });
    expect(seenBy(cem)).toEqual(["Only for you"]);
    expect(seenBy(ada)).toEqual(["Press"]);
    clock += 16_000;
    expect(await refusal(send(helper, { receiver_user_id: cem, callback_query_id }))).toContain(
      "query is too old",
    );
  });

  test("does not go to private chats, bots, or people who aren't there", async () => {
    expect(await refusal(send(countersign, { receiver_user_id: dot }))).toBe(
      "400: Bad Request: user not found",
    );
    expect(await refusal(send(countersign, { receiver_user_id: helper }))).toBe(
      "400: Bad Request: user not found",
    );
  });
});
