/** Telegram's own pickers of bots and groups: offered in private chats, and understood after a restart. */
import { describe, expect, test } from "vitest";
import type { Card } from "../../src/platforms/platform.ts";
import { card, memoryInbox, memoryShelf, stage, until } from "../support/telegram-adapter.ts";
import { ada, ben, cem, countersign, group, helper, snoop } from "../support/telegram-world.ts";

const world = stage();
const as = world.as;
const direct = { platform: "telegram" as const, workspace: null, channel: String(ada) };
const inGroup = { platform: "telegram" as const, workspace: String(group), channel: String(group) };

const offering: Card = card("Set up", {
  blocks: [
    { kind: "select", select: { of: "bots", press: "setup-bots:1", label: "Name bots", chosen: [] } },
    { kind: "select", select: { of: "group", press: "setup-group", label: "Choose a group", chosen: [] } },
    { kind: "select", select: { of: "role", press: "setup-role", label: "Approvers", chosen: [] } },
  ],
});
const keyboard = () =>
  as(ada)
    .sees(countersign)
    .findLast(({ prompt }) => prompt?.kind === "keyboard");

describe("pickers", () => {
  test("come with a keyboard of their own; what is picked says what it was about, with names, also after a restart", async () => {
    const shelf = memoryShelf();
    const platform = await world.start(memoryInbox(), { shelf });
    const posted = await platform.post(direct, offering, "k");
    const offered = await until("the keyboard", keyboard);
    expect(offered.prompt?.buttons?.flat().map(({ text }) => text)).toEqual(["Name bots", "Choose a group"]);
    expect(
      as(ada)
        .sees(countersign)
        .find(({ id }) => id === posted.message)?.text,
    ).toContain("on Discord only");
    await world.stop();

    as(ada).pick(countersign, offered.id, "Name bots", [helper, snoop]);
    const inbox = memoryInbox();
    await world.start(inbox, { shelf });
    const bots = await until("the bots", () => inbox.got.presses[0]);
    expect(bots).toMatchObject({
      press: "setup-bots:1",
      values: [String(helper), String(snoop)],
      names: { [helper]: "Helper", [snoop]: "Snoop" },
      place: direct,
      actor: { id: String(ada) },
    });
    as(ada).pick(countersign, offered.id, "Choose a group", [group]);
    const picked = await until("the group", () => inbox.got.presses[1]);
    expect(picked).toMatchObject({
      press: "setup-group",
      values: [String(group)],
      names: { [group]: "Shop" },
    });
  });

  test("are left out in groups, and an answer to no known question is nothing", async () => {
    const inbox = memoryInbox();
    const shelf = memoryShelf();
    const platform = await world.start(inbox, { shelf });
    await platform.post(inGroup, offering, "k");
    expect(
      as(cem)
        .sees(group)
        .some(({ prompt }) => prompt !== null),
    ).toBe(false);
    await platform.post(direct, offering, "k");
    const offered = await until("the keyboard", keyboard);
    shelf.values.clear();
    as(ada).pick(countersign, offered.id, "Name bots", [helper]);
    as(ada).type(countersign, "/help");
    await until("what came after it", () => inbox.got.commands[0]);
    expect(inbox.got.presses).toEqual([]);
  });

  test("Telegram's client lets people pick only what was asked for, and with the rights it takes", async () => {
    const platform = await world.start(memoryInbox());
    await platform.post(direct, offering, "k");
    const offered = await until("the keyboard", keyboard);
    const pick = (label: string, what: number[]) => () => as(ada).pick(countersign, offered.id, label, what);
    expect(pick("Name bots", [ben])).toThrow(/does not offer/);
    expect(
      pick(
        "Name bots",
        Array.from({ length: 11 }, () => helper),
      ),
    ).toThrow(/one to 10/);
    expect(pick("Choose a group", [helper])).toThrow();
    expect(pick("Nothing", [helper])).toThrow(/no button/);
    // In a query, which our own adapter never sends: what is wrong here is wrong on purpose.
    const ask = async (chat: number, button: object) => {
      const markup = JSON.stringify({ keyboard: [[button]] });
      const query = new URLSearchParams({ chat_id: String(chat), text: "?", reply_markup: markup });
      return await (await fetch(`${world.sandbox.apiUrl}/bot42:cs/sendMessage?${query.toString()}`)).text();
    };
    const bots = { request_id: 1, user_is_bot: true };
    expect(await ask(group, { text: "x", request_users: bots })).toContain("BUTTON_TYPE_INVALID");
    expect(await ask(ada, { text: "x", request_users: { ...bots, max_quantity: 11 } })).toContain("QUANTITY");
    const wants = {
      request_id: 1,
      chat_is_channel: false,
      bot_administrator_rights: { can_manage_chat: true },
    };
    expect(await ask(ada, { text: "x", request_chat: wants })).toContain("must be a subset");
  });
});
