/** What changes in a Telegram chat, as the inbox hears of it. */
import { describe, expect, test } from "vitest";
import { card, memoryInbox, stage, until } from "../support/telegram-adapter.ts";
import { ada, basic, countersign, dot, group } from "../support/telegram-world.ts";

const world = stage({ stoppedClock: true });
const as = world.as;
const place = (chat: number) => ({
  platform: "telegram" as const,
  workspace: chat > 0 ? null : String(chat),
  channel: String(chat),
});

describe("changes", () => {
  test("we are added, change rights, are removed", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    as(ada).removeMember(basic, countersign);
    as(ada).addMember(basic, countersign);
    as(ada).promote(group, countersign, { can_manage_chat: true, can_delete_messages: true });
    const own = () =>
      inbox.got.changes
        .filter(({ bots }) => bots.length === 0)
        .map(({ workspace, what }) => `${workspace} ${what}`);
    await until("three changes", () => own().length >= 3);
    expect(own().toSorted()).toEqual([`${group} permissions`, `${basic} joined`, `${basic} left`].toSorted());
  });

  test("a sibling's rights change: who did it is known", async () => {
    const inbox = memoryInbox();
    await world.start(inbox);
    await until("polling", () => world.sandbox.requests.length > 0 && inbox);
    as(ada).promote(group, 43, { can_delete_messages: true });
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
    await world.start(inbox);
    as(ada).addMember(group, dot);
    as(ada).removeMember(group, 44);
    as(ada).addMember(group, 44);
    await until("the bot", () => inbox.got.changes.some(({ bots }) => bots[0]?.how.startsWith("added")));
    expect(inbox.got.changes.every(({ bots }) => bots.every(({ id }) => id === "44"))).toBe(true);
  });

  test("somebody blocks us", async () => {
    const inbox = memoryInbox();
    const platform = await world.start(inbox);
    as(ada).block(countersign);
    const change = await until("the change", () => inbox.got.changes[0]);
    expect(change).toMatchObject({ workspace: String(ada), what: "left" });
    await expect(platform.post(place(ada), card("Hello"), "k")).rejects.toMatchObject({
      kind: "unreachable",
    });
  });
});
