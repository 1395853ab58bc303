import { link, mkdir, readFile, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, resolve } from "node:path";
import { DatabaseFailure, explain } from "./failure.ts";

/** Locks this very process holds: a file with our own pid that is not among them was left by an earlier life (pid 1 in a container). */
const held = new Set<string>();
const BEAT_MS = 5_000;
const SILENT_MS = 20_000;

/**
 * Makes this process the only user of a PGlite folder; resolves to the release. PGlite does not protect itself: two
 * processes on one folder destroy it. The lock is a file beside the folder that names its holder, linked into place
 * whole, so nobody ever reads half of it. On the same machine the holder's pid says whether it lives; for a holder in
 * another container or machine only the file's heartbeat can.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = resolve(`${folder}.lock`);
  const draft = `${file}.${hostname()}.${process.pid}`;
  const mine = `${process.pid} ${hostname()}\n`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(draft, mine, { mode: 0o600 });
  } catch (cause) {
    throw new DatabaseFailure(
      `The data folder ${dirname(file)} can't be used (${explain(cause)}). Make DATA_DIR a folder this user can write, or set DATABASE_URL.`,
      cause,
    );
  }
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await linked(draft, file)) return keep(file);
      const holder = await textOf(file);
      if (holder !== null && (await lives(holder, file))) throw inUse(file, holder);
      await moveAway(file, `${draft}.stale`, holder);
    }
    throw new DatabaseFailure(
      `The lock ${file} can't be taken. Remove that file if no Countersign is running.`,
    );
  } finally {
    await unlink(draft).catch(ifGone);
  }
}

function keep(file: string): () => Promise<void> {
  held.add(file);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    held.delete(file);
    await unlink(file).catch(ifGone);
  };
}

/** Only one of several can move the file; whoever moved something else than the dead lock it had read puts it back. */
async function moveAway(file: string, aside: string, expected: string | null): Promise<void> {
  try {
    await rename(file, aside);
  } catch (cause) {
    return ifGone(cause);
  }
  const moved = await textOf(aside);
  if (moved !== null && moved !== expected) await linked(aside, file);
  await unlink(aside).catch(ifGone);
}

async function lives(holder: string, file: string): Promise<boolean> {
  const [pid, host] = holder.trim().split(" ");
  if (!Number.isSafeInteger(Number(pid)) || Number(pid) <= 0) return false;
  if (host !== hostname()) return (await silence(file)) < SILENT_MS;
  if (Number(pid) === process.pid) return held.has(file);
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === "EPERM";
  }
}

/** Milliseconds since the holder's last beat; for a file that is gone, for ever. */
async function silence(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (cause) {
    ifGone(cause);
    return Infinity;
  }
}

function inUse(file: string, holder: string): DatabaseFailure {
  return new DatabaseFailure(
    `The data folder ${dirname(file)} is in use by another Countersign (process ${holder.trim().split(" ")[0]}). Stop that one first, or set DATABASE_URL to share one PostgreSQL. If that process is something else, remove ${file}.`,
  );
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw cause;
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    ifGone(cause);
    return null;
  }
}

function ifGone(cause: unknown): void {
  if (codeOf(cause) !== "ENOENT") throw cause;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
