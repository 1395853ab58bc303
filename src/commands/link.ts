import { noticeCard } from "../cards/notice.ts";
import { enterLinkCode, showLink } from "../use-cases/link-accounts.ts";
import { people as words } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/link [code]`, in private chats only: a code that others can read is worth nothing. */
export const link: Command = {
  spec: {
    name: "link",
    description: () => words.spec,
    options: [{ name: "code", description: () => words.specCode, required: false, kind: "text" }],
    managersOnly: false,
    inPrivate: true,
    inPlaces: false,
  },
  who: "anybody",
  async run(ctx, { actor, place, options, reply }) {
    const code = options["code"]?.trim();
    const card =
      place.workspace !== null
        ? noticeCard(words.privately(actor.platform))
        : code
          ? await enterLinkCode(ctx, actor, code)
          : await showLink(ctx, actor, place);
    await reply(card, { private: true });
  },
};
