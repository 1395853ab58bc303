/** Tables of what was seen happening: platforms' own logs, alerts, and what has to be looked at again. */
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { Posted } from "../platforms/platform.ts";
import type { AlertBody } from "../domain/audit/alert.ts";
import type { Drift } from "../domain/audit/drift.ts";
import type { Tracked } from "../domain/audit/lifecycle.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/**
 * What platforms' own logs say: about bots, and about whoever changed rights. The key is the platform's own, so the same
 * entry told twice is one row; an approval explains one action only.
 */
export const actions = pgTable(
  "actions",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    entryId: text("entry_id").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name"),
    /** The agent whose account it was, then. */
    agentId: text("agent_id"),
    type: text("type").notNull(),
    target: jsonb("target").$type<Record<string, string>>().notNull(),
    place: jsonb("place").$type<Record<string, string>>().notNull(),
    changes: jsonb("changes").$type<{ key: string; before?: unknown; after?: unknown }[]>().notNull(),
    reason: text("reason"),
    at: at("at").notNull(),
    /** Only for actions that the agent's manifest called sensitive. */
    verdict: text("verdict").$type<"approved" | "unapproved">(),
    /** The request whose grant explains it. */
    requestId: text("request_id").unique(),
    alertId: text("alert_id"),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspace, table.entryId] }),
    index().on(table.platform, table.workspace, table.at),
    index().on(table.alertId),
  ],
);

/** Things that somebody should know now: one row, one card, edited while it grows. */
export const alerts = pgTable(
  "alerts",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<AlertBody["kind"]>().notNull(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    /** Whom it is about: more of the same soon after goes onto the same card. */
    subject: text("subject").notNull(),
    body: jsonb("body").$type<AlertBody>().notNull(),
    version: integer("version").notNull().default(1),
    shown: integer("shown").notNull().default(0),
    /** Where it was posted, once it was. */
    posted: jsonb("posted").$type<Posted>(),
    /** While somebody is posting it, until when nobody else may. A crash lets it run out. */
    postingUntil: at("posting_until"),
    /** Why it reaches nobody, in words for the operator. */
    failure: text("failure"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [index().on(table.platform, table.workspace, table.createdAt)],
);

/** Workspaces that have to be looked at again, one row however much changed; and how far their logs were read. */
export const looks = pgTable(
  "looks",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    /** When; null while nothing is due. */
    dueAt: at("due_at"),
    /** The last log entry that was read; "0": none yet. */
    lastEntry: text("last_entry").notNull().default("0"),
    /** From when to when nothing that the log keeps was missed. */
    coveredFrom: at("covered_from"),
    coveredTo: at("covered_to"),
    /** Times in between about which nobody knows anything, in milliseconds since the epoch. */
    gaps: jsonb("gaps").$type<[from: number, to: number][]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspace] }),
    index("looks_due")
      .on(table.dueAt)
      .where(sql`due_at is not null`),
  ],
);

/** What a workspace looked like, whenever that was something new. */
export const audits = pgTable(
  "audits",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    /** When it first looked like this, and when it last still did. */
    takenAt: at("taken_at").notNull(),
    seenAt: at("seen_at").notNull(),
    /** Of everything that the audit reads of it, in whatever order; without the log. */
    sha256: text("sha256").notNull(),
    /** The raw snapshot file as JSON text, without the log. */
    snapshot: text("snapshot").notNull(),
    /** Each agent's grade and creep, for the trend. */
    summary: jsonb("summary").$type<AuditSummary>().notNull(),
    /** Everything ever found here, and what became of it by then. */
    tracked: jsonb("tracked").$type<Tracked[]>().notNull(),
    /** What changed since the row before this; null for the first. */
    drift: jsonb("drift").$type<Drift>(),
  },
  (table) => [index().on(table.platform, table.workspace, table.takenAt)],
);

export interface AuditSummary {
  agents: { id: string; name: string; grade: string; creep: number; coverage: number; findings: number }[];
  coverage: { seen: number; total: number };
}

/** The last proven use of a right by a bot, in a channel or (empty) in the workspace as a whole. */
export const usage = pgTable(
  "usage",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    userId: text("user_id").notNull(),
    permission: text("permission").notNull(),
    channel: text("channel").notNull(),
    lastUsed: at("last_used").notNull(),
    uses: bigint("uses", { mode: "number" }).notNull(),
    /** The log entry that proves it. */
    entryId: text("entry_id").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.platform, table.workspace, table.userId, table.permission, table.channel],
    }),
  ],
);

/** From when on an agent's manifest gives it a permission that it did not give before: use is expected from then on only. */
export const declaredSince = pgTable(
  "declared_since",
  {
    agentId: text("agent_id").notNull(),
    platform: text("platform").notNull(),
    permission: text("permission").notNull(),
    since: at("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.platform, table.permission] })],
);

/** Servers in which we are told that bots post: from when to when, with gaps, and since when in each channel that we see. */
export const listening = pgTable(
  "listening",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    coveredFrom: at("covered_from").notNull(),
    coveredTo: at("covered_to").notNull(),
    /** In milliseconds since the epoch. */
    gaps: jsonb("gaps").$type<[from: number, to: number][]>().notNull().default([]),
    /** Channel id → milliseconds since the epoch. */
    channels: jsonb("channels").$type<Record<string, number>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.platform, table.workspace] })],
);

/** When a bot was last heard posting, and where some of its last messages are; never what they say. */
export const heard = pgTable(
  "heard",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    userId: text("user_id").notNull(),
    lastAt: at("last_at").notNull(),
    /** Newest first, and few: at most one an hour and channel. */
    recent: jsonb("recent").$type<HeardMessage[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.workspace, table.userId] })],
);

/** What a link to a message needs. `in`: the channel or thread. */
export interface HeardMessage {
  in: string;
  message: string;
  /** Milliseconds since the epoch. */
  at: number;
}
