/** Presses of buttons on Telegram: the one answer they get, and private words that always arrive. */
import { describe, expect, test } from "vitest";
import type { Reply } from "../../src/platforms/platform.ts";
import { card, memoryInbox, requestCard, stage, until } from "../support/telegram-adapter.ts";
import { ada, basic, ben, cem, countersign, group } from "../support/telegram-world.ts";

const world = stage({ stoppedClock: true });
const as = world.as;
const last = (person: number, chat: number) => as(person).sees(chat).at(-1);
const place = (chat: number) => ({
  platform: "telegram" as const,
  workspace: chat > 0 ? null : String(chat),
  channel: String(chat),
});
const answering = (reply: (reply: Reply) => Promise<unknown>) =>
  memoryInbox({ press: async (event) => void (await reply(event.reply)) });

function refuseNextCallTo(method: string) {
  world.sandbox.faults.fail(method, { status: 400, description: "Bad Request: EPHEMERAL_NOT_POSSIBLE" });
}

describe("presses", () => {
  test("reach the inbox with the card they are on; the spinner ends", async () => {
    const inbox = memoryInbox();
    const platform = await world.start(inbox);
    const posted = await platform.post(place(group), requestCard(), "k");
    const pressed = await as(ben).press(group, posted.message, "Approve");
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
    const platform = await world.start(inbox);
    const { message } = await platform.post(place(group), requestCard(), "k");
    const before = as(ada).sees(group).length;
    const pressed = await as(cem).press(group, message, "Approve");
    expect(pressed).toEqual({ answered: true, text: "Not yours\nOnly approvers may decide.", alert: true });
    expect(as(ada).sees(group)).toHaveLength(before);
  });

  const longCard = card("Details", { blocks: [{ kind: "quote", text: "x".repeat(500) }] });

  test("what is too long for a pop-up comes as a message for that person only", async () => {
    const platform = await world.start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    const pressed = await as(cem).press(basic, message, "Approve");
    expect(pressed.text).toMatch(/only you can see it/);
    expect(last(cem, basic)).toMatchObject({ ephemeral: true });
    expect(last(cem, basic)?.text).toContain("x".repeat(500));
    expect(last(ada, basic)?.text).not.toContain("xxx");
  });

  test("where that is refused it comes by private message", async () => {
    const platform = await world.start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    refuseNextCallTo("sendMessage");
    const pressed = await as(ada).press(basic, message, "Approve");
    expect(pressed.text).toMatch(/private chat/);
    expect(last(ada, countersign)?.text).toContain("x".repeat(500));
  });

  test("and where that is impossible too, the person is told how to change it", async () => {
    const platform = await world.start(answering((reply) => reply(longCard, { private: true })));
    const { message } = await platform.post(place(basic), requestCard(), "k");
    refuseNextCallTo("sendMessage");
    const pressed = await as(cem).press(basic, message, "Approve");
    expect(pressed).toMatchObject({ alert: true });
    expect(pressed.text).toMatch(/press Start/);
  });

  test("a slow handler: the spinner ends in time, and the private words still arrive", async () => {
    const platform = await world.start(
      answering(async (reply) => {
        await new Promise((resolve) => setTimeout(resolve, 700));
        await reply(card("Not yours"), { private: true });
      }),
    );
    const { message } = await platform.post(place(group), requestCard(), "k");
    const pressed = await as(cem).press(group, message, "Approve");
    expect(pressed).toEqual({ answered: true, text: "", alert: false });
    await until("the words", () => last(cem, group)?.ephemeral && last(cem, group)?.text === "Not yours");
  });

  test("too late for everything private: a public nudge without the words", async () => {
    const platform = await world.start(
      answering(async (reply) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        world.clock += 16_000;
        await reply(card("The secret answer"), { private: true });
      }),
    );
    const { message } = await platform.post(place(basic), requestCard(), "k");
    await as(cem).press(basic, message, "Approve");
    const nudge = await until("the nudge", () =>
      world.sandbox.control
        .as(ada)
        .sees(basic)
        .find(({ text }) => text.includes("press Start")),
    );
    expect(nudge.text).not.toContain("secret");
    expect(nudge.keyboard[0]?.[0]?.url).toBe("https://t.me/countersign_bot?start=hello");
  });

  test("forged data comes through as it is: it only names what to look up", async () => {
    const inbox = memoryInbox();
    const platform = await world.start(inbox);
    const { message } = await platform.post(place(group), requestCard(), "k");
    await as(cem).press(group, message, "approve:999;drop", { forged: true });
    expect(inbox.got.presses[0]).toMatchObject({ press: "approve:999;drop", actor: { id: String(cem) } });
  });
});
