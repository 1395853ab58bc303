import { copiesBehind, countGrants, countOthers, countRequests, countVotes } from "../db/health.ts";
import { coverages, decisionTimes, oldestBehind, queueLines } from "../db/metrics.ts";
import type { Context } from "./context.ts";

/** One Prometheus family. */
export interface Metric {
  name: string;
  help: string;
  type: "gauge";
  samples: { labels: Record<string, string>; value: number }[];
}

const DAY_MS = 86_400_000;

/**
 * Counted from the database at every reading, so that every process of an instance tells the same; only what is said of
 * platforms and memory is this process's own. Labels are kinds and places: no person, no name, nothing secret.
 */
export async function readMetrics(
  ctx: Pick<Context, "db" | "now" | "platforms">,
  memory: { rss: number; heapUsed: number },
): Promise<Metric[]> {
  const now = ctx.now();
  const [requests, grants, votes, others, behind, oldest, decided, queues, audits] = await Promise.all([
    countRequests(ctx.db),
    countGrants(ctx.db),
    countVotes(ctx.db),
    countOthers(ctx.db),
    copiesBehind(ctx.db, now - 60_000),
    oldestBehind(ctx.db),
    decisionTimes(ctx.db, now - DAY_MS),
    queueLines(ctx.db),
    coverages(ctx.db),
  ]);
  return [
    gauge("countersign_requests", "Approval requests by state.", byState(requests)),
    gauge("countersign_grants", "Grants of approved requests by state.", byState(grants)),
    gauge(
      "countersign_votes",
      "Votes by verdict and platform.",
      votes.map(({ n, ...labels }) => ({ labels, value: n })),
    ),
    gauge("countersign_decisions_day", "Requests that people decided in the last 24 hours.", one(decided.n)),
    gauge(
      "countersign_decision_seconds",
      "From asking to the decision, of those; nothing where nobody decided anything.",
      quantiles(decided),
    ),
    gauge("countersign_agents", "Declared agents.", one(others.agents)),
    gauge("countersign_agents_frozen", "Agents that are frozen now.", one(others.frozen)),
    gauge("countersign_cards_behind", "Cards that have not shown the latest for over a minute.", one(behind)),
    gauge(
      "countersign_cards_behind_seconds",
      "How long the card that is furthest behind has shown something old.",
      one(oldest === null ? 0 : seconds(now - oldest)),
    ),
    gauge("countersign_cards_unreachable", "Cards in places that can't be reached.", one(others.unreachable)),
    gauge("countersign_ledger_entries", "Entries of the ledger.", one(others.entries)),
    gauge("countersign_jobs_waiting", "Jobs that are due and not begun.", each(queues, "waiting")),
    gauge("countersign_jobs_failed", "Jobs given up in the last hour.", each(queues, "failed")),
    gauge(
      "countersign_jobs_oldest_seconds",
      "How long the job that has been due longest has waited.",
      queues.map(({ queue, oldestSeconds }) => ({
        labels: { queue },
        value: seconds(oldestSeconds * 1000),
      })),
    ),
    ...ofPlatforms(ctx, now),
    gauge("countersign_audit_channels_seen", "Channels that the last audit could judge.", of(audits, "seen")),
    gauge("countersign_audit_channels", "Channels there were then.", of(audits, "total")),
    gauge("countersign_memory_resident_bytes", "Memory of this process.", one(memory.rss)),
    gauge("countersign_memory_heap_bytes", "Of it, what JavaScript uses.", one(memory.heapUsed)),
  ];
}

function ofPlatforms(ctx: Pick<Context, "platforms">, now: number): Metric[] {
  const lines = Object.values(ctx.platforms).map((platform) => ({ id: platform.id, ...platform.health() }));
  return [
    gauge(
      "countersign_platform_up",
      "1 when this process is connected to the platform.",
      lines.map(({ id, ok }) => ({ labels: { platform: id }, value: ok ? 1 : 0 })),
    ),
    gauge(
      "countersign_platform_silent_seconds",
      "Since when this process has heard nothing from the platform; nothing where another process listens.",
      lines.flatMap(({ id, heardAt }) =>
        heardAt === undefined ? [] : [{ labels: { platform: id }, value: seconds(now - heardAt) }],
      ),
    ),
  ];
}

function byState(rows: { state: string; n: number }[]): Metric["samples"] {
  return rows.map(({ state, n }) => ({ labels: { state }, value: n }));
}

function quantiles({ p50, p95 }: { p50: number | null; p95: number | null }): Metric["samples"] {
  if (p50 === null || p95 === null) return [];
  return [
    { labels: { quantile: "0.5" }, value: seconds(p50) },
    { labels: { quantile: "0.95" }, value: seconds(p95) },
  ];
}

function each(
  lines: { queue: string; waiting: number; failed: number }[],
  key: "waiting" | "failed",
): Metric["samples"] {
  return lines.map(({ queue, [key]: value }) => ({ labels: { queue }, value }));
}

function of(
  audits: { platform: string; workspace: string; seen: number; total: number }[],
  key: "seen" | "total",
): Metric["samples"] {
  // Only Discord has channels inside a place.
  return audits.flatMap(({ platform, workspace, total, [key]: value }) =>
    total === 0 ? [] : [{ labels: { platform, workspace }, value }],
  );
}

/** To the millisecond, and never below nothing: two machines' clocks need not agree. */
function seconds(ms: number): number {
  return Math.max(0, Math.round(ms) / 1000);
}

function one(value: number): Metric["samples"] {
  return [{ labels: {}, value }];
}

function gauge(name: string, help: string, samples: Metric["samples"]): Metric {
  return { name, help, type: "gauge", samples };
}
