/**
 * Jobs on their way into the queue together with the change that they follow from. The queue's own INSERT is kept as a function
 * of the database, under a name made of its text: so one statement can save a change and send its jobs, and what a job looks
 * like stays the queue's business.
 */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./open.ts";
import { rowsOf } from "./rows-of.ts";

export interface Letters {
  /** The queue's statement, with one parameter, and that parameter. */
  jobs: { statement: string; parameter: string }[];
  /** Requests whose waiting agents are told. */
  changed: string[];
}

/** Any number, the same in every process: whoever holds it may make such a function. */
const LETTERS_LOCK = 7_203_118_650;

export function noLetters(): Letters {
  return { jobs: [], changed: [] };
}

/** Makes sure that the function for this statement of the queue is there. */
export async function keepStatement(db: Database, statement: string): Promise<void> {
  const name = nameOf(statement);
  const isThere = async (on: Database) => {
    const found = await on.execute(sql`select to_regprocedure(${`${name}(text)`}) is not null as there`);
    return rowsOf<{ there: boolean }>(found)[0]?.there === true;
  };
  if (await isThere(db)) return;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LETTERS_LOCK})`);
    if (await isThere(tx)) return;
    // The parameter has no name, so that no column of the statement can be taken for it.
    const body = `begin return query ${statement}; end`;
    await tx.execute(
      sql.raw(
        `create function ${name}(text) returns setof uuid language plpgsql as $letters$ ${body} $letters$`,
      ),
    );
  });
}

/** Columns of a select that send the letters, once for each row of `from` (none or one). */
export function sending({ jobs }: Letters, from: SQL): SQL[] {
  return jobs.map(
    ({ statement, parameter }) =>
      sql`array(select ${sql.raw(nameOf(statement))}(${parameter}::text) from ${from})`,
  );
}

const names = new Map<string, string>();

function nameOf(statement: string): string {
  let name = names.get(statement);
  if (!name) {
    name = `send_${createHash("sha256").update(statement).digest("hex").slice(0, 16)}`;
    names.set(statement, name);
  }
  return name;
}
