/** Ids, secrets and their hashes. Randomness comes in through the context. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "./context.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `req_` and 26 characters that survive being read out; 16 random bytes. */
export function newId(ctx: Pick<Context, "random">, prefix: string, bytes = 16): string {
  let bits = 0n;
  for (const byte of ctx.random(bytes)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let length = Math.ceil((bytes * 8) / 5); length > 0; length--) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The claim secret of a request, derived so that a repeated create can give the same one without it being stored. */
export function claimSecret(ctx: Pick<Context, "masterKey">, requestId: string): string {
  return createHmac("sha256", ctx.masterKey).update(`countersign/claim/v1\0${requestId}`).digest("base64url");
}

export function sameSecret(given: string, expectedSha256: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given), "hex"), Buffer.from(expectedSha256, "hex"));
}
