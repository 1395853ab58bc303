/** The Discord adapter keeps the platform contract. */
import type { RenderedMessage } from "../../src/sandbox/discord/people/render.ts";
import { discordHarness, general } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";
import { platformContract } from "./platform-contract.ts";
import type { Seen } from "./platform-harness.ts";

platformContract("discord", async () => {
  const harness = await discordHarness();
  const { control } = harness.sandbox;
  return {
    platform: harness.adapter(),
    place: general,
    people: { manager: ids.moderator, member: ids.outsider, stranger: "1000000000000000099" },
    closed: { ...general, channel: ids.secret },
    async type(person, command, options = {}) {
      await control.as(person).type(ids.general, `/${command}`, options);
    },
    async press(person, on, press) {
      const outcome = await control.as(person).press(on.place.channel, on.message, press);
      return outcome.acknowledged;
    },
    async choose(person, on, press, value) {
      await control.as(person).select(on.place.channel, on.message, [value], press);
    },
    async turn(person, on, press, page) {
      const looking = control.as(person);
      const id = `${press}=>${page}`;
      const ready = ({
        id: message,
        buttons,
      }: {
        id: string;
        buttons: { customId: string | null; disabled: boolean }[];
      }) => message === on.message && buttons.some(({ customId, disabled }) => customId === id && !disabled);
      await looking.waitFor(on.place.channel, ready);
      await looking.press(on.place.channel, on.message, id);
    },
    async submit(person, text) {
      await control.as(person).submit({ reason: text });
    },
    seenBy: (person) =>
      control
        .as(person)
        .sees(ids.general)
        .map((message) => ({
          text: asRead(message),
          buttons: message.buttons.map(({ label }) => label),
          acts: acts(message),
        })),
    remove: (posted) => control.as(ids.owner).deleteMessage(posted.place.channel, posted.message),
    again: () => harness.adapter(),
    withWrongToken: () => harness.adapter({ token: "not-a-token" }),
    close: () => harness.close(),
  };
});

/** What Discord's client makes of the markdown that cards use: quote marks and fences away, escapes undone; files are read. */
function asRead({ text, attachments }: RenderedMessage): string {
  const shown = text
    .split(/^```\w*$/m)
    .map((part, n) => (n % 2 === 1 ? part : unescaped(part.replace(/^> /gm, ""))));
  return [...shown, ...attachments.map(({ content }) => content)].join("");
}

function unescaped(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, "$1");
}

/** Something is left that the client would act on: a mention, a link, markup other than the card's own. */
function acts({ text, pings }: RenderedMessage): Seen["acts"] {
  const outside = text.replace(/^```\w*\n[\s\S]*?\n```$/gm, "").replace(/\\[^0-9A-Za-z\s]/g, "");
  const foreign = outside.replace(/^(?:## Agent says|> )/gm, "");
  return pings || /[`*_~|<>#[\]()@]|:\/\/|^\s*(?:[-+]|\d+\.) /m.test(foreign);
}
