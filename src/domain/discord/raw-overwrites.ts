/**
 * Overwrites and masks of raw API objects, checked by hand: a large guild has tens of thousands of overwrites, and a schema for each
 * of them would cost more than everything else from the file to the answers together.
 */
import type { z } from "zod";

export interface RawOverwrite {
  id: string;
  kind: "role" | "member";
  allow: bigint;
  deny: bigint;
}

/** Ids exceed 2^53: a bare number has already lost digits. */
export const ID = /^[0-9]{1,20}$/;
export const ID_HINT = "expected an id in quotes, digits only (a bare number this long loses digits)";

/** About 300 bits. */
const MOST_DIGITS = 90;

type Context = z.RefinementCtx;
type Path = (string | number)[];

/** A decimal string, or a whole number that has not lost digits. Anything else is an issue at `path`. */
export function readMask(value: unknown, context: Context, path: Path): bigint {
  const read = typeof value === "string" ? readDigits(value) : null;
  if (read !== null) return read;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  return refuse(context, path, value, 'expected a permission mask as a decimal string, such as "3072"', 0n);
}

/** Checks and adds up in one go: twice as fast as a pattern followed by `BigInt(text)`, which larger numbers still need. */
function readDigits(text: string): bigint | null {
  if (text.length === 0 || text.length > MOST_DIGITS) return null;
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    sum = sum * 10 + digit;
  }
  return BigInt(sum <= Number.MAX_SAFE_INTEGER ? sum : text);
}

/** `permission_overwrites`; null when the object doesn't carry them. `type` is 0 or 1, or the word of older API versions. */
export function readOverwrites(value: unknown, context: Context): RawOverwrite[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return refuse(context, [], value, "expected a list", null);
  const all: RawOverwrite[] = [];
  for (let at = 0; at < value.length; at++) {
    const one: unknown = value[at];
    if (typeof one !== "object" || one === null) {
      refuse(context, [at], one, "expected an object", null);
      continue;
    }
    const { id, type, allow, deny } = one as Record<"id" | "type" | "allow" | "deny", unknown>;
    if (typeof id !== "string" || !ID.test(id)) refuse(context, [at, "id"], id, ID_HINT, null);
    const isRole = type === 0 || type === "role";
    if (!isRole && type !== 1 && type !== "member")
      refuse(context, [at, "type"], type, "expected 0 (role) or 1 (member)", null);
    all.push({
      id: String(id),
      kind: isRole ? "role" : "member",
      allow: readMask(allow, context, [at, "allow"]),
      deny: readMask(deny, context, [at, "deny"]),
    });
  }
  return all;
}

function refuse<T>(context: Context, path: Path, input: unknown, message: string, instead: T): T {
  context.issues.push({ code: "custom", path, input, message });
  return instead;
}
