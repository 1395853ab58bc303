import { noticeCard } from "../cards/notice.ts";
import { setupCard } from "../cards/setup.ts";
import { pressId } from "../platforms/platform.ts";
import { seeSetup } from "../use-cases/see-setup.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { setup as words } from "../words/index.ts";
import type { Command } from "./command.ts";
import { inSetup } from "./presses/choose.ts";

/** `/setup`: what each bot is for, who approves, where cards go. Any time again, with what is chosen. */
export const setup: Command = {
  spec: {
    name: "setup",
    description: () => words.specs.setup,
    options: [],
    managersOnly: true,
    inPrivate: true,
  },
  who: "managers",
  async run(ctx, event) {
    const { actor, place, options, reply } = event;
    const show = async (workspace: string) =>
      await inSetup(ctx, event, workspace, async (where) => {
        const look = { pickers: place.workspace === null };
        await reply(setupCard(await seeSetup(ctx, where), look), { private: true });
        return null;
      });
    // Discord's own menus of roles and channels have nothing to show outside of a server.
    if (place.workspace === null && actor.platform === "discord")
      return void (await reply(noticeCard(words.inServer), { private: true }));
    const here = place.workspace ?? options["place"];
    if (here !== undefined) return await show(here);
    const run = await workspacesRunBy(ctx, actor);
    const [only, ...others] = run;
    if (only && others.length === 0) return await show(only.id);
    const buttons = run
      .slice(0, 10)
      .map(({ id, title }) => [{ press: pressId("setup", id), label: title, style: "secondary" as const }]);
    const card = only
      ? noticeCard(words.here(actor.platform), { buttons })
      : noticeCard(words.none(actor.platform));
    await reply(card, { private: true });
  },
};
