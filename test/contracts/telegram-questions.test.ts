/** Questions in chat, Telegram's stand-in for a form: who may answer, for how long, and how often they are asked. */
import { describe, expect, test } from "vitest";
import { card, memoryInbox, memoryShelf, requestCard, stage, until } from "../support/telegram-adapter.ts";
import type { MemoryInbox } from "../support/telegram-adapter.ts";
import { ben, cem, group } from "../support/telegram-world.ts";

const world = stage({ stoppedClock: true });
const as = world.as;
const last = (person: number, chat: number) => as(person).sees(chat).at(-1);
const place = (chat: number) => ({
  platform: "telegram" as const,
  workspace: chat > 0 ? null : String(chat),
  channel: String(chat),
});

async function ask(inbox: MemoryInbox, person = ben) {
  const shelf = memoryShelf();
  const platform = await world.start(inbox, { shelf });
  const posted = await platform.post(place(group), requestCard(), "k");
  await as(person).press(group, posted.message, "Deny");
  const prompt = await until("the question", () =>
    world.sandbox.control
      .as(person)
      .sees(group)
      .find(({ prompt }) => prompt?.kind === "force_reply"),
  );
  return { platform, posted, prompt, shelf };
}

describe("questions", () => {
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

    as(cem).type(group, "because I say so", { replyTo: prompt.id });
    as(ben).type(group, "not a reply");
    as(ben).type(group, "Wrong order", { replyTo: prompt.id });
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
        !world.sandbox.control
          .as(ben)
          .sees(group)
          .some(({ id }) => id === prompt.id),
    );
  });

  test("is answered once", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    as(ben).type(group, "One", { replyTo: prompt.id });
    as(ben).type(group, "Two", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms.length > 0);
    as(ben).type(group, "/audit");
    await until("what came after", () => inbox.got.commands.length > 0);
    expect(inbox.got.forms.map(({ fields }) => fields["reason"])).toEqual(["One"]);
  });

  test("survives a restart", async () => {
    const { prompt, shelf } = await ask(memoryInbox());
    await world.stop();
    const inbox = memoryInbox();
    await world.start(inbox, { shelf });
    as(ben).type(group, "Still no", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms[0]?.fields["reason"] === "Still no");
  });

  test("expires after a quarter of an hour, and says so", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    world.clock += 15 * 60_000;
    as(ben).type(group, "Too late", { replyTo: prompt.id });
    await until("the sentence", () => last(ben, group)?.text.includes("expired"));
    expect(inbox.got.forms).toEqual([]);
  });

  test("a reply that is too long is asked for again", async () => {
    const inbox = memoryInbox();
    const { prompt } = await ask(inbox);
    as(ben).type(group, "x".repeat(101), { replyTo: prompt.id });
    await until("the sentence", () => last(ben, group)?.text.includes("101 characters"));
    as(ben).type(group, "short", { replyTo: prompt.id });
    await until("the form", () => inbox.got.forms[0]?.fields["reason"] === "short");
  });

  test("pressing again and again does not flood the chat", async () => {
    const { posted } = await ask(memoryInbox());
    const again = await as(ben).press(group, posted.message, "Deny");
    expect(again.text).toMatch(/reply to that message/);
    world.clock += 31_000;
    await as(ben).press(group, posted.message, "Deny");
    const prompts = () =>
      world.sandbox.control
        .as(ben)
        .sees(group)
        .filter(({ prompt }) => prompt);
    await until("only the new question", () => prompts().length === 1);
  });
});
