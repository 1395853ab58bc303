/** Commands on Telegram, as the inbox gets them, and the answers. */
import { describe, expect, test } from "vitest";
import { card, memoryInbox, stage, until } from "../support/telegram-adapter.ts";
import { ada, ben, countersign, forum, group, topic } from "../support/telegram-world.ts";

const world = stage({ stoppedClock: true });
const as = world.as;
const last = (person: number, chat: number) => as(person).sees(chat).at(-1);
const written = () =>
  world.sandbox.requests.filter(({ method }) => method === "setMyCommands").map(({ params }) => params);

describe("commands", () => {
  test("in a private chat and in a group, with and without the bot's name", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ada).type(countersign, "/audit helper bot");
    as(ben).type(group, "/audit@countersign_bot");
    await until("both commands", () => inbox.got.commands.length === 2);
    const [alone, inGroup] = inbox.got.commands.toSorted((a) => (a.place.workspace === null ? -1 : 1));
    expect(alone).toMatchObject({
      name: "audit",
      options: { agent: "helper bot" },
      place: { platform: "telegram", workspace: null, channel: String(ada) },
      actor: {
        platform: "telegram",
        id: String(ada),
        name: "Ada",
        bot: false,
        anonymous: false,
        locale: "en",
      },
    });
    expect(inGroup).toMatchObject({
      options: {},
      place: { workspace: String(group), channel: String(group) },
      actor: { id: String(ben), name: "Ben Okri" },
    });
  });

  test("words go to the options in order, quoted ones together", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ben).type(group, "/freeze “Helper bot” spam  wave");
    const [event] = await until("the command", () => inbox.got.commands[0] && inbox.got.commands);
    expect(event?.options).toEqual({ agent: "Helper bot", reason: "spam wave" });
  });

  test("a missing option is asked for, not passed on", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ben).type(group, "/freeze");
    const answer = await until("the answer", () =>
      world.sandbox.control
        .as(ben)
        .sees(group)
        .find((m) => m.text.includes("/freeze AGENT")),
    );
    expect(answer).toMatchObject({ fromId: String(countersign), ephemeral: true });
    expect(inbox.got.commands).toEqual([]);
  });

  test("another bot's command in a group is none of ours; in private an unknown one is", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ben).type(group, "/roll");
    as(ben).type(group, "/audit@helper_bot");
    as(ben).type(group, "just text about /audit");
    as(ada).type(countersign, "/roll");
    as(ada).startBot(countersign, "hello");
    await until("the private ones", () => inbox.got.commands.length === 2);
    expect(inbox.got.commands.map(({ name }) => name)).toEqual(["roll", "help"]);
  });

  test("what belongs into a group is said in private", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ada).type(countersign, "/freeze helper");
    await until("the answer", () => last(ada, countersign)?.text.includes("for groups"));
    expect(inbox.got.commands).toEqual([]);
  });

  test("somebody who writes as the group is anonymous", async () => {
    const inbox = memoryInbox();
    as(ada).promote(group, ben, { is_anonymous: true, can_manage_chat: true });
    await world.start(inbox);
    as(ben).asAnonymousAdmin(group).type(group, "/audit");
    const [event] = await until("the command", () => inbox.got.commands[0] && inbox.got.commands);
    expect(event?.actor).toMatchObject({ id: String(group), anonymous: true });
  });

  test("the answer goes where it was asked, into the topic too, as a reply", async () => {
    const inbox = memoryInbox({
      command: async ({ reply }) => void (await reply(card("Done"), { private: false })),
    });
    await world.start(inbox);
    const asked = as(ada).type(forum, "/audit", { topic });
    const answer = await until("the answer", () =>
      world.sandbox.control
        .as(ada)
        .sees(forum)
        .find(({ text }) => text === "Done"),
    );
    expect(answer).toMatchObject({ topic: String(topic), replyTo: asked });
    await until("the command", () => inbox.got.commands[0]?.place.thread === String(topic));
  });

  test("registers the menu per kind of chat and language, and again only when it differs", async () => {
    await world.start(memoryInbox());
    await until("three menus in each language", () => written().length === 6);
    expect(
      written().map(({ commands, scope, language_code }) => [
        language_code,
        scope,
        (commands as { command: string }[]).map((c) => c.command),
      ]),
    ).toEqual([
      [undefined, { type: "all_private_chats" }, ["help", "audit"]],
      [undefined, { type: "all_group_chats" }, ["help"]],
      [undefined, { type: "all_chat_administrators" }, ["help", "audit", "freeze"]],
      ["de", { type: "all_private_chats" }, ["help", "audit"]],
      ["de", { type: "all_group_chats" }, ["help"]],
      ["de", { type: "all_chat_administrators" }, ["help", "audit", "freeze"]],
    ]);
    await world.stop();
    await world.start(memoryInbox());
    await until(
      "the look",
      () => world.sandbox.requests.filter(({ method }) => method === "getMyCommands").length === 12,
    );
    expect(written()).toHaveLength(6);
  });
});
