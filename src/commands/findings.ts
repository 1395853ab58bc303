import { noticeCard } from "../cards/notice.ts";
import { shows, type Show } from "../domain/audit/finding-filter.ts";
import { severities, type Severity } from "../domain/audit/severity.ts";
import { showFindings } from "../use-cases/show-findings.ts";
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
    inPrivate: false,
  },
  async run(ctx, event) {
    const { actor, options, place, reply } = event;
    const answer = (card: Parameters<typeof reply>[0]) => reply(card, { private: true });
    const { workspace } = place;
    if (workspace === null) return void (await answer(noticeCard(words.list.here)));
    const refusal = await refusalFor(ctx, event, workspace);
    if (refusal) return void (await answer(refusal));
    const show = meant(options["show"], shows, words.list.show);
    const severity = meant(options["severity"], severities, audit.severity);
    if (show === null || severity === null) return void (await answer(noticeCard(words.list.badShow)));
    const filter = { show: show ?? "open", severity: severity ?? null, agent: options["agent"] ?? null };
    await answer(await showFindings(ctx, { platform: actor.platform, workspace }, { ...filter, page: 0 }));
  },
};

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
