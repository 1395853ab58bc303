/** Reading a call's parameters as leniently as Telegram does: in forms everything is a string, and objects are JSON in a string. */
import { badRequest } from "./errors.ts";

export type Params = Record<string, unknown>;

export interface UploadedFile {
  kind: "file";
  name: string;
  mime: string;
  content: Uint8Array;
}

export function isUpload(value: unknown): value is UploadedFile {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "file";
}

export function readText(params: Params, name: string): string | undefined {
  const value = params[name];
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Telegram takes what isn't a number as 0. */
export function readInteger(params: Params, name: string): number | undefined {
  const text = readText(params, name);
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : 0;
}

export function readFlag(params: Params, name: string): boolean {
  const text = readText(params, name)?.toLowerCase();
  return text === "true" || text === "yes" || text === "1";
}

/** Undefined when it is not there; what cannot be parsed is refused in Telegram's words. */
export function readJson(params: Params, name: string, what = name.replaceAll("_", " ")): unknown {
  const value = params[name];
  if (typeof value !== "string") return value ?? undefined;
  if (value === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}

export function readObject(params: Params, name: string): Params | undefined {
  const value = readJson(params, name);
  if (value === undefined) return undefined;
  if (!isObject(value)) throw badRequest(`object expected as ${name.replaceAll("_", " ")}`);
  return value;
}

export function readList(params: Params, name: string): unknown[] | undefined {
  const value = readJson(params, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest(`expected an Array of ${name.replaceAll("_", " ")}`);
  return value;
}

export function isObject(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
