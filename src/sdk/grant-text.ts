import { z } from "zod";
import { grantClaimsSchema } from "../domain/approval/grant.ts";
import { readGrantText } from "../domain/approval/grant-text.ts";
import { Refused } from "./refused.ts";

/** `crit` would mean: refuse what you don't understand. We understand none. */
const headerShape = z.looseObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string(),
  crit: z.undefined().optional(),
});
const claimsShape = grantClaimsSchema.extend({ jti: z.string().min(1), nbf: z.int().optional() });

export type Header = z.infer<typeof headerShape>;
export type Claims = z.infer<typeof claimsShape>;

/** The header to begin with, and the claims for when the signature has been verified. */
export function partsOf(grant: unknown): { header: Header; claims: () => Claims } {
  const text = readGrantText(grant);
  if (!text.ok) throw malformed(text.why);
  return {
    header: shaped(headerShape, text.header, "header"),
    claims: () => shaped(claimsShape, text.payload, "claims"),
  };
}

function shaped<T>(shape: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw malformed(`its ${name} is not what a grant carries`);
  return parsed.data;
}

function malformed(why: string): Refused {
  return new Refused("grant_malformed", `This is not a grant: ${why}.`);
}
