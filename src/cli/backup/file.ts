/** A backup as a file: gzip, readable by its owner only. */
import { createReadStream, createWriteStream } from "node:fs";
import { access, rename, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import { once } from "node:events";
import { finished, pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BackupFailure } from "../../domain/backup.ts";
import { readLines } from "../admin/read-lines.ts";
import { CliFailure } from "../verb.ts";

/** Writes the lines that `produce` hands over; the file appears whole or not at all, and never in the place of another. */
export async function writeBackupFile(
  path: string,
  produce: (write: (line: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (await exists(path))
    throw new CliFailure(1, `${path} exists already. Choose another name, or move that one away first.`);
  const draft = `${path}.${process.pid}.part`;
  const gzip = createGzip();
  const file = createWriteStream(draft, { mode: 0o600, flags: "wx", flush: true });
  const written = pipeline(gzip, file);
  // Whoever awaits it below learns of a failure; until then it must not end the process.
  written.catch(() => {});
  try {
    await produce(async (line) => {
      if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, "drain"), written]);
    });
    gzip.end();
    await written;
    await rename(draft, path);
  } catch (cause) {
    gzip.destroy();
    await finished(file).catch(() => {});
    await unlink(draft).catch(() => {});
    if (cause instanceof CliFailure || !isFileError(cause)) throw cause;
    throw new CliFailure(1, `${path} can't be written (${cause.message}). Choose another place with --out.`);
  }
}

/** The lines of a backup file. Throws `BackupFailure`, or `CliFailure` when there is no such file. */
export async function* readBackupFile(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const file = createReadStream(path);
  file.on("error", (cause) => gunzip.destroy(cause));
  try {
    yield* readLines(Readable.from(file.pipe(gunzip)));
  } catch (cause) {
    if (isFileError(cause)) throw new CliFailure(3, `${path} can't be read (${cause.message}).`);
    throw new BackupFailure(
      `${path} is not a backup, or it is damaged: it can't be unpacked. Take another file.`,
      cause,
    );
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** From the operating system, as opposed to from what is in the file. */
function isFileError(cause: unknown): cause is Error & { code: string } {
  return (
    cause instanceof Error && "code" in cause && /^E[A-Z]+$/.test(String(cause.code)) && "syscall" in cause
  );
}
