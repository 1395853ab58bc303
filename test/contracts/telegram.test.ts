/** The Telegram adapter against the laws of every platform, over the sandbox. */
import type { Platform } from "../../src/platforms/platform.ts";
import { createTelegram } from "../../src/platforms/telegram/index.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { memoryLog, memoryShelf, quick } from "../support/telegram-adapter.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  ada,
  call,
  cem,
  channel,
  countersign,
  dot,
  group,
  sdk,
  smallWorld,
} from "../support/telegram-world.ts";
import type { Harness, Seen } from "./platform-harness.ts";
import { platformContract } from "./platform-contract.ts";

/** Entities that do something when touched, or ping somebody. Our own words may carry them, an agent's never. */
const acting = new Set([
  "mention",
  "text_mention",
  "url",
  "text_link",
  "email",
  "hashtag",
  "cashtag",
  "bot_command",
]);

platformContract("Telegram", async (): Promise<Harness> => {
  const sandbox = await startTelegramSandbox({ world: smallWorld() });
  const shelf = memoryShelf();
  const make = (token = "42:cs"): Platform =>
    createTelegram({ token, apiUrl: sandbox.apiUrl, shelf, log: memoryLog(), pace: quick });
  let removed: Promise<unknown> = Promise.resolve();
  const popUps: { person: string; text: string }[] = [];
  const first = make();
  const place = { platform: "telegram" as const, workspace: String(group), channel: String(group) };
  const as = (person: string) => sandbox.control.as(person);

  function seenIn(person: string, chat: number): Seen[] {
    let attached = "";
    return as(person)
      .sees(chat)
      .flatMap((message): Seen[] => {
        // A file stands right before the message that names it, and is read with it.
        if (message.file) {
          attached += `\n${new TextDecoder().decode(message.file.content)}`;
          return [];
        }
        const text = message.text + attached;
        attached = "";
        return [
          {
            text,
            buttons: message.keyboard.flat().map((button) => button.text),
            acts: message.entities.some(({ type }) => acting.has(type)),
          },
        ];
      });
  }

  return {
    // Nobody in the sandbox deletes messages, so the bot does; the wait keeps the order.
    platform: {
      ...first,
      async edit(posted, card) {
        await removed;
        await first.edit(posted, card);
      },
    },
    place,
    people: { manager: String(ada), member: String(cem), stranger: String(dot) },
    async type(person, command, options = {}) {
      as(person).type(group, [`/${command}`, ...Object.values(options)].join(" "));
    },
    async press(person, on, press) {
      const { answered, text } = await as(person).press(on.place.channel, on.message, press);
      if (text !== "") popUps.push({ person, text });
      return answered;
    },
    async choose(person, on, press, value) {
      await as(person).press(on.place.channel, on.message, `${press}=${value}`);
    },
    async turn(person, on, press, page) {
      const before = as(person);
      const arrows = () =>
        before
          .sees(on.place.channel)
          .find(({ id }) => id === on.message)
          ?.keyboard.flat()
          .some(({ callback_data: data }) => data === `${press}=>${page}`);
      for (const end = Date.now() + 3_000; !arrows() && Date.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, 10));
      await before.press(on.place.channel, on.message, `${press}=>${page}`);
    },
    async submit(person, text) {
      const prompt = as(person)
        .sees(group)
        .findLast((message) => message.prompt?.kind === "force_reply");
      as(person).type(group, text, { replyTo: prompt?.id ?? "0" });
    },
    seenBy: (person) => [
      ...popUps
        .filter((popUp) => popUp.person === person)
        .map(({ text }) => ({ text, buttons: [], acts: false })),
      ...seenIn(person, group),
      ...seenIn(person, countersign),
    ],
    remove({ place, message }) {
      const which = { chat_id: Number(place.channel), message_id: Number(message) };
      removed = call(sdk(sandbox), "deleteMessage", which);
    },
    closed: { platform: "telegram", workspace: String(channel), channel: String(channel) },
    again: () => make(),
    withWrongToken: () => make("42:wrong"),
    async close() {
      const complaints = checkTelegramTraffic(sandbox.requests.filter(({ botId }) => botId === "42"));
      await sandbox.close();
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    },
  };
});
