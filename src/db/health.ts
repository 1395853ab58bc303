/** Numbers about the whole instance, for health checks and metrics. */
import { and, count, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { agents, copies, ledger, requests, votes } from "./schema.ts";

/** Cards in reachable places that have not shown the latest state since before `since`. */
export async function copiesBehind(db: Database, since: number): Promise<number> {
  const before = new Date(since);
  const [row] = await db
    .select({ behind: count() })
    .from(copies)
    .innerJoin(requests, sql`${copies.requestId} = ${requests.id} and ${copies.shown} < ${requests.version}`)
    .where(
      and(
        isNull(copies.failure),
        or(lt(requests.decidedAt, before), and(lt(requests.createdAt, before), lt(copies.shown, 0))),
      ),
    );
  return row?.behind ?? 0;
}

/** By agent: how often the ledger says since `since` that it could not be told. */
export async function countFailedCallbacks(
  db: Database,
  kind: string,
  since: number,
): Promise<{ agentId: string; count: number }[]> {
  return await db
    .select({ agentId: requests.agentId, count: count() })
    .from(ledger)
    .innerJoin(requests, eq(ledger.subject, requests.id))
    .where(and(eq(ledger.kind, kind), gt(ledger.at, new Date(since))))
    .groupBy(requests.agentId)
    .orderBy(requests.agentId);
}

export async function countRequests(db: Database): Promise<{ state: string; n: number }[]> {
  return await db.select({ state: requests.state, n: count() }).from(requests).groupBy(requests.state);
}

export async function countGrants(db: Database): Promise<{ state: string; n: number }[]> {
  const rows = await db
    .select({ state: requests.grantState, n: count() })
    .from(requests)
    .where(isNotNull(requests.grantState))
    .groupBy(requests.grantState);
  return rows.map(({ state, n }) => ({ state: String(state), n }));
}

export async function countVotes(db: Database): Promise<{ verdict: string; platform: string; n: number }[]> {
  return await db
    .select({ verdict: votes.verdict, platform: votes.platform, n: count() })
    .from(votes)
    .groupBy(votes.verdict, votes.platform);
}

export async function countOthers(
  db: Database,
): Promise<Record<"agents" | "frozen" | "unreachable" | "entries", number>> {
  const [[all], [unreachable], [entries]] = await Promise.all([
    db.select({ agents: count(), frozen: count(agents.frozenAt) }).from(agents),
    db.select({ n: count() }).from(copies).where(isNotNull(copies.failure)),
    db.select({ n: count() }).from(ledger),
  ]);
  return {
    agents: all?.agents ?? 0,
    frozen: all?.frozen ?? 0,
    unreachable: unreachable?.n ?? 0,
    entries: entries?.n ?? 0,
  };
}
