/** Every table. Times are `timestamptz`, platform ids text, exact bytes text (never jsonb, which reorders keys). */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { RequestStatus } from "../domain/approval/request.ts";
import type { Agent, Purpose, Workspace } from "../domain/manifest.ts";
import type { SetupDraft } from "../domain/setup.ts";

export * from "./schema-care.ts";
export * from "./schema-changes.ts";
export * from "./schema-setup.ts";
export * from "./schema-findings.ts";
export * from "./schema-readers.ts";
export * from "./schema-revisions.ts";
export * from "./schema-watch.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Sibling bots that somebody declared, with the document they declared. */
export const agents = pgTable("agents", {
  id: text("id").primaryKey(),
  document: jsonb("document").$type<Agent>().notNull(),
  frozenAt: at("frozen_at"),
  frozenReason: text("frozen_reason"),
  createdAt: at("created_at").notNull(),
  updatedAt: at("updated_at").notNull(),
});

/** One agent identity per platform; a platform account belongs to one agent. */
export const identities = pgTable(
  "identities",
  {
    platform: text("platform").notNull(),
    userId: text("user_id").notNull(),
    agentId: text("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    applicationId: text("application_id"),
  },
  (table) => [primaryKey({ columns: [table.platform, table.userId] }), index().on(table.agentId)],
);

/** API keys of agents: only their SHA-256 is kept. */
export const agentKeys = pgTable(
  "agent_keys",
  {
    id: text("id").primaryKey(),
    agentId: text("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    sha256: text("sha256").notNull().unique(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (table) => [index().on(table.agentId)],
);

export const workspaces = pgTable(
  "workspaces",
  {
    platform: text("platform").notNull(),
    id: text("id").notNull(),
    title: text("title"),
    /** As the platform tells it, BCP 47; the document may say otherwise. */
    language: text("language"),
    document: jsonb("document").$type<Workspace>(),
    joinedAt: at("joined_at"),
    leftAt: at("left_at"),
    /** From when on duties are kept here; what was due before is nobody's business. */
    dutiesSince: at("duties_since"),
    /** When the first card was about to be posted there: at most once for each time we are added. */
    greetedAt: at("greeted_at"),
    /** What the people who run it say each bot is for, by user id. */
    purposes: jsonb("purposes").$type<Record<string, Purpose>>(),
    /** What somebody has chosen in /setup and not finished. */
    setup: jsonb("setup").$type<SetupDraft>(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.id] })],
);

/** Bots seen in a workspace, and how: Telegram can't list its members, so what was seen once is remembered. */
export const sightings = pgTable(
  "sightings",
  {
    platform: text("platform").notNull(),
    workspace: text("workspace").notNull(),
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    how: text("how").notNull(),
    firstSeen: at("first_seen").notNull(),
    lastSeen: at("last_seen").notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.workspace, table.userId] })],
);

export const requests = pgTable(
  "requests",
  {
    id: text("id").primaryKey(),
    agentId: text("agent_id").notNull(),
    action: text("action").notNull(),
    title: text("title"),
    /** RFC 8785 canonical JSON: these bytes are what was hashed, shown and approved. */
    params: text("params").notNull(),
    actionHash: text("action_hash").notNull(),
    reason: text("reason"),
    audience: text("audience").notNull(),
    origin: jsonb("origin").$type<Origin>(),
    callbackUrl: text("callback_url"),
    /** The policy as it stood at creation, canonical JSON; decisions use this copy only. */
    policy: text("policy").notNull(),
    policyDigest: text("policy_digest").notNull(),
    state: text("state").$type<RequestStatus>().notNull(),
    /** Counts state changes; the compare-and-swap of every update, and what a posted copy has shown. */
    version: integer("version").notNull(),
    /** Steps of the escalation ladder taken so far. */
    escalated: integer("escalated").notNull().default(0),
    createdAt: at("created_at").notNull(),
    decideBy: at("decide_by").notNull(),
    useWithinMs: bigint("use_within_ms", { mode: "number" }).notNull(),
    decidedAt: at("decided_at"),
    /** Why it ended, when it was not approved; `by` for a denial. */
    ending: jsonb("ending").$type<Ending>(),
    claimSha256: text("claim_sha256").notNull(),
    idempotencyKey: text("idempotency_key"),
    bodySha256: text("body_sha256").notNull(),
    /** What makes two wishes the same; null where equal ones are asked separately. At most one of them is pending. */
    sameness: text("sameness"),
    grantId: text("grant_id").unique(),
    grantState: text("grant_state").$type<GrantState>(),
    useBy: at("use_by"),
    consumedAt: at("consumed_at"),
  },
  (table) => [
    uniqueIndex("requests_idempotency").on(table.agentId, table.idempotencyKey),
    uniqueIndex("requests_same")
      .on(table.sameness)
      .where(sql`state = 'pending'`),
    index("requests_decided").on(table.agentId, table.action, table.decidedAt),
    index("requests_pending")
      .on(table.decideBy)
      .where(sql`state = 'pending'`),
    index("requests_unused")
      .on(table.useBy)
      .where(sql`grant_state = 'unclaimed'`),
  ],
);

/** Idempotency keys of wishes that joined an equal request which was pending already. */
export const joinedKeys = pgTable(
  "joined_keys",
  {
    agentId: text("agent_id").notNull(),
    key: text("key").notNull(),
    requestId: text("request_id")
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    bodySha256: text("body_sha256").notNull(),
    at: at("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.key] })],
);

/** One row per person and request: the unique key is what makes a second press harmless. */
export const votes = pgTable(
  "votes",
  {
    requestId: text("request_id")
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    person: text("person").notNull(),
    platform: text("platform").notNull(),
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    verdict: text("verdict").$type<"approve" | "deny">().notNull(),
    reason: text("reason"),
    at: at("at").notNull(),
    /** The policy's approver references that the person satisfied at the press. */
    matched: jsonb("matched").$type<string[]>().notNull(),
    /** False once the person lost that standing before the decision. */
    counts: boolean("counts").notNull(),
    /** How the person said so: a click on this request's card, or one on an equal request that they let be remembered. */
    factor: text("factor").$type<"click" | "remembered">().notNull().default("click"),
    /** Whether the person let this approval be remembered for equal requests. */
    remember: boolean("remember").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.person] })],
);

/** One row per place a request's card is shown. `posted` is the receipt; `shown` the request version it displays. */
export const copies = pgTable(
  "copies",
  {
    id: text("id").primaryKey(),
    requestId: text("request_id")
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    platform: text("platform").notNull(),
    workspace: text("workspace"),
    channel: text("channel").notNull(),
    thread: text("thread"),
    message: text("message"),
    shown: integer("shown").notNull().default(-1),
    /** Counts delivery attempts: whoever finishes and finds a later turn begun has to look again (use-cases/deliver-copy.ts). */
    turn: integer("turn").notNull().default(0),
    /** While somebody is posting it, until when nobody else may: two posts would be two cards. A crash lets it run out. */
    postingUntil: at("posting_until"),
    /** How often the card was posted anew because somebody deleted it. */
    edition: integer("edition").notNull().default(0),
    /** Why this place can't be reached, in words for people; null while it can. */
    failure: text("failure"),
  },
  (table) => [
    index().on(table.requestId),
    uniqueIndex("copies_message").on(table.platform, table.channel, table.message),
  ],
);

/**
 * Which accounts are one human's, and from when until when. Rows are ended, never removed: for a request that was made before
 * an unlinking, the accounts still count as one. An account nobody linked has no row.
 */
export const accounts = pgTable(
  "accounts",
  {
    person: text("person").notNull(),
    platform: text("platform").notNull(),
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    linkedAt: at("linked_at").notNull(),
    unlinkedAt: at("unlinked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.person, table.platform, table.userId, table.linkedAt] }),
    index().on(table.platform, table.userId),
    uniqueIndex("accounts_one_person")
      .on(table.platform, table.userId)
      .where(sql`unlinked_at is null`),
  ],
);

/** Codes on their way from one platform to the other: the last one of an account, kept as a keyed hash. */
export const linkCodes = pgTable(
  "link_codes",
  {
    platform: text("platform").notNull(),
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    /** The private chat it was shown in. */
    channel: text("channel").notNull(),
    hash: text("hash").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.userId] })],
);

/** How much of something is left: tokens of a bucket that fills up again. Keys say of what and whose. */
export const buckets = pgTable("buckets", {
  key: text("key").primaryKey(),
  tokens: doublePrecision("tokens").notNull(),
  at: at("at").notNull(),
});

/** Actions that an agent may not ask for just now, because people kept saying no to it. */
export const pauses = pgTable(
  "pauses",
  {
    agentId: text("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    action: text("action").notNull(),
    since: at("since").notNull(),
    until: at("until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.action] })],
);

/** Unfreezings that one person asked for and another has to confirm. */
export const proposals = pgTable("proposals", {
  id: text("id").primaryKey(),
  agentId: text("agent_id")
    .notNull()
    .references(() => agents.id, { onDelete: "cascade" }),
  platform: text("platform").notNull(),
  workspace: text("workspace").notNull(),
  reason: text("reason").notNull(),
  /** The account that asked, such as `discord:2041`, and its name. */
  by: text("by").notNull(),
  byName: text("by_name").notNull(),
  at: at("at").notNull(),
  expiresAt: at("expires_at").notNull(),
  /** Set once it was confirmed or dropped. */
  closedAt: at("closed_at"),
});

/** The hash chain. `body` is canonical JSON: exactly the bytes that `hash` covers. */
export const ledger = pgTable(
  "ledger",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    prev: text("prev").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [index().on(table.subject, table.kind)],
);

/** What the chain's end was at some moment, signed: without the signing key nobody can rewrite what came before it. */
export const checkpoints = pgTable("checkpoints", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  at: at("at").notNull(),
  /** Compact JWS over the same. */
  signed: text("signed").notNull(),
});

/** Approvals of exactly one action that people let be repeated for a while. */
export const remembered = pgTable(
  "remembered",
  {
    id: text("id").primaryKey(),
    /** The request that people really decided. */
    requestId: text("request_id")
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    agentId: text("agent_id").notNull(),
    actionHash: text("action_hash").notNull(),
    audience: text("audience").notNull(),
    policyDigest: text("policy_digest").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    usesLeft: integer("uses_left").notNull(),
    revokedAt: at("revoked_at"),
  },
  (table) => [index().on(table.agentId, table.actionHash)],
);

/** Ed25519 keys that sign grants. The private half is sealed with the master key (AES-256-GCM). */
export const signingKeys = pgTable("signing_keys", {
  kid: text("kid").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<Record<string, unknown>>().notNull(),
  sealed: text("sealed").notNull(),
  createdAt: at("created_at").notNull(),
  retiredAt: at("retired_at"),
});

/** What agents reported about themselves: evidence of the lowest rung, kept as it came. */
export const reports = pgTable(
  "reports",
  {
    id: text("id").primaryKey(),
    agentId: text("agent_id")
      .notNull()
      .references(() => agents.id, { onDelete: "cascade" }),
    at: at("at").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index().on(table.agentId, table.at)],
);

/** Small durable state of a platform adapter: gateway sessions, open prompts. */
export const shelf = pgTable(
  "shelf",
  {
    platform: text("platform").notNull(),
    key: text("key").notNull(),
    value: jsonb("value").$type<unknown>().notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.key] })],
);

export type GrantState = "unclaimed" | "consumed" | "lapsed";
/** Where the agent says the wish came from. Unverified, except that `requestedBy` may not vote. */
export interface Origin {
  platform?: "discord" | "telegram";
  workspace?: string;
  channel?: string;
  messageId?: string;
  requestedBy?: string;
}
export interface Ending {
  by: { platform: string; userId: string; name: string } | null;
  reason: string | null;
}
