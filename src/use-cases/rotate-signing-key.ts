import { currentSigningKey, replaceSigningKey } from "../db/signing-keys.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Context } from "./context.ts";
import { newSigningKey } from "./signing-key.ts";

type SigningContext = Pick<Context, "db" | "masterKey" | "random" | "now">;

const LIVES_MS = 90 * 86_400_000;

/**
 * A new key signs from now on. The old one is retired, not removed: its public half stays published, so that grants it signed
 * are good until they end. Resolves to the new key's id; null when somebody else replaced that key first.
 */
export async function rotateSigningKey(ctx: SigningContext): Promise<string | null> {
  const current = await currentSigningKey(ctx.db);
  const row = await newSigningKey(ctx);
  const at = ctx.now();
  return await ctx.db.transaction(async (tx) => {
    if (!(await replaceSigningKey(tx, current?.kid ?? null, row, at))) return null;
    const body = { publicJwk: row.publicJwk, retires: current?.kid ?? null };
    await appendLedger(tx, [{ at, kind: "signing-key.created", subject: row.kid, body }]);
    return row.kid;
  });
}

export async function rotateSigningKeyWhenOld(ctx: SigningContext): Promise<string | null> {
  const current = await currentSigningKey(ctx.db);
  if (!current || ctx.now() - current.createdAt.getTime() < LIVES_MS) return null;
  return await rotateSigningKey(ctx);
}
