/** Changes of an agent's manifest that somebody asked for and a second person has to confirm. */
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { DiffLine } from "../domain/document-diff.ts";
import type { Agent } from "../domain/manifest.ts";
import type { Card, Posted } from "../platforms/platform.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const pendingChanges = pgTable(
  "pending_changes",
  {
    id: text("id").primaryKey(),
    agentId: text("agent_id").notNull(),
    /** What the manifest would become. */
    document: jsonb("document").$type<Agent>().notNull(),
    /** Digest of the manifest that the difference was taken from: once that is another one, this is out of date. */
    base: text("base").notNull(),
    lines: jsonb("lines").$type<DiffLine[]>().notNull(),
    /** An account such as `discord:2041`, or `operator`. */
    by: text("by").notNull(),
    at: at("at").notNull(),
    expiresAt: at("expires_at").notNull(),
    closedAt: at("closed_at"),
    outcome: text("outcome").$type<ChangeOutcome>(),
  },
  (table) => [index().on(table.agentId)],
);

/** Where a question was asked that has an end: once it has, every copy shows it. */
export const noticeCopies = pgTable(
  "notice_copies",
  {
    /** Of the notice, so that a delivery that is repeated is one row. */
    id: text("id").primaryKey(),
    /** The question, such as `change:chg_01`. */
    about: text("about").notNull(),
    posted: jsonb("posted").$type<Posted>().notNull(),
    at: at("at").notNull(),
  },
  (table) => [index().on(table.about)],
);

/** How a question ended, as its copies show it. */
export const noticeEndings = pgTable("notice_endings", {
  about: text("about").primaryKey(),
  card: jsonb("card").$type<Record<string, Card>>().notNull(),
  at: at("at").notNull(),
});

export type ChangeOutcome = "confirmed" | "dropped" | "superseded";
