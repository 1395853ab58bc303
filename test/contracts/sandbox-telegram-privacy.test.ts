/** Who gets to read what in a group: Telegram's privacy mode as a table. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  ada,
  call,
  cem,
  channel,
  countersign,
  drain,
  group,
  helper,
  pending,
  sdk,
  smallWorld,
  snoop,
} from "../support/telegram-world.ts";
import type { BotId } from "../support/telegram-world.ts";

let sandbox: TelegramSandbox;
beforeEach(async () => {
  sandbox = await startTelegramSandbox({ world: smallWorld() });
});
afterEach(async () => {
  const complaints = checkTelegramTraffic(sandbox.requests);
  await sandbox.close();
  expect(complaints).toEqual([]);
});

const all: BotId[] = [countersign, helper, snoop];

/** The bots that have something waiting. */
async function readers(): Promise<BotId[]> {
  const waiting = await Promise.all(all.map(async (bot) => (await pending(sdk(sandbox, bot))).length));
  return all.filter((_, at) => (waiting[at] ?? 0) > 0);
}

const quiet = () => drain(...all.map((bot) => sdk(sandbox, bot)));
const type = (text: string, replyTo?: string) =>
  sandbox.control.as(cem).type(group, text, replyTo === undefined ? {} : { replyTo });

/** Countersign is admin with privacy on, Helper a plain member with privacy on, Snoop a plain member with privacy off. */
const table: { says: string; text: string; reads: BotId[] }[] = [
  { says: "plain text", text: "what is the wifi password?", reads: [countersign, snoop] },
  { says: "a bare command, no bot has posted yet", text: "/help", reads: [countersign, snoop] },
  { says: "a command for Helper", text: "/help@helper_bot now", reads: [countersign, helper, snoop] },
  {
    says: "a command for Helper in the middle",
    text: "try /help@helper_bot",
    reads: [countersign, helper, snoop],
  },
  { says: "a command for somebody else", text: "/help@countersign_bot", reads: [countersign, snoop] },
  { says: "a mention of Helper", text: "hi @helper_bot", reads: [countersign, snoop] },
];

describe("a person's message in a group", () => {
  test.each(table)("$says", async ({ text, reads }) => {
    type(text);
    expect(await readers()).toEqual(reads);
  });

  test("a bare command goes to a privacy-on bot that posted last, and no longer once another bot has", async () => {
    await sdk(sandbox, helper).sendMessage(group, "I am here");
    await quiet();
    type("/help");
    expect(await readers()).toContain(helper);
    await quiet();
    await sdk(sandbox, snoop).sendMessage(group, "me too");
    type("/help");
    expect(await readers()).not.toContain(helper);
  });

  test("a reply to a bot reaches it, a reply to that reply too, a reply to a person does not", async () => {
    const { message_id } = await sdk(sandbox, helper).sendMessage(group, "How can I help?");
    const first = type("my lamp is broken", String(message_id));
    expect(await readers()).toContain(helper);
    await quiet();
    type("mine as well", first);
    expect(await readers()).toContain(helper);
    const [update] = await pending<{ message: { reply_to_message: object } }>(sdk(sandbox, helper));
    expect(update?.message.reply_to_message).toMatchObject({ text: "my lamp is broken" });
    expect(update?.message.reply_to_message).not.toHaveProperty("reply_to_message");
    await quiet();
    const other = type("nice weather");
    type("indeed", other);
    expect(await readers()).not.toContain(helper);
  });

  test("a reply to one bot with a command for another goes to the one replied to", async () => {
    const { message_id } = await sdk(sandbox, helper).sendMessage(group, "Well?");
    await quiet();
    type("/audit@countersign_bot", String(message_id));
    expect(await readers()).toEqual(all);
  });

  test("an edit is delivered like the message", async () => {
    const id = type("secrte");
    await quiet();
    sandbox.control.as(cem).edit(group, id, "secret");
    const [update] = await pending<{ edited_message: { text: string } }>(sdk(sandbox, snoop));
    expect(update?.edited_message).toMatchObject({ text: "secret" });
    expect(await readers()).toEqual([countersign, snoop]);
  });

  test("service messages and private chats reach the bot in any mode", async () => {
    sandbox.control.as(ada).rename(group, "Shop 2");
    expect(await readers()).toEqual(all);
    await quiet();
    sandbox.control.as(cem).startBot(helper, "payload_1");
    expect(await pending(sdk(sandbox, helper))).toMatchObject([
      { message: { text: "/start payload_1", chat: { id: cem, type: "private" } } },
    ]);
  });

  test("an anonymous admin is shown as the group, and as GroupAnonymousBot", async () => {
    sandbox.control.as(ada).asAnonymousAdmin(group).type(group, "/audit@countersign_bot");
    const [update] = await pending<{ message: object }>(sdk(sandbox));
    expect(update?.message).toMatchObject({
      from: { id: 1087968824, is_bot: true, username: "GroupAnonymousBot" },
      sender_chat: { id: group },
    });
    expect(sandbox.control.as(cem).sees(group).at(-1)).toMatchObject({ from: "Shop", fromId: null });
    sandbox.control.as(ada).promote(group, countersign, { can_manage_chat: true, can_pin_messages: true });
    const seen = await pending<{ my_chat_member: object }>(sdk(sandbox));
    expect(seen.at(-1)?.my_chat_member).toMatchObject({ from: { id: 1087968824 } });
  });
});

describe("bots among themselves", () => {
  test("don't see each other", async () => {
    await sdk(sandbox, helper).sendMessage(group, "/audit@countersign_bot");
    expect(await readers()).toEqual([]);
  });

  test("with bot-to-bot mode on one side, an addressed command arrives; an admin with the mode on hears all", async () => {
    const world = smallWorld();
    const [first, second] = world.bots;
    const open = await startTelegramSandbox({
      world: { ...world, bots: [first!, { ...second!, botToBot: true }, ...world.bots.slice(2)] },
    });
    try {
      await sdk(open, helper).sendMessage(group, "/audit@countersign_bot");
      expect(await pending(sdk(open))).toHaveLength(1);
      await sdk(open, helper).sendMessage(group, "just talking");
      expect(await pending(sdk(open)), "not addressed").toHaveLength(1);
      open.control.as(ada).promote(group, helper, { can_manage_chat: true });
      await drain(sdk(open, helper));
      await sdk(open, countersign).sendMessage(group, "a report");
      expect(await pending(sdk(open, helper))).toMatchObject([{ message: { text: "a report" } }]);
    } finally {
      await open.close();
    }
  });

  test("read every post of a channel they are in, but not their own", async () => {
    await sdk(sandbox, helper).sendMessage(channel, "News!");
    expect(await pending(sdk(sandbox))).toMatchObject([
      { channel_post: { text: "News!", sender_chat: { id: channel } } },
    ]);
    expect(await pending(sdk(sandbox, helper))).toEqual([]);
  });
});

async function helperReads(): Promise<boolean> {
  await quiet();
  type("hello");
  return (await readers()).includes(helper);
}

describe("BotFather's privacy switch", () => {
  test("shows in getMe at once, but in a group only after removing and adding again", async () => {
    const owner = sandbox.control.as(ada);
    expect(() => sandbox.control.as(cem).changePrivacy(helper, false)).toThrow("BOT_INVALID");
    owner.changePrivacy(helper, false);
    expect(await call(sdk(sandbox, helper), "getMe")).toMatchObject({ can_read_all_group_messages: true });
    expect(await helperReads()).toBe(false);
    owner.promote(group, helper, { can_pin_messages: true });
    owner.demote(group, helper);
    expect(await helperReads(), "being admin for a while is no new joining").toBe(false);
    owner.removeMember(group, helper);
    owner.addMember(group, helper);
    expect(await helperReads()).toBe(true);
    owner.changePrivacy(helper, true);
    expect(await helperReads(), "and the same in the other direction").toBe(true);
    owner.removeMember(group, helper);
    owner.addMember(group, helper);
    expect(await helperReads()).toBe(false);
  });

  test("does not count for an admin: promoted with privacy on, the bot reads everything", async () => {
    sandbox.control.as(ada).promote(group, helper, { can_pin_messages: true });
    await quiet();
    type("hello");
    expect(await readers()).toEqual(all);
  });
});
