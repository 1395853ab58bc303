/**
 * Reads JSON so strictly that everybody who reads the same bytes gets the same value: the gate in front of every hash.
 * Lenient parsers keep the last of two equal keys, round long integers and mend broken strings, each in its own way;
 * a human could then approve one thing while another runs.
 */
export type Unfit = { ok: false; path: string; message: string };
export type JsonRead = { ok: true; value: unknown } | Unfit;

export const MAX_DEPTH = 64;

/** `path` is a JSON pointer; empty for the whole text. */
export function readJson(text: string): JsonRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unfit("", "This is not valid JSON.");
  }
  return scan(text) ?? fitness(value) ?? { ok: true, value };
}

/** Whether a value already parsed is plain JSON that hashes the same everywhere; null when it is. */
export function fitness(value: unknown, path = "", depth = 0): Unfit | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string")
    return value.isWellFormed() ? null : unfit(path, "This text contains half of a surrogate pair.");
  if (typeof value === "number") return fitNumber(value, path);
  if (depth >= MAX_DEPTH && typeof value === "object")
    return unfit(path, `This is nested deeper than ${MAX_DEPTH} levels.`);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const problem = fitness(value[i], `${path}/${i}`, depth + 1);
      if (problem) return problem;
    }
    return null;
  }
  if (typeof value !== "object") return unfit(path, `A ${typeof value} can't be written as JSON.`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (
    (prototype !== Object.prototype && prototype !== null) ||
    ("toJSON" in value && typeof value.toJSON === "function")
  )
    return unfit(path, "Only plain objects can be hashed.");
  for (const [key, member] of Object.entries(value)) {
    const at = `${path}/${pointer(key)}`;
    if (!key.isWellFormed()) return unfit(at, "This key contains half of a surrogate pair.");
    const problem = fitness(member, at, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function fitNumber(value: number, path: string): Unfit | null {
  if (!Number.isFinite(value)) return unfit(path, "This number is not finite.");
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return unfit(path, "This whole number is too large to be exact everywhere. Write it as a string.");
  if (Object.is(value, -0)) return unfit(path, "Write 0 instead of -0.");
  return null;
}

interface Level {
  /** Keys seen so far; null in an array. */
  keys: Set<string> | null;
  key: string;
  index: number;
  expectsKey: boolean;
}

const token = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[{}[\],:]/gs;

/** Looks at what `JSON.parse` forgets: keys that repeat, and how numbers were written. The text is known to be JSON. */
function scan(text: string): Unfit | null {
  const levels: Level[] = [];
  for (const [word] of text.matchAll(token)) {
    const level = levels.at(-1);
    switch (word) {
      case "{":
      case "[":
        if (levels.length >= MAX_DEPTH)
          return unfit(where(levels), `This is nested deeper than ${MAX_DEPTH} levels.`);
        levels.push({ keys: word === "{" ? new Set() : null, key: "", index: 0, expectsKey: word === "{" });
        break;
      case "}":
      case "]":
        levels.pop();
        break;
      case ",":
        if (level) {
          level.index += 1;
          level.expectsKey = level.keys !== null;
        }
        break;
      case ":":
        if (level) level.expectsKey = false;
        break;
      default:
        if (level?.keys && level.expectsKey) {
          level.key = JSON.parse(word) as string;
          if (level.keys.has(level.key)) return unfit(where(levels), "This key appears twice.");
          level.keys.add(level.key);
        } else if (!word.startsWith('"')) {
          const problem = writtenWell(word, where(levels));
          if (problem) return problem;
        }
    }
  }
  return null;
}

function writtenWell(literal: string, path: string): Unfit | null {
  const value = Number(literal);
  const problem = fitNumber(value, path);
  if (problem) return problem;
  const shortest = JSON.stringify(value);
  return literal === shortest ? null : unfit(path, `Write this number as ${shortest}, or as a string.`);
}

function where(levels: Level[]): string {
  return levels.map((level) => `/${level.keys ? pointer(level.key) : level.index}`).join("");
}

function pointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unfit(path: string, message: string): Unfit {
  return { ok: false, path, message };
}
