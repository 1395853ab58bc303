/** Tables of what audits found: what became of each finding, where it is shown, and what people have confirmed. */
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Acceptance } from "../domain/audit/acceptance.ts";
import type { Facts } from "../domain/audit/facts.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { Reopened, Status, Tracked } from "../domain/audit/lifecycle.ts";
import type { Severity } from "../domain/audit/severity.ts";
import type { Tried } from "../domain/audit/tried.ts";
import type { Card, Place, Posted } from "../platforms/platform.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Everything ever found, one row a fingerprint and workspace, and what became of it. */
export const findings = pgTable(
  "findings",
  {
    /** Short enough for a button. */
    id: text("id").primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    fingerprint: text("fingerprint").notNull(),
    rule: text("rule").notNull(),
    subject: jsonb("subject").$type<Tracked["subject"]>().notNull(),
    object: jsonb("object").$type<Tracked["object"]>(),
    channels: jsonb("channels").$type<string[]>().notNull(),
    severity: text("severity").$type<Severity>().notNull(),
    status: text("status").$type<Status>().notNull(),
    firstSeen: at("first_seen").notNull(),
    lastSeen: at("last_seen").notNull(),
    closedAt: at("closed_at"),
    baseline: boolean("baseline").notNull(),
    acceptance: jsonb("acceptance").$type<Acceptance>(),
    /** The end of the acceptance that holds; null when none does. */
    acceptedUntil: at("accepted_until"),
    facts: jsonb("facts").$type<Facts>(),
    reopened: jsonb("reopened").$type<Reopened>(),
    /** As the last look that saw it described it; null where that was before this was kept. */
    finding: jsonb("finding").$type<Finding>(),
    /** Who takes care of it. */
    assignee: jsonb("assignee").$type<Assignee>(),
    /** Somebody tried to fix it, and it is still there. */
    tried: jsonb("tried").$type<Tried>(),
    /** Whose doing it was that it is gone, by what the platform's log says. */
    fixedBy: jsonb("fixed_by").$type<FixedBy>(),
  },
  (table) => [
    uniqueIndex("findings_one").on(table.platform, table.workspace, table.fingerprint),
    index("findings_accepted")
      .on(table.acceptedUntil)
      .where(sql`accepted_until is not null`),
    // What is written there is what the partial index is found by (findings.ts).
    index("findings_live")
      .on(table.platform, sql`(subject ->> 'id')`)
      .where(sql`status in ('open', 'accepted')`),
  ],
);

/** What happened to a finding, and through whom. */
export const findingEvents = pgTable(
  "finding_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    findingId: text("finding_id")
      .notNull()
      .references(() => findings.id, { onDelete: "cascade" }),
    at: at("at").notNull(),
    what: text("what").notNull(),
    /** The account, such as `discord:2041`; null: nobody's doing that we know of. */
    by: text("by"),
    name: text("name"),
    note: text("note"),
  },
  (table) => [index().on(table.findingId, table.id)],
);

/** Messages that show findings: a card for one, or a report with many, which is kept so that it can be shown again. */
export const findingCards = pgTable(
  "finding_cards",
  {
    id: text("id").primaryKey(),
    place: jsonb("place").$type<Place>().notNull(),
    /** Null until it is posted. */
    posted: jsonb("posted").$type<Posted>(),
    /** While somebody is posting it, until when nobody else may. A crash lets it run out. */
    postingUntil: at("posting_until"),
    /** Of one finding; null for a report. */
    findingId: text("finding_id").references(() => findings.id, { onDelete: "cascade" }),
    /** The report as it was posted; null for the card of one finding. */
    report: jsonb("report").$type<StoredReport>(),
    /** Digest of what it shows; null when that is not known. */
    shown: text("shown"),
    /** Why it can't be shown any more, in words for the operator. */
    failure: text("failure"),
    /** Counts deliveries: whoever finishes and finds a later turn begun has to look again. */
    turn: integer("turn").notNull().default(0),
    createdAt: at("created_at").notNull(),
  },
  (table) => [index().on(table.findingId)],
);

/** Which findings a report's message names. */
export const reportFindings = pgTable(
  "report_findings",
  {
    cardId: text("card_id")
      .notNull()
      .references(() => findingCards.id, { onDelete: "cascade" }),
    findingId: text("finding_id")
      .notNull()
      .references(() => findings.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.cardId, table.findingId] }), index().on(table.findingId)],
);

/** What people confirmed: one row a word given, ended but never removed. */
export const attestations = pgTable(
  "attestations",
  {
    id: text("id").primaryKey(),
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    control: text("control").notNull(),
    /** What it is about, as rules name it: an agent's account, an entry of the log; null: the workspace. */
    subject: text("subject"),
    /** The account that gave its word, such as `discord:2041`, and its name. */
    by: text("by").notNull(),
    name: text("name").notNull(),
    /** What they looked at, in their words. */
    evidence: text("evidence").notNull(),
    at: at("at").notNull(),
    validUntil: at("valid_until").notNull(),
    /** Where a second person is needed: it counts from their word on. */
    needsSecond: boolean("needs_second").notNull(),
    secondBy: text("second_by"),
    secondName: text("second_name"),
    secondAt: at("second_at"),
    revokedAt: at("revoked_at"),
    revokedBy: text("revoked_by"),
    revokedWhy: text("revoked_why"),
  },
  (table) => [index().on(table.platform, table.workspace, table.control)],
);

/** A card with its files as text: those of `binary` in base64. */
export interface StoredReport {
  card: Omit<Card, "attachments">;
  files: { name: string; mime: string; spare?: boolean; content: string; binary: boolean }[];
}

export interface Assignee {
  account: string;
  name: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface FixedBy {
  account: string;
  name: string | null;
  /** What the log calls it, such as `discord.role.update`. */
  type: string;
  at: number;
}
