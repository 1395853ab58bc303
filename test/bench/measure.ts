/** One result: a line of JSON (api.md, section 1). `ratio` says how many times better ours is; peer and ratio are null without a peer. */
export interface Line {
  bench: string;
  metric: string;
  ours: number;
  peer: number | null;
  peerName: string | null;
  ratio: number | null;
  unit: string;
}

/** A benchmark: its lines, or an error when the compared results differ. */
export type Bench = () => Line[] | Promise<Line[]>;

/** Median milliseconds of one run, after warming up. */
export function median(run: () => void, rounds: number, warmUp = Math.ceil(rounds / 2)): number {
  for (let round = 0; round < warmUp; round++) run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    run();
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)]!;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Two medians in milliseconds as a line. */
export const compare = (
  bench: string,
  metric: string,
  ours: number,
  peer: number,
  peerName: string,
): Line => ({
  bench,
  metric,
  ours: rounded(ours),
  peer: rounded(peer),
  peerName,
  ratio: rounded(peer / ours),
  unit: "ms",
});
