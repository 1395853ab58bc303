import { base64url } from "jose";
import { z } from "zod";
import { readJson } from "../domain/approval/action.ts";
import { Refused } from "./refused.ts";

const header = z.looseObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string(),
  crit: z.undefined().optional(),
});

const claims = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string().min(1),
  iat: z.number(),
  nbf: z.number().optional(),
  exp: z.number(),
  req: z.string(),
  act: z.string(),
  act_h: z.string(),
  pol: z.string(),
  quorum: z.looseObject({ need: z.number(), have: z.number() }),
  apr: z.array(
    z.looseObject({
      platform: z.string(),
      uid: z.string(),
      at: z.union([z.string(), z.number()]),
      factor: z.string(),
    }),
  ),
});

export type Claims = z.infer<typeof claims>;

/** Takes a compact JWS apart, strictly: one spelling only, so that no byte of it can be changed unnoticed. */
export function headerOf(grant: unknown): { header: z.infer<typeof header>; payload: string } {
  if (typeof grant !== "string" || grant.length > 65_536)
    throw malformed("a grant is a text of at most 64 KiB");
  const parts = grant.split(".");
  const [head, payload, signature] = parts;
  if (parts.length !== 3 || !head || !payload || !signature)
    throw malformed("a grant has three parts, separated by dots");
  // Decoders ignore the unused low bits of the last character; a second spelling of a signature would slip through.
  for (const part of [head, payload, signature])
    if (base64url.encode(decode(part)) !== part) throw malformed("a part is not canonical base64url");
  return { header: read(head, header, "header"), payload };
}

export function claimsOf(payload: string): Claims {
  return read(payload, claims, "claims");
}

function read<T>(part: string, shape: z.ZodType<T>, name: string): T {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(decode(part));
  } catch {
    throw malformed(`its ${name} is not UTF-8`);
  }
  const json = readJson(text);
  const parsed = json.ok ? shape.safeParse(json.value) : null;
  if (!parsed?.success) throw malformed(`its ${name} is not what a grant carries`);
  return parsed.data;
}

function decode(part: string): Uint8Array {
  try {
    return base64url.decode(part);
  } catch {
    throw malformed("a part is not base64url");
  }
}

function malformed(why: string): Refused {
  return new Refused("grant_malformed", `This is not a grant: ${why}.`);
}
