import { copiesBehind, countGrants, countOthers, countRequests, countVotes } from "../db/health.ts";
import type { Context } from "./context.ts";

/** One Prometheus family. */
export interface Metric {
  name: string;
  help: string;
  type: "gauge";
  samples: { labels: Record<string, string>; value: number }[];
}

/** Counted from the database at every reading, so that every process of an instance tells the same. */
export async function readMetrics(ctx: Pick<Context, "db" | "now" | "platforms">): Promise<Metric[]> {
  const [requests, grants, votes, others, behind] = await Promise.all([
    countRequests(ctx.db),
    countGrants(ctx.db),
    countVotes(ctx.db),
    countOthers(ctx.db),
    copiesBehind(ctx.db, ctx.now() - 60_000),
  ]);
  const up = Object.values(ctx.platforms).map((platform) => ({
    labels: { platform: platform.id },
    value: platform.health().ok ? 1 : 0,
  }));
  return [
    gauge(
      "countersign_requests",
      "Approval requests by state.",
      requests.map(({ state, n }) => ({ labels: { state }, value: n })),
    ),
    gauge(
      "countersign_grants",
      "Grants of approved requests by state.",
      grants.map(({ state, n }) => ({ labels: { state }, value: n })),
    ),
    gauge(
      "countersign_votes",
      "Votes by verdict and platform.",
      votes.map(({ n, ...labels }) => ({ labels, value: n })),
    ),
    gauge("countersign_agents", "Declared agents.", one(others.agents)),
    gauge("countersign_agents_frozen", "Agents that are frozen now.", one(others.frozen)),
    gauge("countersign_cards_behind", "Cards that have not shown the latest for over a minute.", one(behind)),
    gauge("countersign_cards_unreachable", "Cards in places that can't be reached.", one(others.unreachable)),
    gauge("countersign_ledger_entries", "Entries of the ledger.", one(others.entries)),
    gauge("countersign_platform_up", "1 when this process is connected to the platform.", up),
  ];
}

function one(value: number): Metric["samples"] {
  return [{ labels: {}, value }];
}

function gauge(name: string, help: string, samples: Metric["samples"]): Metric {
  return { name, help, type: "gauge", samples };
}
