/** The audit log by HTTP, oldest first: what was missed while nobody listened, and what happened before we came. */
import { z } from "zod";
import { type ActionEvent, PlatformError } from "../platform.ts";
import { actionsOf } from "./actions.ts";
import { platformError } from "./errors.ts";
import type { Discord } from "./rest.ts";

const PAGE = 100;
const logShape = z.looseObject({
  audit_log_entries: z.array(z.looseObject({ id: z.string().regex(/^\d+$/) })),
  users: z
    .array(z.looseObject({ id: z.string(), username: z.string(), bot: z.boolean().optional() }))
    .catch([]),
});

export interface Page {
  actions: ActionEvent[];
  /** The last entry's id, where the next page begins. */
  last: string;
}

/** Null where we may not read it. Rejects with a PlatformError. */
export async function history(
  discord: Discord,
  workspace: string,
  after: string,
): Promise<AsyncIterable<Page> | null> {
  const first = await readPage(discord, workspace, after);
  return first && pages(discord, workspace, first);
}

async function* pages(
  discord: Discord,
  workspace: string,
  first: Page & { full: boolean },
): AsyncGenerator<Page> {
  for (let page = first; ;) {
    yield { actions: page.actions, last: page.last };
    if (!page.full) return;
    const next = await readPage(discord, workspace, page.last);
    // The right to read was taken away in between: nobody must think that this was all.
    if (!next) throw new PlatformError("unreachable", "Discord does not show the audit log any more.");
    page = next;
  }
}

async function readPage(
  discord: Discord,
  workspace: string,
  after: string,
): Promise<(Page & { full: boolean }) | null> {
  try {
    const raw = await discord.call(
      "readAuditLog",
      { guild_id: workspace },
      { query: { after, limit: String(PAGE) } },
    );
    const { audit_log_entries, users } = logShape.parse(raw);
    // Discord promises the order only for `after`; our own sorting costs nothing.
    const entries = audit_log_entries.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const people = new Map(users.map((user) => [user.id, user]));
    const actions = entries
      .flatMap((entry) => actionsOf(workspace, entry))
      .map((action) => {
        const user = people.get(action.actor.id);
        return user
          ? { ...action, actor: { id: user.id, name: user.username, bot: user.bot ?? false } }
          : action;
      });
    return { actions, last: entries.at(-1)?.id ?? after, full: entries.length === PAGE };
  } catch (error) {
    const failure = platformError(error, "show the audit log");
    if (failure.kind === "unreachable") return null;
    throw failure;
  }
}
