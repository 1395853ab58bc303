/** Which shards this process runs: `auto`, or `0-3/16` (shards 0 to 3 of 16). */
import { PlatformError } from "../platform.ts";

export interface Shards {
  /** null: as many as Discord recommends, all of them here. */
  ids: number[] | null;
  count: number | null;
}

export function parseShards(text: string | undefined): Shards {
  if (text === undefined || text === "auto") return { ids: null, count: null };
  const match = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(text);
  const [first, last, count] = [match?.[1], match?.[2] ?? match?.[1], match?.[3]].map(Number);
  if (!match || first === undefined || last === undefined || !count || first > last || last >= count)
    throw new PlatformError(
      "refused",
      `DISCORD_SHARDS must be "auto" or like "0-3/16" (shards 0 to 3 of 16), not "${text}".`,
    );
  return { ids: Array.from({ length: last - first + 1 }, (_, n) => first + n), count };
}
