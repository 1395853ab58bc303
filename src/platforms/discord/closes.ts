/** What the gateway's close codes mean for us. */

const fatal: Record<number, string> = {
  4004: "Discord does not accept our token any more. Put a current one into DISCORD_TOKEN and start again.",
  4010: "Discord refused our shard numbers. Check DISCORD_SHARDS (or unset it) and start again.",
  4011: "This bot is in so many servers that Discord wants more shards. Set DISCORD_SHARDS=auto and start again.",
  4012: "Discord no longer speaks the API version that this release uses. Update Countersign.",
  4013: "Discord refused our intents. Update Countersign.",
  4014: "Discord refused our intents as not allowed for this bot, although none is privileged. Update Countersign.",
};

/** A sentence for codes after which connecting again is pointless; null for all others. */
export function fatalClose(code: number): string | null {
  return fatal[code] ?? null;
}

/** Not authenticated, already authenticated, session no longer valid, invalid sequence, session timed out; and a normal close. */
const ENDS_SESSION = new Set([1000, 4003, 4005, 4006, 4007, 4009]);

/** Whether a resume that ended this way may be tried again. `null`: it did not end, Discord said "invalid session". */
export function lastsThrough(code: number | null): boolean {
  return code !== null && !ENDS_SESSION.has(code);
}
