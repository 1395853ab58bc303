import { CompactSign } from "jose";
import { allCheckpoints, keepCheckpoint } from "../db/checkpoints.ts";
import { ledgerHead } from "../db/ledger.ts";
import { CHECKPOINT_TYPE, type Checkpoint } from "../domain/checkpoint.ts";
import type { Context } from "./context.ts";
import { signingKey } from "./signing-key.ts";

/**
 * Signs where the ledger ends now; null while it is empty. The checkpoint also goes to the log, which is kept elsewhere:
 * whoever can rewrite the database can also delete checkpoints from it, but not from there.
 */
export async function signCheckpoint(
  ctx: Pick<Context, "db" | "masterKey" | "random" | "now" | "log" | "publicUrl">,
): Promise<{ seq: number; signed: string } | null> {
  const { kid, key } = await signingKey(ctx);
  const head = await ledgerHead(ctx.db);
  if (!head) return null;
  const at = ctx.now();
  const checkpoint: Checkpoint = {
    iss: ctx.publicUrl,
    seq: head.seq,
    hash: head.hash,
    iat: Math.floor(at / 1000),
  };
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(checkpoint)))
    .setProtectedHeader({ alg: "EdDSA", typ: CHECKPOINT_TYPE, kid })
    .sign(key);
  await keepCheckpoint(ctx.db, { seq: head.seq, at: new Date(at), signed });
  ctx.log.info({ seq: head.seq, checkpoint: signed }, "ledger checkpoint");
  return { seq: head.seq, signed };
}

/** Every checkpoint that was signed, oldest first, to be kept elsewhere. */
export async function listCheckpoints(ctx: Pick<Context, "db">): Promise<{ seq: number; signed: string }[]> {
  return (await allCheckpoints(ctx.db)).map(({ seq, signed }) => ({ seq, signed }));
}
