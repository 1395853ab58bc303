/** What somebody who types an agent's name can choose from: nothing for those who may not know who is there. */
import { auditAt } from "../db/audits.ts";
import type { CompletionEvent, Option } from "../platforms/platform.ts";
import { placesRunBy } from "./agent-here.ts";
import { agentsIn } from "./agents-here.ts";
import type { Context } from "./context.ts";

/** People type on: what was found counts for a few keystrokes, and no right is granted by it. */
const KEPT_MS = 20_000;
const MOST_KEPT = 200;

type Asked = Pick<CompletionEvent, "actor" | "place" | "typed">;

/** Remembers for a moment what each person may see, because every keystroke asks. */
export function createCompletion(
  ctx: Pick<Context, "db" | "platforms" | "log" | "now">,
): (asked: Asked) => Promise<Option[]> {
  const known = new Map<string, { until: number; options: Promise<Option[]> }>();
  return async ({ actor, place, typed }) => {
    const key = `${actor.platform}:${actor.id}:${place.workspace ?? ""}`;
    let kept = known.get(key);
    if (!kept || kept.until <= ctx.now()) {
      kept = { until: ctx.now() + KEPT_MS, options: agentsFor(ctx, { actor, place }) };
      known.set(key, kept);
      for (const [oldest] of known) {
        if (known.size <= MOST_KEPT) break;
        known.delete(oldest);
      }
    }
    const wanted = typed.trim().toLowerCase();
    return (await kept.options).filter(
      ({ value, label }) => label.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
    );
  };
}

/** Declared agents by their names, then bots that were seen and that nobody declared. */
async function agentsFor(
  ctx: Pick<Context, "db" | "platforms" | "log" | "now">,
  { actor, place }: Pick<Asked, "actor" | "place">,
): Promise<Option[]> {
  const run = await placesRunBy(ctx, { actor, name: "agent", workspace: place.workspace });
  if (!run.ok) return [];
  const here = run.places.map(({ workspace }) => workspace);
  const declared = await agentsIn(ctx, here);
  const accounts = new Set(declared.map(({ document }) => document.identities[actor.platform]?.userId));
  const audits = await Promise.all(here.map(({ platform, id }) => auditAt(ctx.db, platform, id, ctx.now())));
  const seen = audits.flatMap((audit) => audit?.summary.agents ?? []).filter(({ id }) => !accounts.has(id));
  return [
    ...declared.map(({ id }) => ({ value: id, label: id })),
    ...new Map(seen.map(({ id, name }) => [id, { value: id, label: name }])).values(),
  ];
}
