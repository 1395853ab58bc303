/** Settings of a place that somebody chose in chat and a second person has to confirm. */
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Settings, Wider } from "../domain/setup.ts";
import type { ChangeOutcome } from "./schema-changes.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const setupQuestions = pgTable(
  "setup_questions",
  {
    id: text("id").primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    /** What would hold from then on. */
    settings: jsonb("settings").$type<Settings>().notNull(),
    wider: jsonb("wider").$type<Wider[]>().notNull(),
    /** Names of the bots and roles it is about, as they were then. */
    names: jsonb("names").$type<Record<string, string>>().notNull(),
    /** Who asked, such as `discord:2041`, and their name. */
    by: text("by").notNull(),
    byName: text("by_name").notNull(),
    at: at("at").notNull(),
    expiresAt: at("expires_at").notNull(),
    closedAt: at("closed_at"),
    outcome: text("outcome").$type<ChangeOutcome>(),
  },
  (table) => [index().on(table.platform, table.workspace)],
);
