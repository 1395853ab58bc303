/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** So many different members, in some order. */
  some<T>(list: readonly T[], count: number): T[];
}

export function seeded(...seed: (number | string)[]): Random {
  let state = hash(seed.join("/"));
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[between(0, list.length - 1)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  };
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick,
    some<T>(list: readonly T[], count: number) {
      const left = [...list];
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [taken] = left.splice(between(0, left.length - 1), 1);
        return taken as T;
      });
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
