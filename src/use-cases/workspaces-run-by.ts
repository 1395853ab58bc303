import { allWorkspaces } from "../db/workspaces.ts";
import type { Actor } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/** The workspaces of the person's platform that they manage, as the platform says now, by title; with `only`, that one or none. */
export async function workspacesRunBy(
  ctx: Pick<Context, "db" | "platforms">,
  person: Actor,
  only: string | null = null,
): Promise<{ id: string; title: string }[]> {
  const platform = ctx.platforms[person.platform];
  if (!platform || person.bot || person.anonymous) return [];
  const here = (await allWorkspaces(ctx.db)).filter(
    (row) => row.platform === person.platform && !row.leftAt && (only === null || row.id === only),
  );
  const standings = await Promise.all(here.map(({ id }) => platform.standing(person.id, id)));
  return here
    .filter((_, index) => standings[index]?.state === "member" && standings[index].manages)
    .map((row) => ({ id: row.id, title: row.title ?? row.id }))
    .sort((a, b) => a.title.localeCompare(b.title) || a.id.localeCompare(b.id));
}
