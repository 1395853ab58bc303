import { answerCard } from "../cards/answer.ts";
import { checklistLineCard } from "../cards/checklist.ts";
import { findAttestation } from "../use-cases/attest.ts";
import { itemNumbered, type ItemId } from "../domain/care/checklist.ts";
import type { FormEvent, PressEvent } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { seeChecklist } from "../use-cases/see-checklist.ts";
import { checklist as words } from "../words/index.ts";
import { refusalFor } from "./may.ts";

type Event = PressEvent | FormEvent;

/**
 * A press about a workspace's checklist, by somebody who may: that is asked of the platform now, whatever the press id says.
 * False when it was refused, and said so.
 */
export async function mayCheck(ctx: Context, { actor, reply }: Event, workspace: string): Promise<boolean> {
  const refusal = await refusalFor(ctx, { actor, name: "checklist" }, workspace);
  if (refusal) await reply(refusal, { private: true });
  return !refusal;
}

/** One item for one agent (or the place: `-`), drawn where the button was, under what just happened. */
export async function showLine(
  ctx: Context,
  { actor, reply }: Event,
  about: { workspace: string; item: ItemId | undefined; subject: string | null },
  notice: string | null,
): Promise<void> {
  const { platform } = actor;
  const { workspace, lines } = await seeChecklist(ctx, { platform, workspace: about.workspace });
  const line = lines.find(({ item, subject }) => item.id === about.item && subject.id === about.subject);
  const card = line
    ? checklistLineCard(workspace, line, notice)
    : answerCard("neutral", notice ?? words.answer.gone);
  await reply(card, { private: true, instead: true });
}

/** Whom and what a press id names; null where that is nothing. */
export function aboutOf([workspace = "", number, subject = ""]: string[]) {
  const item = itemNumbered(number);
  return item && { workspace, item, subject: subject === "-" ? null : subject };
}

/** A press about somebody's word: `settle` does it and says what came of it. */
export async function onWord(
  ctx: Context,
  event: Event,
  id: string | undefined,
  settle: (id: string) => Promise<string>,
): Promise<void> {
  const { actor, reply } = event;
  const row = await findAttestation(ctx, id ?? "");
  if (!row || row.platform !== actor.platform)
    return void (await reply(answerCard("neutral", words.answer.gone), { private: true }));
  if (!(await mayCheck(ctx, event, row.workspace))) return;
  const said = await settle(row.id);
  const { workspace, control, subject } = row;
  await showLine(ctx, event, { workspace, item: control as ItemId, subject }, said);
}
