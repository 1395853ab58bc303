/**
 * Where an executor remembers the grants it has used. `add` must be atomic across everything that executes for one
 * audience: true when `jti` was not there yet and is now, false when it was. `exp` is in seconds since the epoch; the
 * entry may be dropped a minute after it. In SQL: `insert … on conflict do nothing`, and look at the row count.
 */
export interface Consumed {
  add(jti: string, exp: number): Promise<boolean>;
}

/** For demonstrations and tests: forgets everything when the process ends, so a restart allows a replay. */
export function inMemory(now: () => number = Date.now): Consumed {
  const seen = new Map<string, number>();
  return {
    async add(jti, exp) {
      for (const [old, until] of seen) if (until + 60 < now() / 1000) seen.delete(old);
      if (seen.has(jti)) return false;
      seen.set(jti, exp);
      return true;
    },
  };
}
