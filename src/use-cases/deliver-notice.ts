import { allWorkspaces } from "../db/workspaces.ts";
import { findAgent } from "../db/agents.ts";
import { findEnding, keepNoticeCopy, noticeCopiesOf } from "../db/notices.ts";
import { PlatformError, type Place, type Posted } from "../platforms/platform.ts";
import { languageNow } from "../words/index.ts";
import type { Context, Notice } from "./context.ts";
import type { Delivered } from "./deliver-copy.ts";
import { inPlace } from "./in-place.ts";
import { placesFor } from "./reach.ts";
import { decidersOf } from "./second-people.ts";

const SETTLED: Delivered = { again: false };

/** Says it. Where nobody can be told it is in the log; nothing else hangs on a notice. */
export async function deliverNotice(ctx: Context, notice: Notice): Promise<Delivered> {
  const { id, card, to, about } = notice;
  if ("copiesOf" in to) {
    const each = (await noticeCopiesOf(ctx.db, to.copiesOf)).map((posted, index) => {
      return { id: `${id}.${index}`, card, to: { posted } };
    });
    await ctx.db.transaction((tx) => ctx.effects.notify(tx, each));
    return SETTLED;
  }
  if ("approversOf" in to) {
    const places = await approvalPlacesOf(ctx, to.approversOf);
    if (places.length === 0)
      ctx.log.warn({ agent: to.approversOf, title: card.en.title }, "there is no place to say this in");
    const each = places.map((place, index) => {
      return { id: `${id}.${index}`, card, to: { place }, ...(about === undefined ? {} : { about }) };
    });
    await ctx.db.transaction((tx) => ctx.effects.notify(tx, each));
    return SETTLED;
  }
  const place = "place" in to ? to.place : to.posted.place;
  const platform = ctx.platforms[place.platform];
  try {
    if (!platform) throw new PlatformError("unreachable", `${place.platform} is not connected here`);
    await inPlace(
      ctx,
      place,
      async () => {
        const said = card[languageNow()];
        if ("posted" in to) await platform.edit(to.posted, said);
        else {
          const posted = await platform.post(to.place, said, id);
          if (about !== undefined) await remember(ctx, { id, about, posted });
        }
      },
      "place" in to ? to.person : undefined,
    );
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.kind === "busy") return { again: true, afterMs: error.retryAfterMs ?? 1_000 };
    ctx.log.warn({ err: error, place, title: card.en.title }, "a notice did not reach its place");
  }
  return SETTLED;
}

/** Whoever decided before the receipt was kept did not know of this copy: then it is told here. */
async function remember(ctx: Context, copy: { id: string; about: string; posted: Posted }): Promise<void> {
  const { id, about, posted } = copy;
  await keepNoticeCopy(ctx.db, copy, ctx.now());
  const card = (await findEnding(ctx.db, about)) as Notice["card"] | null;
  if (card) await ctx.effects.notify(ctx.db, [{ id: `${id}.end`, card, to: { posted } }]);
}

/** Wherever this agent's wishes are shown, as things are now. */
async function approvalPlacesOf(ctx: Context, agentId: string): Promise<Place[]> {
  const agent = await findAgent(ctx.db, agentId);
  if (!agent) return [];
  const workspaces = (await allWorkspaces(ctx.db)).flatMap((row) => row.document ?? []);
  return await placesFor(ctx, await decidersOf(ctx.db, agent, workspaces));
}
