/**
 * Many masks as planes of 32-bit words: word w of mask i lies at `w * length + i`, so that a rule is one short loop over a plane.
 * Typed arrays answer millions of permission questions a second where bigint can't. Two planes carry today's bits; a guild that
 * shows bits from 64 upwards simply gets more of them, always in pairs.
 */
export interface Lanes {
  length: number;
  words: number;
  at: Int32Array;
}

/** How many 32-bit words every mask of the guild needs. They come in pairs; the rules look at the first two. */
export const wordsFor = (universe: bigint): number => 2 * Math.ceil(universe.toString(2).length / 64);

export const newLanes = (length: number, words: number): Lanes => ({
  length,
  words,
  at: new Int32Array(length * words),
});

export function putMask(lanes: Lanes, index: number, mask: bigint): void {
  const { length, words, at } = lanes;
  if (mask <= Number.MAX_SAFE_INTEGER) {
    const small = Number(mask);
    at[index] = small;
    at[length + index] = small / 2 ** 32;
    return;
  }
  for (let word = 0; word < words; word++)
    at[word * length + index] = Number((mask >> BigInt(32 * word)) & 0xffffffffn);
}

export function maskAt({ length, words, at }: Lanes, index: number): bigint {
  const low = at[index]! >>> 0;
  const high = at[length + index]! >>> 0;
  let mask = high < 2 ** 21 ? BigInt(high * 2 ** 32 + low) : (BigInt(high) << 32n) | BigInt(low);
  for (let word = 2; word < words; word++)
    mask |= BigInt(at[word * length + index]! >>> 0) << BigInt(32 * word);
  return mask;
}

/** Goes through 64-bit integers in memory: the processor splits them, where arithmetic would make new bigints. */
export function lanesOf(masks: bigint[], words: number): Lanes {
  const { length } = masks;
  const lanes = newLanes(length, words);
  const whole = new BigUint64Array(length);
  const halves = new Int32Array(whole.buffer);
  for (let word = 0; word < words; word += 2) {
    for (let index = 0; index < length; index++)
      whole[index] = word === 0 ? masks[index]! : masks[index]! >> BigInt(32 * word);
    for (let index = 0; index < length; index++) {
      lanes.at[word * length + index] = halves[2 * index]!;
      lanes.at[(word + 1) * length + index] = halves[2 * index + 1]!;
    }
  }
  return lanes;
}
