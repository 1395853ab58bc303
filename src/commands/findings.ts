import { noticeCard } from "../cards/notice.ts";
import { shows, writeFilter, type FindingFilter, type Show } from "../domain/audit/finding-filter.ts";
import { severities, type Severity } from "../domain/audit/severity.ts";
import { pressId, type Actor, type Card } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { showFindings } from "../use-cases/show-findings.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { audit, findings as words } from "../words/index.ts";
import type { Command } from "./command.ts";
import { refusalFor } from "./may.ts";

/** `/findings [show] [severity] [agent]`: what the audit found here, and what became of it, page by page. */
export const findings: Command = {
  spec: {
    name: "findings",
    description: () => words.specs.description,
    options: [
      { name: "show", description: () => words.specs.show, required: false, kind: "text" },
      { name: "severity", description: () => words.specs.severity, required: false, kind: "text" },
      { name: "agent", description: () => words.specs.agent, required: false, kind: "agent" },
    ],
    // Approvers need it too, who may hold no manager's right.
    managersOnly: false,
    inPrivate: true,
  },
  async run(ctx, event) {
    const { actor, options, place, reply } = event;
    const answer = (card: Parameters<typeof reply>[0]) => reply(card, { private: true });
    const { workspace } = place;
    const show = meant(options["show"], shows, words.list.show);
    const severity = meant(options["severity"], severities, audit.severity);
    if (show === null || severity === null) return void (await answer(noticeCard(words.list.badShow)));
    const filter = { show: show ?? "open", severity: severity ?? null, agent: options["agent"] ?? null };
    if (workspace === null) return void (await answer(await pickPlace(ctx, actor, filter)));
    const refusal = await refusalFor(ctx, event, workspace);
    if (refusal) return void (await answer(refusal));
    await answer(await showFindings(ctx, { platform: actor.platform, workspace }, { ...filter, page: 0 }));
  },
};

/** In a private chat: the only place this person runs, or the choice among them. */
async function pickPlace(ctx: Context, actor: Actor, filter: FindingFilter): Promise<Card> {
  const places = await workspacesRunBy(ctx, actor);
  const [only, ...others] = places;
  if (!only) return noticeCard(words.list.here);
  if (others.length === 0)
    return await showFindings(ctx, { platform: actor.platform, workspace: only.id }, { ...filter, page: 0 });
  const parts = writeFilter({ ...filter, agent: null });
  const buttons = places
    .slice(0, 10)
    .map(({ id, title }) => [
      { press: pressId("findings", id, ...parts, "0"), label: title, style: "secondary" as const },
    ]);
  return noticeCard(words.list.pick, { buttons });
}

/** Undefined when nothing was typed; null when it means nothing. Known by its English name, or as the reader's language calls it. */
function meant<Word extends Show | Severity>(
  typed: string | undefined,
  all: readonly Word[],
  names: Record<Word, string>,
): Word | null | undefined {
  const word = typed?.trim().toLowerCase();
  if (!word) return undefined;
  return all.find((one) => one === word || names[one].toLowerCase() === word) ?? null;
}
