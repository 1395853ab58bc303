/** What a process's shards say together about its connection to Discord. */
export interface Heard {
  state: "connecting" | "connected" | "refused";
  why: string;
  /** When Discord last said anything there, in milliseconds since the epoch; 0: never. */
  heardAt: number;
}

/** `silentMs`: a line on which nothing was heard for longer is not fine, whatever it believes. */
export function healthOf(
  lines: Heard[],
  silentMs: number,
  now = Date.now(),
): { ok: boolean; why: string | null; heardAt?: number } {
  if (lines.length === 0) return { ok: false, why: "Connecting to Discord." };
  // The line that was silent longest: it is the one whose news are late.
  const heardAt = Math.min(...lines.map((line) => line.heardAt));
  const heard = heardAt > 0 ? { heardAt } : {};
  const broken = lines.filter(({ state }) => state !== "connected");
  const worst = broken.find(({ state }) => state === "refused") ?? broken[0];
  if (worst)
    return {
      ok: false,
      why: lines.length === 1 ? worst.why : `${broken.length} of ${lines.length} shards: ${worst.why}`,
      ...heard,
    };
  const silent = now - heardAt;
  if (silent <= silentMs) return { ok: true, why: null, ...heard };
  return {
    ok: false,
    why: `Nothing was heard from Discord for ${Math.round(silent / 1000)} seconds.`,
    ...heard,
  };
}
