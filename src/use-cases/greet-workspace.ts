import { shortWelcome, welcomeCard, type Welcome } from "../cards/welcome.ts";
import { claimGreeting, releaseGreeting } from "../db/setups.ts";
import { findWorkspace } from "../db/workspaces.ts";
import type { Workspace } from "../domain/manifest.ts";
import { writableChannels } from "../domain/discord/writable.ts";
import { PlatformError } from "../platforms/platform.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { inPlace } from "./in-place.ts";
import { seeSetup, type SetupView } from "./see-setup.ts";

/**
 * The first card in a place we were added to: at most once, even if this process dies meanwhile, and not where everything is
 * declared already. Rejects with a PlatformError when it should be tried again.
 */
export async function greetWorkspace(ctx: Context, where: Where): Promise<void> {
  const { platform, workspace } = where;
  const row = await findWorkspace(ctx.db, platform, workspace);
  if (!row || row.leftAt !== null || row.greetedAt !== null || isSetUp(row.document)) return;
  const view = await seeSetup(ctx, where);
  const channel = homeOf(view, ctx.now());
  const connected = ctx.platforms[platform];
  if (channel === null || !connected)
    return ctx.log.warn(where, "there is no channel here that we may write in, so nobody was greeted");
  if (!(await claimGreeting(ctx.db, platform, workspace, ctx.now()))) return;
  const welcome = welcomeOf(ctx, view);
  const place = { platform, workspace, channel };
  const card = await inPlace(ctx, place, () =>
    platform === "telegram" ? shortWelcome(welcome) : welcomeCard(welcome),
  );
  try {
    await inPlace(ctx, place, () => connected.post(place, card, `greet.${workspace}`.slice(0, 25)));
  } catch (failure) {
    if (!(failure instanceof PlatformError)) throw failure;
    await releaseGreeting(ctx.db, platform, workspace);
    if (failure.kind === "busy") throw failure;
    ctx.log.warn({ err: failure, ...where }, "nobody could be greeted in a place that we were added to");
  }
}

export function welcomeOf(ctx: Pick<Context, "platforms">, view: SetupView): Welcome {
  const { platform, workspace } = view;
  // A Discord card is set up where it stands; Telegram shows private things in private chats only.
  const link = platform === "telegram" ? { privateChat: `setup_${workspace}` } : null;
  return { ...view, privateChat: link && (ctx.platforms[platform]?.link(link) ?? null) };
}

function isSetUp(document: Workspace | null): boolean {
  return Boolean(document?.approvers?.length && document.places.approvals);
}

/** Where reports go, if somebody said; else the channel that the server itself uses for news, or the first one we may write in. */
function homeOf({ snapshot, before, system, workspace }: SetupView, at: number): string | null {
  if (!("guild" in snapshot)) return before.reports ?? workspace;
  const writable = writableChannels(snapshot, snapshot.viewer, at).map(({ id }) => id);
  const wanted = [before.reports, system].find((id) => id !== null && writable.includes(id));
  return wanted ?? writable[0] ?? null;
}
