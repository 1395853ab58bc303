/** Changes of an agent's manifest that somebody asked for and a second person has to confirm. */
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { DiffLine } from "../domain/document-diff.ts";
import type { Agent } from "../domain/manifest.ts";

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

export type ChangeOutcome = "confirmed" | "dropped" | "superseded";
