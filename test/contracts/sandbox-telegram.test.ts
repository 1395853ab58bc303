import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  call,
  cem,
  countersign,
  forum,
  group,
  refusal,
  sdk,
  smallWorld,
  snoop,
  topic,
} from "../support/telegram-world.ts";

let clock = 1_795_363_000_000;
let sandbox: TelegramSandbox;
beforeEach(async () => {
  sandbox = await startTelegramSandbox({ world: smallWorld(), now: () => clock });
});
afterEach(async () => {
  const complaints = checkTelegramTraffic(sandbox.requests.filter(({ status }) => status === 200));
  await sandbox.close();
  expect(complaints).toEqual([]);
});

const api = <T = Record<string, unknown>>(method: string, params: object = {}) =>
  call<T>(sdk(sandbox), method, params);
const refused = (method: string, params: object = {}) => refusal(api(method, params));

describe("who is asking", () => {
  test("getMe shows the switches that are shown nowhere else", async () => {
    expect(await api("getMe")).toMatchObject({
      id: countersign,
      is_bot: true,
      can_read_all_group_messages: false,
    });
    expect(await call(sdk(sandbox, snoop), "getMe")).toMatchObject({ can_read_all_group_messages: true });
    expect(await api("getChatMember", { chat_id: group, user_id: snoop })).not.toHaveProperty(
      "user.can_read_all_group_messages",
    );
  });

  test("a wrong token is 401, an unknown method and an unknown path 404", async () => {
    const get = async (path: string) => await (await fetch(`${sandbox.apiUrl}${path}`)).json();
    expect(await get("/bot42:wrong/getMe")).toEqual({
      ok: false,
      error_code: 401,
      description: "Unauthorized",
    });
    expect(await get("/bot42:cs/getEverything")).toMatchObject({ error_code: 404 });
    expect(await get("/somewhere")).toMatchObject({ error_code: 404, description: "Not Found" });
    sandbox.requests.length = 0;
  });

  test("after logOut the token is refused", async () => {
    await api("logOut");
    expect(await refused("getMe")).toBe("400: Logged out");
  });
});

const send = (params: object) => api("sendMessage", { chat_id: group, ...params });
const sendRefused = (params: object) => refused("sendMessage", { chat_id: group, ...params });

describe("sendMessage", () => {
  test("finds commands, mentions and links by itself, but not inside given code", async () => {
    const text = "/audit@countersign_bot @benokri https://a.example/x.";
    expect(await send({ text })).toMatchObject({
      entities: [
        { type: "bot_command", offset: 0, length: 22 },
        { type: "mention", offset: 23, length: 8 },
        { type: "url", offset: 32, length: 19 },
      ],
    });
    const code = { type: "code", offset: 0, length: text.length };
    expect(await send({ text, entities: [code] })).toMatchObject({ entities: [code] });
  });

  test("parses HTML and MarkdownV2 with UTF-16 offsets", async () => {
    expect(await send({ text: "😀 <b>bold <i>both</i></b> &lt;x&gt;", parse_mode: "HTML" })).toMatchObject({
      text: "😀 bold both <x>",
      entities: [
        { type: "bold", offset: 3, length: 9 },
        { type: "italic", offset: 8, length: 4 },
      ],
    });
    const markdown = String.raw`😀 *bold _both_* \(x\) ` + "`a\\`b` [docs](https://a.example)";
    expect(await send({ text: markdown, parse_mode: "MarkdownV2" })).toMatchObject({
      text: "😀 bold both (x) a`b docs",
      entities: [
        { type: "bold", offset: 3, length: 9 },
        { type: "italic", offset: 8, length: 4 },
        { type: "code", offset: 17, length: 3 },
        { type: "text_link", offset: 21, length: 4, url: "https://a.example" },
      ],
    });
  });

  test.each([
    ["an open tag", "<b>x", "HTML"],
    ["a tag that isn't", "<blink>x</blink>", "HTML"],
    ["a stray bracket", "a < b", "HTML"],
    ["crossed tags", "<b><i>x</b></i>", "HTML"],
    ["an unescaped dot", "it is.", "MarkdownV2"],
    ["an open star", "*x", "MarkdownV2"],
  ])("can't parse %s", async (_, text, parse_mode) => {
    expect(await sendRefused({ text, parse_mode })).toMatch(/^400: Bad Request: can't parse entities: /);
  });

  test("counts 4096 after parsing, refuses nothing and entities outside the text", async () => {
    await send({ text: `<b>${"x".repeat(4096)}</b>`, parse_mode: "HTML" });
    expect(await sendRefused({ text: "x".repeat(4097) })).toBe("400: Bad Request: message is too long");
    expect(await sendRefused({ text: "  \n " })).toBe("400: Bad Request: message text is empty");
    const entities = [{ type: "bold", offset: 1, length: 5 }];
    expect(await sendRefused({ text: "short", entities })).toMatch("can't parse entities");
  });

  test("replies, or says that there is nothing to reply to", async () => {
    const id = sandbox.control.as(cem).type(group, "question");
    const reply_parameters = { message_id: Number(id) };
    expect(await send({ text: "answer", reply_parameters })).toMatchObject({
      reply_to_message: { text: "question" },
    });
    expect(await sendRefused({ text: "answer", reply_parameters: { message_id: 999 } })).toBe(
      "400: Bad Request: message to be replied not found",
    );
    const optional = { message_id: 999, allow_sending_without_reply: true };
    expect(await send({ text: "answer", reply_parameters: optional })).not.toHaveProperty("reply_to_message");
  });

  test("posts in a forum topic that exists", async () => {
    const to = { chat_id: forum, text: "in a topic" };
    expect(await send({ ...to, message_thread_id: topic })).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
    });
    expect(await sendRefused({ ...to, message_thread_id: 77 })).toBe(
      "400: Bad Request: message thread not found",
    );
    const made = await api("createForumTopic", { chat_id: forum, name: "Bans" });
    expect(await send({ ...to, message_thread_id: made["message_thread_id"] })).toHaveProperty(
      "is_topic_message",
    );
    expect(await refused("createForumTopic", { chat_id: group, name: "x" })).toBe(
      "400: Bad Request: the chat is not a forum",
    );
  });
});

const edit = (params: object) => api("editMessageText", { chat_id: group, ...params });

describe("editing and deleting", () => {
  const keyboard = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };

  test("an edit replaces text and keyboard; leaving the keyboard out removes it; no change is refused", async () => {
    const { message_id } = await api("sendMessage", { chat_id: group, text: "one", reply_markup: keyboard });
    const same = { message_id, text: "one", reply_markup: keyboard };
    expect(await refusal(edit(same))).toMatch(
      /^400: Bad Request: message is not modified: specified new message/,
    );
    expect(await edit({ ...same, text: "two" })).toMatchObject({ text: "two", reply_markup: keyboard });
    expect(await edit({ message_id, text: "two" })).not.toHaveProperty("reply_markup");
    const [seen] = sandbox.control.as(cem).sees(group);
    expect(seen).toMatchObject({ text: "two", edited: true, keyboard: [] });
    expect(
      await api("editMessageReplyMarkup", { chat_id: group, message_id, reply_markup: keyboard }),
    ).toMatchObject({
      text: "two",
      reply_markup: keyboard,
    });
  });

  test("only what is there and its own", async () => {
    const theirs = Number(sandbox.control.as(cem).type(group, "mine"));
    expect(await refusal(edit({ message_id: theirs, text: "x" }))).toBe(
      "400: Bad Request: message can't be edited",
    );
    expect(await refusal(edit({ message_id: 999, text: "x" }))).toBe(
      "400: Bad Request: message to edit not found",
    );
    expect(await refused("deleteMessage", { chat_id: group, message_id: theirs })).toBe(
      "400: Bad Request: message can't be deleted",
    );
    const { message_id } = await api("sendMessage", { chat_id: group, text: "x" });
    expect(await api("deleteMessage", { chat_id: group, message_id })).toBe(true);
    expect(await refused("deleteMessage", { chat_id: group, message_id })).toBe(
      "400: Bad Request: message to delete not found",
    );
    const old = await api("sendMessage", { chat_id: group, text: "old" });
    clock += 49 * 3_600_000;
    expect(await refused("deleteMessage", { chat_id: group, message_id: old["message_id"] })).toBe(
      "400: Bad Request: message can't be deleted",
    );
    expect(await edit({ message_id: old["message_id"], text: "edits have no age" })).toMatchObject({
      edit_date: clock / 1000,
    });
  });
});

describe("files", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );

  test("a document arrives byte for byte, with a caption that can be edited, and can be sent again by its id", async () => {
    const bot = sdk(sandbox);
    const source = Buffer.from('{"orderId":"A-1041"}\n');
    const sent = await bot.sendDocument(
      group,
      { source, filename: "params.json" },
      { caption: "<b>Exact</b> parameters", parse_mode: "HTML" },
    );
    expect(sent).toMatchObject({
      document: { file_name: "params.json", file_size: source.length },
      caption: "Exact parameters",
      caption_entities: [{ type: "bold", offset: 0, length: 5 }],
    });
    const [seen] = sandbox.control.as(cem).sees(group);
    expect(Buffer.from(seen!.file!.content)).toEqual(source);
    await bot.editMessageCaption(group, sent.message_id, undefined, "Decided");
    expect(sandbox.control.as(cem).sees(group)[0]).toMatchObject({ text: "Decided", edited: true });
    await bot.sendDocument(group, sent.document.file_id);
    expect(sandbox.control.as(cem).sees(group)[1]?.file?.name).toBe("params.json");
  });

  test("a photo has its size; what isn't one is refused, as are empty files and long captions", async () => {
    const bot = sdk(sandbox);
    expect(await bot.sendPhoto(group, { source: png })).toMatchObject({ photo: [{ width: 1, height: 1 }] });
    expect(await refusal(bot.sendPhoto(group, { source: Buffer.from("<svg/>") }))).toBe(
      "400: Bad Request: IMAGE_PROCESS_FAILED",
    );
    expect(await refusal(bot.sendDocument(group, { source: Buffer.alloc(0), filename: "a" }))).toBe(
      "400: Bad Request: file must be non-empty",
    );
    expect(await refusal(bot.sendPhoto(group, { source: png }, { caption: "x".repeat(1025) }))).toBe(
      "400: Bad Request: message caption is too long",
    );
    expect(await refused("sendDocument", { chat_id: group, document: "nonsense" })).toBe(
      "400: Bad Request: wrong file identifier/HTTP URL specified",
    );
  });
});
