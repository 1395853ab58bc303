/** Seeded mutations: something valid, and what a broken or hostile sender might make of it. */

export type Random = () => number;

/** The same numbers for the same seed: mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const below = (random: Random, n: number): number => Math.floor(random() * n);
export const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T;

const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 63),
  1e308,
  "",
  " ",
  "0",
  "-1",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "\u0000",
  "\u202eevil",
  "\ud800",
  "a".repeat(5_000),
  "😀".repeat(300),
  "1".repeat(40),
  "99999999999999999999",
  "../../etc/passwd",
  "' or 1=1 --",
  "<script>",
  "{{7*7}}",
  "%00",
  "\r\nx: y",
  [],
  {},
  [[]],
  [null],
  { id: null },
  { __proto__: { admin: true } },
  Array.from({ length: 200 }, (_, n) => n),
  JSON.parse('{"__proto__":{"manages":true}}'),
];

type Spot = { holder: Record<string, unknown>; key: string };

function spots(value: unknown, found: Spot[] = []): Spot[] {
  if (typeof value !== "object" || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key });
    spots((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** A copy with one to four things changed, removed, added or moved. `keep` names keys whose values stay. */
export function mutated<T>(value: T, random: Random, keep: readonly string[] = []): T {
  const copy = structuredClone(value);
  for (let times = 1 + below(random, 4); times > 0; times -= 1) {
    const all = spots(copy).filter(({ key }) => !keep.includes(key));
    if (all.length === 0) return copy;
    const { holder, key } = pick(random, all);
    const how = below(random, 10);
    if (how < 5) holder[key] = structuredClone(pick(random, strange));
    else if (how < 7) {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    } else if (how < 8) holder[key] = structuredClone(pick(random, all).holder);
    else if (how < 9 && typeof holder[key] === "string") holder[key] = textMutated(holder[key], random);
    else if (!Array.isArray(holder))
      holder[pick(random, ["__proto__", "id", "type", "data", "from", "x"])] = pick(random, strange);
  }
  return copy;
}

const pieces = [
  "",
  " ",
  "\n",
  ":",
  "::",
  "\t",
  "-",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "&a ",
  "*a",
  "!!js/function",
  "<<: ",
  "# ",
  "| ",
  "\u0000",
  "\u202e",
  "\ud83d",
  "é",
  "0",
  "req_",
  ",",
  "%",
  "e",
  "A",
];

/** Characters cut, doubled, swapped or put in. */
export function textMutated(text: string, random: Random): string {
  let now = text;
  for (let times = 1 + below(random, 4); times > 0; times -= 1) {
    const at = below(random, now.length + 1);
    const how = below(random, 4);
    if (how === 0) now = now.slice(0, at) + now.slice(at + 1 + below(random, 6));
    else if (how === 1) now = now.slice(0, at) + pick(random, pieces) + now.slice(at);
    else if (how === 2) now = now.slice(0, at) + now.slice(Math.max(0, at - below(random, 12)));
    else now = now.slice(0, at) + String.fromCharCode(32 + below(random, 95)) + now.slice(at + 1);
  }
  return now;
}
