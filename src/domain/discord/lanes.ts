/**
 * Masks as rows of 32-bit words, lowest first: typed arrays answer millions of permission questions a second where bigint can't.
 * Two words carry today's bits; a guild that shows bits from 64 upwards simply gets wider rows.
 */

/** How many 32-bit words every mask of the guild needs. Never below two, because the rules look at bits up to 38. */
export const wordsFor = (universe: bigint): number =>
  Math.max(2, Math.ceil(universe.toString(2).length / 32));

/** Writes the mask at this row. */
export function putMask(lanes: Uint32Array, row: number, words: number, mask: bigint): void {
  const at = row * words;
  if (mask <= Number.MAX_SAFE_INTEGER) {
    const small = Number(mask);
    lanes[at] = small;
    lanes[at + 1] = small / 2 ** 32;
    return;
  }
  for (let word = 0; word < words; word++)
    lanes[at + word] = Number((mask >> BigInt(32 * word)) & 0xffffffffn);
}

/** The mask at this row. */
export function maskAt(lanes: Uint32Array, row: number, words: number): bigint {
  let mask = 0n;
  for (let word = words - 1; word >= 0; word--) mask = (mask << 32n) | BigInt(lanes[row * words + word] ?? 0);
  return mask;
}

/** The masks as rows, in order. */
export function rowsOf(masks: bigint[], words: number): Uint32Array {
  const lanes = new Uint32Array(masks.length * words);
  masks.forEach((mask, row) => putMask(lanes, row, words, mask));
  return lanes;
}
