/** Who counts as the author of a message: text is forgeable on Telegram in more ways than one. */
import { describe, expect, test } from "vitest";
import { optionsOf, typedCommand, usage } from "../../src/platforms/telegram/command-words.ts";
import { message } from "../../src/platforms/telegram/shapes.ts";
import { authorOf, placeOf } from "../../src/platforms/telegram/where.ts";
import { memoryInbox, stage, until } from "../support/telegram-adapter.ts";
import { ben, call, countersign, group, helper, sdk, smallWorld } from "../support/telegram-world.ts";

const person = { id: 7, is_bot: false, first_name: "Eve", language_code: "de" };
const bot = { id: 43, is_bot: true, first_name: "Helper" };
const wrote = (more: object) =>
  message.parse({
    message_id: 1,
    chat: { id: -5, type: "supergroup", title: "Shop" },
    from: person,
    text: "/x",
    ...more,
  });

describe("the author of a message", () => {
  test("a person, by number; the name is for show", () => {
    const own = { platform: "telegram", id: "7", name: "Eve", bot: false, anonymous: false, locale: "de" };
    expect(authorOf(wrote({}))).toEqual(own);
  });

  test.each([
    ["a channel or an anonymous admin", { sender_chat: { id: -5, type: "supergroup", title: "Shop" } }],
    ["a connected business account", { business_connection_id: "b" }],
    ["a business bot", { sender_business_bot: bot }],
  ])("%s is anonymous", (_, more) => {
    expect(authorOf(wrote(more))).toMatchObject({ anonymous: true });
  });

  test.each([
    ["a bot", { from: bot }],
    ["what came out of a bot, sent by a person", { via_bot: bot }],
    ["a guest bot that a person called", { from: bot, guest_bot_caller_user: person }],
    ["a guest bot that a chat called", { guest_bot_caller_chat: { id: -9, type: "channel" } }],
  ])("%s is a bot's", (_, more) => {
    expect(authorOf(wrote(more))).toMatchObject({ bot: true });
  });

  test("nobody, in a channel without signatures", () => {
    expect(authorOf(wrote({ from: undefined }))).toBeNull();
  });

  test("only a forum topic is a place of its own; a thread of replies is not", () => {
    expect(placeOf(wrote({ message_thread_id: 9 }))).not.toHaveProperty("thread");
    expect(placeOf(wrote({ message_thread_id: 9, is_topic_message: true }))).toHaveProperty("thread", "9");
  });
});

describe("what was typed", () => {
  test.each([
    ["/audit", { name: "audit", bot: null, rest: "" }],
    ["/AUDIT@Countersign_bot  now ", { name: "audit", bot: "Countersign_bot", rest: "now" }],
    ["/audit\nnow", { name: "audit", bot: null, rest: "now" }],
  ])("%j is a command", (text, typed) => {
    expect(typedCommand(text)).toEqual(typed);
  });

  test.each(["audit", " /audit", "/audit!", "//audit", "/", "/audit@", "/audit@x/y"])(
    "%j is none",
    (text) => {
      expect(typedCommand(text)).toBeNull();
    },
  );

  test("quotes of every phone, and the last option takes the rest", () => {
    const option = (name: string, required: boolean) => ({
      name,
      description: () => name,
      required,
      kind: "text" as const,
    });
    const spec = {
      name: "freeze",
      description: () => "",
      options: [option("agent", true), option("reason", false)],
      managersOnly: true,
      inPrivate: true,
    };
    for (const quoted of ['"Help bot"', "“Help bot”", "„Help bot“", "«Help bot»"])
      expect(optionsOf(spec, `${quoted} it spams`)).toEqual({
        ok: true,
        options: { agent: "Help bot", reason: "it spams" },
      });
    expect(optionsOf(spec, '"" x')).toMatchObject({ ok: false, missing: { name: "agent" } });
    expect(usage(spec)).toBe("/freeze AGENT [REASON]");
  });
});

describe("bots among themselves", () => {
  const talkative = () => {
    const world = smallWorld();
    return { ...world, bots: world.bots.map((bot) => ({ ...bot, botToBot: true })) };
  };
  const world = stage({ world: talkative });

  test("a sibling's command is not obeyed, and not answered either: two polite bots never stop", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    await call(sdk(world.sandbox, helper), "sendMessage", { chat_id: group, text: "/audit@countersign_bot" });
    await call(sdk(world.sandbox, helper), "sendMessage", { chat_id: group, text: "hello" });
    world.as(ben).type(group, "/audit person");
    await until("the person's", () => inbox.got.commands.length === 1);
    expect(inbox.got.commands[0]?.options).toEqual({ agent: "person" });
    const said = world
      .as(ben)
      .sees(group)
      .filter(({ fromId }) => fromId === String(countersign));
    expect(said).toEqual([]);
    const delivered = world.sandbox.requests.filter(({ method }) => method === "getUpdates");
    expect(JSON.stringify(delivered), "it did arrive here").toContain("/audit@countersign_bot");
  });
});
