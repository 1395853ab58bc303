/** What the checker goes by: what everybody saw, what the platforms hold, and the database's rows as they are. */
import { readFileSync } from "node:fs";
import type { TestDatabase } from "./database.ts";
import { type Entry, readJournal } from "./journal.ts";
import type { Dump } from "./platforms-process.ts";

export interface RequestRow {
  id: string;
  action: string;
  params: string;
  state: string;
  quorum: number;
  decidedAt: number | null;
  decideBy: number;
  grantId: string | null;
  grantState: string | null;
  key: string | null;
}
export interface VoteRow {
  request: string;
  person: string;
  account: string;
  verdict: "approve" | "deny";
  counts: boolean;
}
export interface CopyRow {
  request: string;
  platform: "discord" | "telegram";
  message: string | null;
  behind: boolean;
  failure: string | null;
}
export interface LedgerRow {
  seq: number;
  at: number;
  kind: string;
  subject: string;
  body: string;
  prev: string;
  hash: string;
}
export interface ActionRow {
  entry: string;
  type: string;
  verdict: string | null;
  alert: string | null;
}
export interface AlertRow {
  id: string;
  posted: boolean;
  behind: boolean;
}

export interface Evidence {
  journal: Entry[];
  platforms: Dump;
  requests: RequestRow[];
  votes: VoteRow[];
  copies: CopyRow[];
  ledger: LedgerRow[];
  actions: ActionRow[];
  alerts: AlertRow[];
  /** Times that a process ended by itself after it had been ready. */
  falls: string[];
  /** How long orderly stops took, in milliseconds; null: too long. */
  stops: (number | null)[];
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const queries = {
  requests: `select id, action, params, state, (policy::json->>'quorum')::int as quorum, ${ms("decided_at")} as "decidedAt",
    ${ms("decide_by")} as "decideBy", grant_id as "grantId", grant_state as "grantState", idempotency_key as key
    from requests order by id`,
  votes: `select request_id as request, person, platform || ':' || user_id as account, verdict, counts from votes`,
  copies: `select request_id as request, platform, message, copies.shown < requests.version as behind, failure
    from copies join requests on requests.id = request_id`,
  ledger: `select seq::float8 as seq, round(${ms("at")}) as at, kind, subject, body, prev, hash from ledger order by ledger.seq`,
  actions: `select entry_id as entry, type, verdict, alert_id as alert from actions where platform = 'discord'`,
  alerts: `select id, posted is not null as posted, shown < version as behind from alerts`,
} as const;

export async function collect(
  database: TestDatabase,
  files: { journals: string[]; dump: string },
  more: Pick<Evidence, "falls" | "stops">,
): Promise<Evidence> {
  // All tables in one query: opening PGlite takes seconds.
  const each = Object.entries(queries).map(
    ([name, query]) => `(select coalesce(json_agg(row_to_json(t)), '[]') from (${query}) t) as ${name}`,
  );
  const [row = {}] = await database.rows(`select ${each.join(", ")}`);
  const journal = files.journals.flatMap(readJournal).sort((one, other) => one.at - other.at);
  const platforms = JSON.parse(readFileSync(files.dump, "utf8")) as Dump;
  const tables = row as unknown as Pick<Evidence, keyof typeof queries>;
  return { ...tables, journal, platforms, ...more };
}
