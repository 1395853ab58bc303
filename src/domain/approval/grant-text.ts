/** A grant as text: a compact JWS with exactly one spelling, so that no byte of it can be changed unnoticed. */
import { readJson } from "./strict-json.ts";

export const LONGEST_GRANT = 65_536;

export type GrantText = { ok: true; header: unknown; payload: unknown } | { ok: false; why: string };

/** Takes the text apart without believing any of it: nothing is verified here. */
export function readGrantText(text: unknown): GrantText {
  if (typeof text !== "string" || text.length > LONGEST_GRANT)
    return no(`a grant is a text of at most ${LONGEST_GRANT} characters`);
  const parts = text.split(".");
  if (parts.length !== 3 || parts.includes("")) return no("a grant has three parts, separated by dots");
  // Decoders skip strange characters and ignore the unused low bits of the last one: a second spelling of a signature would
  // slip through, and a store of used texts would not know it again.
  if (!parts.every((part) => bytesOf(part).toString("base64url") === part))
    return no("a part is not canonical base64url");
  const [header, payload] = parts.map(jsonOf);
  if (!header?.ok) return no("its header is not unambiguous JSON");
  if (!payload?.ok) return no("its claims are not unambiguous JSON");
  return { ok: true, header: header.value, payload: payload.value };
}

function jsonOf(part: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return readJson(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(part)));
  } catch {
    return { ok: false };
  }
}

function bytesOf(part: string): Buffer {
  return Buffer.from(part, "base64url");
}

function no(why: string): GrantText {
  return { ok: false, why };
}
