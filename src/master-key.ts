import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A failure with one sentence for the operator. */
export class MasterKeyFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "MasterKeyFailure";
  }
}

/**
 * The 32 bytes in `dataDir/master.key`, made with `random` when there are none yet. The file is linked into place whole
 * and never replaced, so that two processes that start at once end with the same key.
 */
export async function masterKeyIn(
  dataDir: string,
  random: (bytes: number) => Uint8Array,
): Promise<Uint8Array> {
  const file = join(dataDir, "master.key");
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return (await read(file)) ?? (await make(file, random));
  } catch (cause) {
    if (cause instanceof MasterKeyFailure) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MasterKeyFailure(
      `The master key can't be kept in ${dataDir} (${why}). Make DATA_DIR a folder this user can write, or set COUNTERSIGN_MASTER_KEY.`,
      cause,
    );
  }
}

async function make(file: string, random: (bytes: number) => Uint8Array): Promise<Uint8Array> {
  const draft = `${file}.${process.pid}.${Buffer.from(random(4)).toString("hex")}`;
  await writeFile(draft, `${Buffer.from(random(32)).toString("base64")}\n`, {
    mode: 0o600,
    flag: "wx",
    flush: true,
  });
  try {
    await link(draft, file);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  } finally {
    await unlink(draft);
  }
  const made = await read(file);
  if (!made) throw new MasterKeyFailure(`${file} disappeared while it was being made. Start again.`);
  return made;
}

async function read(file: string): Promise<Uint8Array | null> {
  let text: string;
  try {
    text = (await readFile(file, "utf8")).trim();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
    throw new MasterKeyFailure(
      `${file} does not hold a master key (32 bytes in base64). Restore it from your backup: without it, stored signing keys can't be opened.`,
    );
  // Copies and restores often widen the mode; narrowing it is always right.
  if (process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  return new Uint8Array(Buffer.from(text, "base64"));
}
