import { reportsSince } from "../db/reports.ts";
import { selfTold, tokensIn, type SelfTold } from "../domain/audit/self-told.ts";
import type { Context } from "./context.ts";

/** Keys are rotated every quarter: what is older than two of them says nothing new. */
const LATELY_MS = 200 * 86_400_000;

/** What each agent's own reports say over time, by its id. */
export async function toldByAgents(ctx: Pick<Context, "db" | "now">): Promise<Map<string, SelfTold>> {
  const rows = await reportsSince(ctx.db, ctx.now() - LATELY_MS);
  const byAgent = Map.groupBy(rows, ({ agentId }) => agentId);
  const holders = new Map<string, Set<string>>();
  for (const { agentId, body } of rows)
    for (const token of tokensIn(body)) holders.set(token, (holders.get(token) ?? new Set()).add(agentId));
  return new Map(
    [...byAgent].flatMap(([agentId, reports]): [string, SelfTold][] => {
      const named = new Set(reports.flatMap(({ body }) => tokensIn(body)));
      const others = [...named].flatMap((token) => [...(holders.get(token) ?? [])]);
      const alsoBy = [...new Set(others)].filter((other) => other !== agentId).sort();
      const told = selfTold(
        reports.map(({ at, body }) => ({ at: at.getTime(), body })),
        alsoBy,
      );
      return told ? [[agentId, told]] : [];
    }),
  );
}
