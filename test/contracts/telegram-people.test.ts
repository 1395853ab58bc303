/** What people do on Telegram, as the inbox gets it, and the answers they get. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Platform, Reply } from "../../src/platforms/platform.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { adapter, card, memoryInbox, memoryShelf, requestCard, until } from "../support/telegram-adapter.ts";
import type { MemoryInbox } from "../support/telegram-adapter.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  ada,
  basic,
  ben,
  cem,
  countersign,
  dot,
  forum,
  group,
  smallWorld,
  topic,
} from "../support/telegram-world.ts";

let sandbox: TelegramSandbox;
let running: Platform[];
let clock = 0;

beforeEach(async () => {
  clock = Date.parse("2026-11-22T12:00:00Z");
  sandbox = await startTelegramSandbox({ world: smallWorld(), now: () => clock });
  running = [];
});

afterEach(async () => {
  for (const platform of running) await platform.stop();
  const complaints = checkTelegramTraffic(sandbox.requests);
  await sandbox.close();
  expect(complaints).toEqual([]);
});

async function start(inbox: MemoryInbox, options: Parameters<typeof adapter>[1] = {}) {
  const platform = adapter(sandbox, { now: () => clock, ...options });
  running.push(platform);
  await platform.start(inbox);
  return platform;
}

const place = (chat: number) => ({
  platform: "telegram" as const,
  workspace: chat > 0 ? null : String(chat),
  channel: String(chat),
});

const last = (person: number, chat: number) => sandbox.control.as(person).sees(chat).at(-1);

describe("commands", () => {
  test("in a private chat and in a group, with and without the bot's name", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ada).type(countersign, "/audit helper bot");
    sandbox.control.as(ben).type(group, "/audit@countersign_bot");
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
    await start(inbox);
    sandbox.control.as(ben).type(group, "/freeze “Helper bot” spam  wave");
    const [event] = await until("the command", () => inbox.got.commands[0] && inbox.got.commands);
    expect(event?.options).toEqual({ agent: "Helper bot", reason: "spam wave" });
  });

  test("a missing option is asked for, not passed on", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ben).type(group, "/freeze");
    const answer = await until("the answer", () =>
      sandbox.control
        .as(ben)
        .sees(group)
        .find((m) => m.text.includes("/freeze AGENT")),
    );
    expect(answer).toMatchObject({ fromId: String(countersign), ephemeral: true });
    expect(inbox.got.commands).toEqual([]);
  });

  test("another bot's command in a group is none of ours; in private an unknown one is", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ben).type(group, "/roll");
    sandbox.control.as(ben).type(group, "/audit@helper_bot");
    sandbox.control.as(ben).type(group, "just text about /audit");
    sandbox.control.as(ada).type(countersign, "/roll");
    sandbox.control.as(ada).startBot(countersign, "hello");
    await until("the private ones", () => inbox.got.commands.length === 2);
    expect(inbox.got.commands.map(({ name }) => name)).toEqual(["roll", "help"]);
  });

  test("what belongs into a group is said in private", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ada).type(countersign, "/freeze helper");
    await until("the answer", () => last(ada, countersign)?.text.includes("for groups"));
    expect(inbox.got.commands).toEqual([]);
  });

  test("somebody who writes as the group is anonymous", async () => {
    const inbox = memoryInbox();
    sandbox.control.as(ada).promote(group, ben, { is_anonymous: true, can_manage_chat: true });
    await start(inbox);
    sandbox.control.as(ben).asAnonymousAdmin(group).type(group, "/audit");
    const [event] = await until("the command", () => inbox.got.commands[0] && inbox.got.commands);
    expect(event?.actor).toMatchObject({ id: String(group), anonymous: true });
  });

  test("the answer goes where it was asked, into the topic too, as a reply", async () => {
    const inbox = memoryInbox({
      command: async ({ reply }) => void (await reply(card("Done"), { private: false })),
    });
    await start(inbox);
    const asked = sandbox.control.as(ada).type(forum, "/audit", { topic });
    const answer = await until("the answer", () =>
      sandbox.control
        .as(ada)
        .sees(forum)
        .find(({ text }) => text === "Done"),
    );
    expect(answer).toMatchObject({ topic: String(topic), replyTo: asked });
    expect(inbox.got.commands[0]?.place.thread).toBe(String(topic));
  });

  test("registers the menu per kind of chat, and again only when it differs", async () => {
    const written = () =>
      sandbox.requests.filter(({ method }) => method === "setMyCommands").map(({ params }) => params);
    await start(memoryInbox());
    await until("three menus", () => written().length === 3);
    expect(
      written().map(({ commands, scope }) => [
        scope,
        (commands as { command: string }[]).map((c) => c.command),
      ]),
    ).toEqual([
      [{ type: "all_private_chats" }, ["help", "audit"]],
      [{ type: "all_group_chats" }, ["help"]],
      [{ type: "all_chat_administrators" }, ["help", "audit", "freeze"]],
    ]);
    await running.pop()?.stop();
    await start(memoryInbox());
    await until(
      "the look",
      () => sandbox.requests.filter(({ method }) => method === "getMyCommands").length === 6,
    );
    expect(written()).toHaveLength(3);
  });
});

describe("presses", () => {
  const answering = (reply: (reply: Reply) => Promise<unknown>) =>
    memoryInbox({ press: async (event) => void (await reply(event.reply)) });

  test("reach the inbox with the card they are on; the spinner ends", async () => {
    const inbox = memoryInbox();
    const platform = await start(inbox);
    const posted = await platform.post(place(group), requestCard(), "k");
    const pressed = await sandbox.control.as(ben).press(group, posted.message, "Approve");
    expect(pressed).toEqual({ answered: true, text: "", alert: false });
    expect(inbox.got.presses[0]).toMatchObject({
      press: "approve:1",
      on: posted,
      actor: { id: String(ben), bot: false, anonymous: false },
    });
    await platform.edit(posted, card("Approved", { tone: "good" }));
    expect(last(cem, group)).toMatchObject({ text: "✅ Approved", keyboard: [], edited: true });
  });

  test("an outsider's private sentence is in the one answer a press gets, and nobody else sees anything", async () => {
    const inbox = answering((reply) =>
      reply(card("Not yours", { blocks: [{ kind: "text", text: ["Only approvers may decide."] }] }), {
        private: true,
      }),
    );
    const platform = await start(inbox);
    const { message } = await platform.post(place(group), requestCard(), "k");
    const before = sandbox.control.as(ada).sees(group).length;
    const pressed = await sandbox.control.as(cem).press(group, message, "Approve");
    expect(pressed).toEqual({ answered: true, text: "Not yours\nOnly approvers may decide.", alert: true });
    expect(sandbox.control.as(ada).sees(group)).toHaveLength(before);
  });

  const longCard = card("Details", { blocks: [{ kind: "quote", text: "x".repeat(500) }] });

  test("what is too long for a pop-up comes as a message for that person only", async () => {
    const platform = await start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    const pressed = await sandbox.control.as(cem).press(basic, message, "Approve");
    expect(pressed.text).toMatch(/only you can see it/);
    expect(last(cem, basic)).toMatchObject({ ephemeral: true });
    expect(last(cem, basic)?.text).toContain("x".repeat(500));
    expect(last(ada, basic)?.text).not.toContain("xxx");
  });

  test("where that is refused it comes by private message", async () => {
    const platform = await start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    refuseNextCallTo("sendMessage");
    const pressed = await sandbox.control.as(ada).press(basic, message, "Approve");
    expect(pressed.text).toMatch(/private chat/);
    expect(last(ada, countersign)?.text).toContain("x".repeat(500));
  });

  test("and where that is impossible too, the person is told how to change it", async () => {
    const platform = await start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    refuseNextCallTo("sendMessage");
    const pressed = await sandbox.control.as(cem).press(basic, message, "Approve");
    expect(pressed).toMatchObject({ alert: true });
    expect(pressed.text).toMatch(/press Start/);
  });

  test("a slow handler: the spinner ends in time, and the private words still arrive", async () => {
    const platform = await start(
      answering(async (reply) => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await reply(card("Not yours"), { private: true });
      }),
    );
    const { message } = await platform.post(place(group), requestCard(), "k");
    const pressed = await sandbox.control.as(cem).press(group, message, "Approve");
    expect(pressed).toEqual({ answered: true, text: "", alert: false });
    await until("the words", () => last(cem, group)?.ephemeral && last(cem, group)?.text === "Not yours");
  });

  test("too late for everything private: a public nudge without the words", async () => {
    const platform = await start(
      answering(async (reply) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        clock += 16_000;
        await reply(card("The secret answer"), { private: true });
      }),
    );
    const { message } = await platform.post(place(basic), requestCard(), "k");
    await sandbox.control.as(cem).press(basic, message, "Approve");
    const nudge = await until("the nudge", () =>
      sandbox.control
        .as(ada)
        .sees(basic)
        .find(({ text }) => text.includes("press Start")),
    );
    expect(nudge.text).not.toContain("secret");
    expect(nudge.keyboard[0]?.[0]?.url).toBe("https://t.me/countersign_bot?start=hello");
  });

  test("forged data comes through as it is: it only names what to look up", async () => {
    const inbox = memoryInbox();
    const platform = await start(inbox);
    const { message } = await platform.post(place(group), requestCard(), "k");
    await sandbox.control.as(cem).press(group, message, "approve:999;drop", { forged: true });
    expect(inbox.got.presses[0]).toMatchObject({ press: "approve:999;drop", actor: { id: String(cem) } });
  });

  function refuseNextCallTo(method: string) {
    sandbox.faults.fail(method, { status: 400, description: "Bad Request: EPHEMERAL_NOT_POSSIBLE" });
  }
});

describe("questions", () => {
  async function ask(inbox: MemoryInbox, person = ben) {
    const shelf = memoryShelf();
    const platform = await start(inbox, { shelf });
    const posted = await platform.post(place(group), requestCard(), "k");
    await sandbox.control.as(person).press(group, posted.message, "Deny");
    const prompt = await until("the question", () =>
      sandbox.control
        .as(person)
        .sees(group)
        .find(({ prompt }) => prompt?.kind === "force_reply"),
    );
    return { platform, posted, prompt, shelf };
  }

  test("a press that needs a reason asks that person, and the reply is the filled-in form", async () => {
    const inbox = memoryInbox({
      form: async ({ reply }) => void (await reply(card("Denied"), { private: false })),
    });
    const { posted, prompt } = await ask(inbox);
    expect(prompt.text).toContain("Ben Okri");
    expect(prompt.entities).toContainEqual(
      expect.objectContaining({ type: "text_mention", user: expect.objectContaining({ id: ben }) }),
    );
    expect(inbox.got.presses).toEqual([]);

    sandbox.control.as(cem).type(group, "because I say so", { replyTo: prompt.id });
    sandbox.control.as(ben).type(group, "not a reply");
    sandbox.control.as(ben).type(group, "Wrong order", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms.length > 0);
    expect(inbox.got.forms).toHaveLength(1);
    expect(inbox.got.forms[0]).toMatchObject({
      press: "deny:1",
      on: posted,
      fields: { reason: "Wrong order" },
      actor: { id: String(ben) },
    });
    await until(
      "the question is gone",
      () =>
        !sandbox.control
          .as(ben)
          .sees(group)
          .some(({ id }) => id === prompt.id),
    );
  });

  test("is answered once", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    sandbox.control.as(ben).type(group, "One", { replyTo: prompt.id });
    sandbox.control.as(ben).type(group, "Two", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms.length > 0);
    sandbox.control.as(ben).type(group, "/audit");
    await until("what came after", () => inbox.got.commands.length > 0);
    expect(inbox.got.forms.map(({ fields }) => fields["reason"])).toEqual(["One"]);
  });

  test("survives a restart", async () => {
    const { prompt, shelf } = await ask(memoryInbox());
    await running.pop()?.stop();
    const inbox = memoryInbox();
    await start(inbox, { shelf });
    sandbox.control.as(ben).type(group, "Still no", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms[0]?.fields["reason"] === "Still no");
  });

  test("expires after a quarter of an hour, and says so", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    clock += 15 * 60_000;
    sandbox.control.as(ben).type(group, "Too late", { replyTo: prompt.id });
    await until("the sentence", () => last(ben, group)?.text.includes("expired"));
    expect(inbox.got.forms).toEqual([]);
  });

  test("a reply that is too long is asked for again", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    sandbox.control.as(ben).type(group, "x".repeat(101), { replyTo: prompt.id });
    await until("the sentence", () => last(ben, group)?.text.includes("101 characters"));
    sandbox.control.as(ben).type(group, "short", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms[0]?.fields["reason"] === "short");
  });

  test("pressing again and again does not flood the chat", async () => {
    const { posted } = await ask(memoryInbox());
    const again = await sandbox.control.as(ben).press(group, posted.message, "Deny");
    expect(again.text).toMatch(/reply to that message/);
    clock += 31_000;
    await sandbox.control.as(ben).press(group, posted.message, "Deny");
    const prompts = () =>
      sandbox.control
        .as(ben)
        .sees(group)
        .filter(({ prompt }) => prompt);
    await until("only the new question", () => prompts().length === 1);
  });
});

describe("changes", () => {
  test("we are added, change rights, are removed", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ada).removeMember(basic, countersign);
    sandbox.control.as(ada).addMember(basic, countersign);
    sandbox.control.as(ada).promote(group, countersign, { can_manage_chat: true, can_delete_messages: true });
    const own = () =>
      inbox.got.changes
        .filter(({ bots }) => bots.length === 0)
        .map(({ workspace, what }) => `${workspace} ${what}`);
    await until("three changes", () => own().length >= 3);
    expect(own().toSorted()).toEqual([`${group} permissions`, `${basic} joined`, `${basic} left`].toSorted());
  });

  test("a sibling's rights change: who did it is known", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    await until("polling", () => sandbox.requests.length > 0 && inbox);
    sandbox.control.as(ada).promote(group, 43, { can_delete_messages: true });
    const change = await until("the change", () =>
      inbox.got.changes.find(({ what }) => what === "permissions"),
    );
    expect(change).toMatchObject({
      workspace: String(group),
      title: "Shop",
      bots: [{ id: "43", name: "Helper", how: `made administrator by ${ada}` }],
    });
  });

  test("a bot is added; people coming and going are not our business", async () => {
    const inbox = memoryInbox();
    await start(inbox);
    sandbox.control.as(ada).addMember(group, dot);
    sandbox.control.as(ada).removeMember(group, 44);
    sandbox.control.as(ada).addMember(group, 44);
    await until("the bot", () => inbox.got.changes.some(({ bots }) => bots[0]?.how.startsWith("added")));
    expect(inbox.got.changes.every(({ bots }) => bots.every(({ id }) => id === "44"))).toBe(true);
  });

  test("somebody blocks us", async () => {
    const inbox = memoryInbox();
    const platform = await start(inbox);
    sandbox.control.as(ada).block(countersign);
    const change = await until("the change", () => inbox.got.changes[0]);
    expect(change).toMatchObject({ workspace: String(ada), what: "left" });
    await expect(platform.post(place(ada), card("Hello"), "k")).rejects.toMatchObject({
      kind: "unreachable",
    });
  });
});
