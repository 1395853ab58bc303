/** Tables of what recurs: duties with their cards, and messages that waited because there were enough. */
import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { DutyBody, DutyKind } from "../domain/care/duty.ts";
import type { Posted } from "../platforms/platform.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** One row a workspace, duty and period, however many processes there are; its card is edited as things happen. */
export const duties = pgTable(
  "duties",
  {
    /** Short enough for a button. */
    id: text("id").primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    duty: text("duty").$type<DutyKind>().notNull(),
    /** As the calendar there calls it: 2026-11-22, 2026-W47, 2026-11, 2026-Q4. */
    period: text("period").notNull(),
    dueAt: at("due_at").notNull(),
    body: jsonb("body").$type<DutyBody>().notNull(),
    /** When a reminder or the escalation comes, if nobody does it before; null: neither. */
    nextAt: at("next_at"),
    reminded: integer("reminded").notNull().default(0),
    doneAt: at("done_at"),
    doneBy: text("done_by"),
    doneName: text("done_name"),
    version: integer("version").notNull().default(1),
    shown: integer("shown").notNull().default(0),
    posted: jsonb("posted").$type<Posted>(),
    /** While somebody is posting it, until when nobody else may. A crash lets it run out. */
    postingUntil: at("posting_until"),
    /** Why it can't be shown, in words for the operator. */
    failure: text("failure"),
    createdAt: at("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("duties_one").on(table.platform, table.workspace, table.duty, table.period),
    index("duties_next")
      .on(table.nextAt)
      .where(sql`next_at is not null`),
  ],
);

/** Messages that nobody asked for, by workspace: what was said, and what waits for the digest because that was enough. */
export const unasked = pgTable(
  "unasked",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    at: at("at").notNull(),
    what: text("what").$type<"widened" | "reopened">().notNull(),
    /** What it is about: an alert, a finding. */
    subject: text("subject").notNull(),
    outcome: text("outcome").$type<"told" | "waits">().notNull(),
  },
  (table) => [index().on(table.platform, table.workspace, table.at)],
);
