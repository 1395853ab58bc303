/**
 * The driver's pool, used in the one way in which a lost connection is no more than a failed statement. postgres.js 3.4.9 ends
 * the process when a transaction sends anything (its own ROLLBACK, too) on a connection that is gone, and a connection that was
 * lost while something waited to be written to it can never be opened again. So a transaction whose connection is lost hands
 * nothing more to the driver, and a pool that lost a connection makes room for a new one.
 */
import postgres, { type Options, type Sql } from "postgres";

/** More parameters than this are a list whose length differs from call to call: not worth keeping a plan for each. */
const PLANNED_PARAMETERS = 64;
/** A server that is down for a while would otherwise cost a pool a statement. */
const REPLACED_AFTER_MS = 1_000;
/** What a replaced pool has in hand may take so long. */
const FINISH_SECONDS = 60;

type Sent = Promise<unknown> & { values: () => Promise<unknown> };
type Unsafe = (text: string, parameters?: unknown[], options?: object) => Sent;

/** What drizzle uses of a transaction. */
interface Scope {
  unsafe: Unsafe;
  savepoint: (work: (scope: Scope) => Promise<unknown>) => Promise<unknown>;
}
type Begin = (work: (scope: Scope) => Promise<unknown>) => Promise<unknown>;

export interface Pool {
  /** As much of a client as drizzle uses. Statements are prepared: one round trip instead of two, planned once a connection. */
  client: Sql;
  end(): Promise<void>;
}

export function openPool(url: string, options: Options<Record<string, never>>): Pool {
  const plans = new URL(url).searchParams.get("prepare") !== "false";
  let ending = false;
  let replacing: NodeJS.Timeout | null = null;
  const open = () => {
    const born = performance.now();
    const made: Sql = postgres(url, {
      ...options,
      // It would ask on its own when a connection opens, and end the process when that is lost.
      fetch_types: false,
      // Connections are not ended by their age: one that ends was lost.
      max_lifetime: null,
      onclose: () => {
        if (ending || replacing !== null || current !== made) return;
        replacing = setTimeout(
          () => {
            replacing = null;
            current = open();
            void made.end({ timeout: FINISH_SECONDS });
          },
          Math.max(0, born + REPLACED_AFTER_MS - performance.now()),
        ).unref();
      },
    });
    return made;
  };
  let current = open();
  const now = () => current as unknown as Scope & { begin: Begin };
  const client = {
    options: current.options,
    unsafe: planned((...call) => now().unsafe(...call), plans),
    begin: (work: (scope: Scope) => Promise<unknown>) => begin(now().begin, work, plans),
  };
  return {
    client: client as unknown as Sql,
    end: async () => {
      ending = true;
      if (replacing !== null) clearTimeout(replacing);
      await current.end({ timeout: 5 });
    },
  };
}

async function begin(
  start: Begin,
  work: (scope: Scope) => Promise<unknown>,
  plans: boolean,
): Promise<unknown> {
  const connection = { lost: false };
  try {
    return await start((scope) => whileConnected(connection, work(watched(scope, connection, plans))));
  } finally {
    // Also when it was lost between two statements: nothing else tells of that.
    connection.lost = true;
  }
}

function planned(unsafe: Unsafe, plans: boolean): Unsafe {
  return (text, parameters = [], options = {}) => {
    const prepare = plans && parameters.length > 0 && parameters.length <= PLANNED_PARAMETERS;
    return unsafe(text, parameters, { ...options, prepare });
  };
}

function watched(scope: Scope, connection: { lost: boolean }, plans: boolean): Scope {
  const send = planned(scope.unsafe, plans);
  return {
    unsafe: (text, parameters, options) => {
      if (connection.lost) return refused();
      const sent = send(text, parameters, options);
      // The first to hear of it, so that whoever waits for the statement finds it known.
      sent.catch((error: unknown) => {
        connection.lost ||= isLoss(error);
      });
      return sent;
    },
    savepoint: async (work) => {
      if (connection.lost) return await refused();
      return await scope.savepoint((inside) =>
        whileConnected(connection, work(watched(inside, connection, plans))),
      );
    },
  };
}

/** Never settles once the connection is lost: whatever it settled to, the driver would send something more. */
async function whileConnected<T>(connection: { lost: boolean }, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    if (connection.lost) await new Promise(() => {});
  }
}

/** What the server answered is no loss: such a transaction goes on, or is rolled back on the same connection. */
function isLoss(error: unknown): boolean {
  return !(error instanceof Error && error.name === "PostgresError");
}

function refused(): Sent {
  const sent = Promise.reject(new Error("The connection to the database was lost in this transaction."));
  return Object.assign(sent, { values: () => sent });
}
