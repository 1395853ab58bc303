/** Ways to break the service that the checker has to notice: what to change in its source, and what has to come to light. */
import type { Invariant } from "./check.ts";
import type { Fault, FaultKind } from "./script.ts";

export interface BrokenBuild {
  name: string;
  /** Each text has to be there exactly once, so that a build can't turn whole again without anybody noticing. */
  changes: { file: string; from: string; to: string }[];
  /** One of these has to be broken. */
  shows: Invariant[];
  /** What goes wrong meanwhile. */
  script: Fault[];
  database?: "postgres";
}

const at = (seconds: number, kind: FaultKind, more: Partial<Fault> = {}): Fault => ({
  atMs: seconds * 1_000,
  kind,
  process: 0,
  ms: 0,
  count: 0,
  choice: "",
  ...more,
});
const times = (kind: FaultKind, ...seconds: number[]) => seconds.map((second) => at(second, kind));

export const brokenBuilds: readonly BrokenBuild[] = [
  {
    name: "Telegram's updates are acknowledged before they are handled",
    changes: [
      {
        file: "src/platforms/telegram/poller.ts",
        from: "void intake.take(update).then(",
        to: "finished(update.update_id),\n        void intake.take(update).then(",
      },
      { file: "src/platforms/telegram/poller.ts", from: "await room();", to: "" },
    ],
    shows: ["updates", "ended"],
    script: [
      at(1, "slow", { choice: "telegram", count: 500, ms: 18_000 }),
      ...times("kill", 5, 8, 11, 14, 17),
    ],
  },
  {
    name: "a decision brings no job that redraws the cards",
    changes: [
      {
        file: "src/use-cases/change-request.ts",
        from: "    before.copies.map((copy) => copy.id),",
        to: "    before.copies.map((copy) => copy.id).slice(0, 0),",
      },
    ],
    shows: ["cards"],
    script: [],
  },
  {
    name: "one person may vote several times",
    changes: [
      {
        file: "src/domain/approval/request.ts",
        from: 'if (earlier) return { code: "already_voted", verdict: earlier.verdict };',
        to: "void earlier;",
      },
      {
        file: "drizzle/0000_start.sql",
        from: 'CONSTRAINT "votes_request_id_person_pk" PRIMARY KEY("request_id","person")',
        to: 'CONSTRAINT "votes_any" CHECK (true)',
      },
    ],
    shows: ["votes"],
    script: [],
  },
  {
    name: "a grant may be consumed again",
    changes: [
      {
        file: "src/domain/approval/request.ts",
        from: 'if (grant.state === "consumed") return no({ code: "grant_consumed" });',
        to: "",
      },
    ],
    shows: ["ran-once"],
    script: [],
  },
  {
    name: "the first approval decides, whatever the quorum",
    changes: [
      {
        file: "src/domain/approval/tally.ts",
        from: "approvals.length >= need &&",
        to: "approvals.length > 0 &&",
      },
    ],
    shows: ["decided"],
    script: [],
  },
  {
    name: "denials are not counted",
    changes: [
      { file: "src/domain/approval/tally.ts", from: "denials >= policy.veto", to: "denials > 1_000" },
    ],
    shows: ["decided", "ended"],
    script: [],
  },
  {
    name: "whoever is no approver may vote all the same",
    changes: [
      {
        file: "src/domain/approval/request.ts",
        from: 'if (voter.matched.length === 0) return { code: "not_approver" };',
        to: "",
      },
    ],
    shows: ["votes"],
    script: [],
  },
  {
    name: "cards are not reconciled at the start, nor later",
    changes: [
      { file: "src/service.ts", from: "await reconcileCopies(ctx);", to: "" },
      { file: "src/schedules/reconcile-copies.ts", from: 'cron: "*/10 * * * *"', to: 'cron: "0 4 29 2 *"' },
    ],
    shows: ["cards"],
    script: times("lose-jobs", 5, 10, 15, 19),
  },
  {
    name: "the ledger is written without its lock",
    changes: [
      {
        file: "drizzle/0011_one-statement.sql",
        from: "PERFORM pg_advisory_xact_lock(7203118646);",
        to: "PERFORM pg_sleep(0.005);",
      },
      {
        file: "drizzle/0000_start.sql",
        from: '"seq" bigint PRIMARY KEY NOT NULL',
        to: '"seq" bigint NOT NULL',
      },
    ],
    shows: ["ledger"],
    script: [],
    database: "postgres",
  },
  {
    name: "a grant is good for any parameters",
    changes: [
      {
        file: "src/use-cases/consume-grant.ts",
        from: "claims.act_h !== actionHash(use.action, use.params)",
        to: "!actionHash(use.action, use.params)",
      },
    ],
    shows: ["ran"],
    script: [],
  },
  {
    name: "an alert is recorded and shown to nobody",
    changes: [
      {
        file: "src/deliveries/queue/effects.ts",
        from: 'await boss.send("show-alert", { alertId }, { ...later, db: inside(tx) });',
        to: "await Promise.resolve([alertId, later, tx]);",
      },
      { file: "src/schedules/reconcile-alerts.ts", from: 'cron: "*/5 * * * *"', to: 'cron: "0 4 29 2 *"' },
    ],
    shows: ["log"],
    script: times("ban", 4, 8),
  },
  {
    name: "an update counts as failed while the database is away",
    changes: [
      { file: "src/platforms/telegram/intake.ts", from: "(error instanceof NotNow ? 0 : 1)", to: "1" },
    ],
    shows: ["updates", "ended"],
    script: [at(5, "restart-database", { choice: "orderly", ms: 11_000 })],
    database: "postgres",
  },
];
