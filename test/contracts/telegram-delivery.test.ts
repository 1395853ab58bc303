/** What Countersign sends to Telegram: cards, files, edits, and what the refusals mean. */
import { describe, expect, test } from "vitest";
import { readTelegramSnapshot } from "../../src/domain/telegram/snapshot.ts";
import { card, memoryInbox, memoryShelf, requestCard, stage, until } from "../support/telegram-adapter.ts";
import {
  ada,
  basic,
  ben,
  cem,
  channel,
  countersign,
  dot,
  forum,
  group,
  topic,
} from "../support/telegram-world.ts";

const world = stage({ stoppedClock: true });
const as = world.as;
const place = (chat: number) => ({
  platform: "telegram" as const,
  workspace: chat > 0 ? null : String(chat),
  channel: String(chat),
});
const last = (person: number, chat: number) => as(person).sees(chat).at(-1);
const long = (letter: string) =>
  card("Long", { blocks: [{ kind: "code", text: letter.repeat(5000), language: "json" }] });
const files = (person: number, chat: number) =>
  as(person)
    .sees(chat)
    .flatMap(({ file, replyTo }) =>
      file ? [{ name: file.name, text: new TextDecoder().decode(file.content), replyTo }] : [],
    );

describe("cards", () => {
  test("land in the topic they are for, with no link preview and no markup mode", async () => {
    const telegram = await world.start(memoryInbox());
    await telegram.post({ ...place(forum), thread: String(topic) }, requestCard(), "k");
    expect(last(ada, forum)).toMatchObject({ topic: String(topic), text: "May I?" });
    const sent = world.sandbox.requests.findLast(({ method }) => method === "sendMessage");
    expect(sent?.params).toMatchObject({ link_preview_options: { is_disabled: true } });
    expect(sent?.params).not.toHaveProperty("parse_mode");
  });

  test("what does not fit is there as a file before the card that names it", async () => {
    const telegram = await world.start(memoryInbox());
    const posted = await telegram.post(place(group), long("a"), "k");
    const [file, message] = as(cem).sees(group).slice(-2);
    expect(file?.file).toMatchObject({ name: "attached-1.json", mime: "application/json" });
    expect(message).toMatchObject({ id: posted.message, text: expect.stringContaining("attached-1.json") });
    expect(files(cem, group)[0]?.text).toBe("a".repeat(5000));
  });

  test("a file whose card could not be sent is taken back", async () => {
    const telegram = await world.start(memoryInbox());
    world.sandbox.faults.fail("sendMessage", { status: 500 });
    await expect(telegram.post(place(group), long("a"), "k")).rejects.toMatchObject({ kind: "busy" });
    expect(files(cem, group)).toEqual([]);
  });

  test("an edit sends only the files that the message does not have yet, after a restart too", async () => {
    const shelf = memoryShelf();
    const telegram = await world.start(memoryInbox(), { shelf });
    const posted = await telegram.post(place(group), long("a"), "k");
    await telegram.edit(posted, { ...long("a"), tone: "good" });
    expect(files(cem, group)).toHaveLength(1);
    await world.stop();
    const again = await world.start(memoryInbox(), { shelf });
    await again.edit(posted, long("a"));
    await again.edit(posted, long("b"));
    await again.edit(posted, long("b"));
    expect(files(cem, group).map(({ text, replyTo }) => [text[0], replyTo])).toEqual([
      ["a", null],
      ["b", posted.message],
    ]);
  });

  test("binary attachments arrive as they are", async () => {
    const telegram = await world.start(memoryInbox());
    const content = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
    await telegram.post(
      place(group),
      card("Map", { attachments: [{ name: "map.png", mime: "image/png", content }] }),
      "k",
    );
    expect(
      as(cem)
        .sees(group)
        .find(({ file }) => file)?.file?.content,
    ).toEqual(content);
  });
});

describe("refusals", () => {
  test("blocked, never started, not a member: unreachable", async () => {
    const telegram = await world.start(memoryInbox());
    as(ada).block(countersign);
    as(ada).removeMember(basic, countersign);
    for (const chat of [ada, dot, basic, -100999])
      await expect(telegram.post(place(chat), card("Hello"), "k")).rejects.toMatchObject({
        kind: "unreachable",
      });
    await expect(telegram.post(place(channel), card("Hello"), "k")).rejects.toMatchObject({
      kind: "unreachable",
    });
  });

  test("who never pressed Start, or blocked us, is told by which link that is undone; a group has no such link", async () => {
    const telegram = await world.start(memoryInbox());
    const failed = async (chat: number) =>
      await telegram.post(place(chat), card("Hello"), "k").then(
        () => null,
        (error: unknown) => error,
      );
    expect(await failed(dot)).toMatchObject({ opensChat: "https://t.me/countersign_bot?start=approver" });
    expect(await failed(-100999)).toMatchObject({ kind: "unreachable", opensChat: null });
  });

  test("too fast: busy, with the time to wait", async () => {
    const telegram = await world.start(memoryInbox());
    world.sandbox.faults.limitRate(2);
    const posted = await telegram.post(place(group), card("One"), "k");
    await telegram.edit(posted, card("Two"));
    const failure = { name: "PlatformError", kind: "busy", retryAfterMs: 60_000 };
    await expect(telegram.post(place(group), card("Three"), "k")).rejects.toMatchObject(failure);
    await expect(telegram.edit(posted, card("Three"))).rejects.toMatchObject(failure);
  });

  test("a server that is away or silent: busy", async () => {
    const telegram = await world.start(memoryInbox());
    world.sandbox.faults.fail("sendMessage", { status: 502 });
    await expect(telegram.post(place(group), card("x"), "k")).rejects.toMatchObject({
      kind: "busy",
      retryAfterMs: null,
    });
  });

  test("an answer to a person waits out a short 429", async () => {
    const inbox = memoryInbox({
      command: async ({ reply }) => void (await reply(card("Done"), { private: false })),
    });
    await world.start(inbox);
    world.sandbox.faults.fail("sendMessage", { status: 429, retryAfter: 1 });
    as(ada).type(countersign, "/audit");
    await until("the answer", () => last(ada, countersign)?.text === "Done");
    await until("handled, once", () => inbox.got.commands.length === 1);
  });
});

describe("a group becomes a supergroup", () => {
  test("the inbox is told once, and a card for the old id lands in the new one", async () => {
    const inbox = memoryInbox();
    const telegram = await world.start(inbox);
    const before = await telegram.post(place(basic), card("Before"), "k");
    const becomes = as(ada).upgradeToSupergroup(basic);
    const posted = await telegram.post(place(basic), card("After"), "k");
    expect(posted.place).toEqual({ platform: "telegram", workspace: becomes, channel: becomes });
    expect(last(cem, Number(becomes))?.text).toBe("After");
    await until("the change", () => inbox.got.changes.some(({ what }) => what === "migrated"));
    expect(inbox.got.changes.filter(({ what }) => what === "migrated")).toEqual([
      { platform: "telegram", workspace: String(basic), title: null, what: "migrated", becomes, bots: [] },
    ]);
    await telegram.edit(posted, card("Edited"));
    await expect(telegram.edit(before, card("Too late"))).rejects.toMatchObject({ kind: "gone" });
  });
});

describe("what is known now", () => {
  test("a snapshot is what the audit reads: all administrators with bots, those it was told to look for, ourselves", async () => {
    const telegram = await world.start(memoryInbox());
    as(ada).promote(group, 44, { can_delete_messages: true });
    const file = await telegram.snapshot(String(group), ["43", "999999", "not an id", String(countersign)]);
    const read = readTelegramSnapshot(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { snapshot } = read;
    expect(snapshot.viewer).toBe(String(countersign));
    expect(snapshot.chat).toMatchObject({ id: String(group), type: "supergroup", title: "Shop" });
    expect(Object.fromEntries(snapshot.members.map(({ id, status }) => [id, status]))).toEqual({
      [ada]: "creator",
      [ben]: "administrator",
      [countersign]: "administrator",
      "43": "member",
      "44": "administrator",
    });
    expect(snapshot.members.find(({ id }) => id === "44")?.rights).toContain("can_delete_messages");
    expect(snapshot.reports).toMatchObject([
      { bot: String(countersign), facts: { can_read_all_group_messages: false, can_join_groups: true } },
    ]);
  });

  test("a chat that can't be read is no chat without administrators", async () => {
    const telegram = await world.start(memoryInbox());
    await expect(telegram.snapshot("-100999", [])).rejects.toMatchObject({ kind: "unreachable" });
    world.sandbox.faults.fail("getChatAdministrators", {
      status: 400,
      description: "Bad Request: CHAT_ADMIN_REQUIRED",
    });
    await expect(telegram.snapshot(String(group), [])).rejects.toMatchObject({ kind: "unreachable" });
    await expect(telegram.snapshot("nonsense", [])).rejects.toMatchObject({ kind: "refused" });
  });

  test("standing: creator and administrators manage; who left is gone; what fails is unknown", async () => {
    const telegram = await world.start(memoryInbox());
    const of = (person: number) => telegram.standing(String(person), String(group));
    expect(await of(ada)).toEqual({ state: "member", roles: [], manages: true, bot: false, name: "Ada" });
    expect(await of(ben)).toMatchObject({ manages: true, name: "Ben Okri" });
    expect(await of(43)).toMatchObject({ state: "member", manages: false, bot: true });
    as(ada).restrict(group, cem, { can_send_messages: false });
    expect(await of(cem)).toMatchObject({ state: "member", manages: false });
    as(ada).removeMember(group, cem);
    expect(await of(cem)).toMatchObject({ state: "gone", manages: false });
    world.sandbox.faults.fail("getChatMember", { status: 500 });
    expect(await of(ada)).toMatchObject({ state: "unknown", manages: false });
    expect(await telegram.standing("discord-id", String(group))).toMatchObject({ state: "unknown" });
  });
});
