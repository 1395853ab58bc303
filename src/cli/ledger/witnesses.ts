import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Witness } from "../../use-cases/verify-ledger.ts";
import { CliFailure } from "../verb.ts";

const entry = z.object({ seq: z.int(), hash: z.string(), prev: z.string() });
const printed = z.object({ seq: z.int(), signed: z.string() });
const exported = z.object({ checkpoint: printed });
/** A line of the service's log. */
const logged = z.object({ seq: z.int(), checkpoint: z.string() });

/**
 * What a copy from outside says about the ledger: lines of `ledger export`, of `ledger checkpoint`, or of the service's log, in
 * any mix; other lines are passed over. Of entries the last one is enough: its hash covers all before it.
 */
export async function readWitnesses(path: string): Promise<Witness[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new CliFailure(3, `${path}: the file can't be read.`);
  });
  const signed: Witness[] = [];
  let last: Witness | null = null;
  for (const line of text.split("\n")) {
    const value = parse(line);
    const found = entry.safeParse(value);
    if (found.success) last = { seq: found.data.seq, hash: found.data.hash };
    else signed.push(...signedIn(value));
  }
  const witnesses = [...signed, ...(last ? [last] : [])];
  if (witnesses.length === 0)
    throw new CliFailure(
      3,
      `${path}: there is no ledger entry and no checkpoint in it. Give a file that countersign ledger export or checkpoint wrote, or a JSON log.`,
    );
  return witnesses;
}

function signedIn(value: unknown): Witness[] {
  const line = printed.safeParse(value);
  if (line.success) return [{ signed: line.data.signed }];
  const kept = exported.safeParse(value);
  if (kept.success) return [{ signed: kept.data.checkpoint.signed }];
  const log = logged.safeParse(value);
  return log.success ? [{ signed: log.data.checkpoint }] : [];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
