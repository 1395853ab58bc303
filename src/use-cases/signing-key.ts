/** The Ed25519 key that signs grants: made on first need, at rest only sealed with the master key (AES-256-GCM). */
import { createCipheriv, createDecipheriv, generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint, importJWK, type CryptoKey, type JWK } from "jose";
import {
  allSigningKeys,
  currentSigningKey,
  keepFirstSigningKey,
  type SealedKey,
} from "../db/signing-keys.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Context } from "./context.ts";

export interface SigningKey {
  kid: string;
  privateJwk: JWK;
  key: CryptoKey;
}

/** The sealed key that was opened last with a master key: it is the same one for months. */
const opened = new WeakMap<Uint8Array, { sealed: string; key: Promise<SigningKey> }>();

/** `current`: the current key, where it was read already. */
export async function signingKey(
  ctx: Pick<Context, "db" | "masterKey" | "random" | "now">,
  current: SealedKey | null = null,
): Promise<SigningKey> {
  const { kid, sealed } = current ?? (await currentSigningKey(ctx.db)) ?? (await makeKey(ctx));
  const text = `${kid} ${sealed}`;
  const known = opened.get(ctx.masterKey);
  if (known?.sealed === text) return await known.key;
  const key = importKey(kid, unseal(ctx.masterKey, kid, sealed));
  opened.set(ctx.masterKey, { sealed: text, key });
  return await key;
}

async function importKey(kid: string, privateJwk: JWK): Promise<SigningKey> {
  return { kid, privateJwk, key: (await importJWK(privateJwk, "EdDSA")) as CryptoKey };
}

/** Public halves, current and retired, as JWKS: what grants are verified with. */
export async function publicKeys(ctx: Pick<Context, "db">): Promise<{ keys: JWK[] }> {
  return { keys: (await allSigningKeys(ctx.db)).map((row) => row.publicJwk as JWK) };
}

/** Opens every stored key, current and retired; how many there are. Throws `SigningKeyFailure` at the first that does not open. */
export async function tryStoredKeys(ctx: Pick<Context, "db" | "masterKey">): Promise<number> {
  const rows = await allSigningKeys(ctx.db);
  for (const row of rows) unseal(ctx.masterKey, row.kid, row.sealed);
  return rows.length;
}

/** A key pair ready to be stored: the private half is sealed already. */
export async function newSigningKey(ctx: Pick<Context, "masterKey" | "random" | "now">) {
  const pair = generateKeyPairSync("ed25519");
  const publicOnly = pair.publicKey.export({ format: "jwk" }) as JWK;
  const kid = await calculateJwkThumbprint(publicOnly);
  return {
    kid,
    publicJwk: { ...publicOnly, kid, alg: "EdDSA", use: "sig" },
    sealed: seal(ctx, kid, pair.privateKey.export({ format: "jwk" })),
    createdAt: new Date(ctx.now()),
  };
}

async function makeKey(ctx: Pick<Context, "db" | "masterKey" | "random" | "now">) {
  const made = await newSigningKey(ctx);
  const kept = await keepFirstSigningKey(ctx.db, made);
  if (kept.ours)
    await ctx.db.transaction((tx) =>
      appendLedger(tx, [
        {
          at: ctx.now(),
          kind: "signing-key.created",
          subject: made.kid,
          body: { publicJwk: made.publicJwk, retires: null },
        },
      ]),
    );
  return kept.key;
}

/** The key's id is bound in as additional data: a sealed key can't be moved under another id. */
function seal(ctx: Pick<Context, "masterKey" | "random">, kid: string, jwk: JWK): string {
  const iv = ctx.random(12);
  const cipher = createCipheriv("aes-256-gcm", ctx.masterKey, iv).setAAD(Buffer.from(kid));
  const body = Buffer.concat([cipher.update(JSON.stringify(jwk), "utf8"), cipher.final()]);
  return ["v1", iv, cipher.getAuthTag(), body]
    .map((part) => (typeof part === "string" ? part : Buffer.from(part).toString("base64url")))
    .join(".");
}

function unseal(masterKey: Uint8Array, kid: string, sealed: string): JWK {
  const [version, iv = "", tag = "", body = "", ...more] = sealed.split(".");
  try {
    if (version !== "v1" || more.length > 0) throw new Error("unknown version");
    const decipher = createDecipheriv("aes-256-gcm", masterKey, strictBytes(iv), { authTagLength: 16 })
      .setAAD(Buffer.from(kid))
      .setAuthTag(strictBytes(tag));
    const text = Buffer.concat([decipher.update(strictBytes(body)), decipher.final()]).toString("utf8");
    return JSON.parse(text) as JWK;
  } catch (cause) {
    throw new SigningKeyFailure(
      `The signing key ${kid} can't be opened: it was changed, or the master key is another one than it was sealed with. Restore COUNTERSIGN_MASTER_KEY (or master.key in DATA_DIR) from your backup.`,
      cause,
    );
  }
}

/** One spelling only: a lenient decoder overlooks the last bits of a group and characters it does not know. */
function strictBytes(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw new Error("not base64url");
  return bytes;
}

/** One sentence for the operator. */
export class SigningKeyFailure extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = "SigningKeyFailure";
  }
}
