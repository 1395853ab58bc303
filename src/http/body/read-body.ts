import type { z } from "zod";
import { readJson } from "../../domain/approval/action.ts";
import { refusalWords } from "../../words/index.ts";
import type { Problem } from "../problem.ts";
import { jsonError } from "./json-error.ts";
import { zodErrors } from "./zod-errors.ts";

export const BODY_LIMIT = 256 * 1024;

export type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/**
 * Reads a JSON body through the gate that stands in front of every hash: the raw text is looked at, because a parser
 * would already have dropped duplicate keys and rounded numbers.
 */
export async function readBody<T>(request: Request, shape: z.ZodType<T>): Promise<Read<T>> {
  const type = request.headers.get("content-type");
  if (!type || !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    return no({ code: "media_type_unsupported", words: refusalWords.mediaType(type) });

  const bytes = await readAtMost(request, BODY_LIMIT);
  if (bytes === null) return no({ code: "too_large", words: refusalWords.tooLarge("256 KiB") });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return no({ code: "json_invalid", words: refusalWords.notUtf8 });
  }
  try {
    JSON.parse(text);
  } catch {
    const { line, column, found } = jsonError(text);
    return no({ code: "json_invalid", words: refusalWords.notJson(line, column, found) });
  }
  const json = readJson(text);
  if (!json.ok) {
    const errors = [{ path: json.path, message: json.message }];
    return no({ code: "body_invalid", words: refusalWords.unfitJson, errors });
  }
  const parsed = shape.safeParse(json.value);
  if (!parsed.success)
    return no({ code: "body_invalid", words: refusalWords.bodyInvalid, errors: zodErrors(parsed.error) });
  return { ok: true, value: parsed.data };
}

/** Null when there is more than `limit`. Stops reading as soon as that is known. */
async function readAtMost(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function no(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem };
}
