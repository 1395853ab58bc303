/** What the buttons and menus of /setup have in common: who may, and the card drawn again with what came of it. */
import { noticeCard } from "../../cards/notice.ts";
import { setupCard, type SetupLook } from "../../cards/setup.ts";
import { PlatformError, type PressEvent } from "../../platforms/platform.ts";
import { chooseSetup, type Chosen } from "../../use-cases/choose-setup.ts";
import type { Context } from "../../use-cases/context.ts";
import { seeSetup, type SetupView } from "../../use-cases/see-setup.ts";
import { setup } from "../../words/index.ts";
import { refusalFor } from "../may.ts";

type Where = Pick<SetupView, "platform" | "workspace">;
/** How the card is to look; `view` where the place has just been looked at. */
type Look = SetupLook & { view?: SetupView };

/** Does something for somebody who runs the place, and draws the card again. Null: `act` has answered itself. */
export async function inSetup(
  ctx: Context,
  event: Pick<PressEvent, "actor" | "reply">,
  workspace: string,
  act: (where: Where) => Promise<Look | null>,
): Promise<void> {
  const { actor, reply } = event;
  const where = { platform: actor.platform, workspace };
  const refusal = await refusalFor(ctx, { actor, name: "setup" }, workspace, "managers");
  if (refusal) return void (await reply(refusal, { private: true }));
  try {
    const look = await act(where);
    if (!look) return;
    const card = setupCard(look.view ?? (await seeSetup(ctx, where)), look);
    await reply(card, { private: true, instead: true });
  } catch (failure) {
    if (!(failure instanceof PlatformError)) throw failure;
    const text = setup.refused.cantLook(failure.message);
    await reply(noticeCard({ title: setup.refused.title, text }, { tone: "warning" }), { private: true });
  }
}

/** A choice from a menu; or, with a page, only a look at it. `page` is the page of bots that the menu is on. */
export async function choose(
  ctx: Context,
  event: PressEvent,
  workspace: string,
  chosen: (values: string[]) => Chosen | null,
  page: (view: SetupView) => number = () => 0,
): Promise<void> {
  await inSetup(ctx, event, workspace, async (where) => {
    const wanted = event.values && chosen(event.values);
    if (wanted) {
      const { view, notice } = await chooseSetup(ctx, where, wanted, event.actor);
      return { view, notice, page: page(view) };
    }
    const view = await seeSetup(ctx, where);
    const open = event.page === undefined ? null : { press: event.press, page: event.page };
    return { view, open, page: page(view) };
  });
}
