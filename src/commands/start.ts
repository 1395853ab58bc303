import { startCard } from "../cards/start.ts";
import { shortWelcome } from "../cards/welcome.ts";
import { noticeCard } from "../cards/notice.ts";
import { PlatformError } from "../platforms/platform.ts";
import { welcomeOf } from "../use-cases/greet-workspace.ts";
import { seeSetup } from "../use-cases/see-setup.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { setup as words } from "../words/index.ts";
import type { Command } from "./command.ts";
import { setup } from "./setup.ts";

/** What a link into the private chat carries: the group that it was on. */
const FROM_GROUP = /^setup_(-\d{1,20})$/;

/**
 * `/start`: Telegram's own beginning, by its Start button or by a link. In private what this is and how to add it, or, from a
 * group's card, that group's setup; in a group one short card.
 */
export const start: Command = {
  spec: {
    name: "start",
    description: () => words.specs.start,
    options: [{ name: "from", description: () => words.specs.start, required: false, kind: "text" }],
    managersOnly: false,
    inPrivate: true,
    only: "telegram",
  },
  who: "anybody",
  async run(ctx, event) {
    const { actor, place, options, reply } = event;
    const { platform } = actor;
    const from = options["from"] ?? "";
    if (place.workspace !== null) {
      // By the link that added us: then the first card is on its way.
      if (from !== "") return;
      try {
        const view = await seeSetup(ctx, { platform, workspace: place.workspace });
        await reply(shortWelcome(welcomeOf(ctx, view)), { private: true });
      } catch (failure) {
        if (!(failure instanceof PlatformError)) throw failure;
        const { short, refused } = words;
        const text = refused.cantLook(failure.message);
        await reply(noticeCard({ title: short.title, text }, { tone: "warning" }), { private: true });
      }
      return;
    }
    const group = FROM_GROUP.exec(from)?.[1];
    if (group) return await setup.run(ctx, { ...event, name: "setup", options: { place: group } });
    const add = ctx.platforms[platform]?.link("add") ?? null;
    const places = await workspacesRunBy(ctx, actor);
    await reply(startCard({ platform, add, places }), { private: true });
  },
};
