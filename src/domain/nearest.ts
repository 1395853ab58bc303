/** The known word that somebody most likely meant. */

/** Null when nothing is near enough to be worth suggesting. Ties go to the first in the list. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toUpperCase().replaceAll(/[\s-]+/g, "_");
  const begun = known.find((candidate) => wanted.length > 3 && candidate.toUpperCase().startsWith(wanted));
  if (begun !== undefined) return begun;
  let best: string | null = null;
  // A third of the letters wrong is a guess, more is noise.
  let least = Math.floor(Math.max(wanted.length, 3) / 3) + 1;
  for (const candidate of known) {
    const distance = edits(wanted, candidate.toUpperCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters to add, drop or replace to get from one word to the other. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
