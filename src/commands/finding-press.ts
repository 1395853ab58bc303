import { answerCard } from "../cards/answer.ts";
import { findingCard } from "../cards/finding.ts";
import type { Card, FormEvent, PressEvent } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { isPublicFinding } from "../use-cases/is-public-finding.ts";
import { readFinding, shownFinding } from "../use-cases/shown-finding.ts";
import { findings as words } from "../words/index.ts";
import { refusalFor } from "./may.ts";

type Row = NonNullable<Awaited<ReturnType<typeof readFinding>>>;

/** One sentence about what was done, or a card of its own. */
export type Done = { say: string; tone?: Card["tone"] } | { card: Card };

/**
 * A press under a finding, by somebody who may: that is asked of the platform now, for the finding's own workspace, whatever
 * the press id says. Where only this person sees the card, it is drawn again in its place; others are kept up to date anyway.
 */
export async function onFinding(
  ctx: Context,
  event: PressEvent | FormEvent,
  id: string | undefined,
  act: (row: Row) => Promise<Done>,
): Promise<void> {
  const { actor, on, reply } = event;
  const row = await readFinding(ctx, id ?? "");
  if (!row || row.platform !== actor.platform)
    return void (await reply(answerCard("neutral", words.answer.gone), { private: true }));
  const refusal = await refusalFor(ctx, { actor, name: "findings" }, row.workspace);
  if (refusal) return void (await reply(refusal, { private: true }));
  const done = await act(row);
  if ("card" in done) return void (await reply(done.card, { private: true }));
  const { say, tone = "neutral" } = done;
  if (await isPublicFinding(ctx, on)) return void (await reply(answerCard(tone, say), { private: true }));
  const now = await readFinding(ctx, row.id);
  const shown = now && shownFinding(now, true);
  if (!shown) return void (await reply(answerCard(tone, say), { private: true }));
  const card = findingCard(shown);
  const blocks: Card["blocks"] = [{ kind: "text", text: [{ bold: say }] }, ...card.blocks];
  await reply({ ...card, blocks }, { private: true, instead: true });
}
