import type { Card } from "../platforms/platform.ts";
import { commandWords as words } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/help`: derived from the list of commands, so that it can't disagree with it. */
export const help = (all: () => Command[]): Command => ({
  spec: {
    name: "help",
    description: () => words.specs.help,
    options: [],
    managersOnly: false,
    inPrivate: true,
  },
  async run(_ctx, event) {
    const card: Card = {
      tone: "neutral",
      title: words.help.title,
      blocks: [
        { kind: "text", text: [words.help.intro] },
        { kind: "heading", text: [words.help.commandsHeading] },
        {
          kind: "list",
          items: all().map(({ spec }) => [{ bold: `/${spec.name}` }, ` ${spec.description()}`]),
        },
        { kind: "note", text: [words.help.approvals] },
      ],
      buttons: [],
    };
    await event.reply(card, { private: true });
  },
});
