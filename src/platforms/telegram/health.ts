/** What `Platform.health` says. */
export interface Health {
  /** Fine, though nothing needs to be heard here: somebody else polls, or Telegram comes to us. */
  ok(): void;
  /** Telegram answered; it has to again within the patience. */
  heard(): void;
  bad(why: string): void;
  now(): { ok: boolean; why: string | null; heardAt?: number };
}

/** `silentMs`: without an answer for longer than that, a poller is not fine, whatever it believes. */
export function createHealth(silentMs = Infinity, clock = () => performance.now()): Health {
  let why: string | null = "Not connected to Telegram yet.";
  let heard: number | null = null;
  return {
    ok() {
      why = null;
      heard = null;
    },
    heard() {
      why = null;
      heard = clock();
    },
    bad(sentence) {
      why = sentence;
    },
    now() {
      if (heard === null) return { ok: why === null, why };
      const silent = clock() - heard;
      // Told by the distance, so that a clock that is set anew makes nobody unwell.
      const heardAt = Math.round(Date.now() - silent);
      if (why === null && silent > silentMs)
        return {
          ok: false,
          why: `Nothing was heard from Telegram for ${Math.round(silent / 1000)} seconds; what arrives there waits.`,
          heardAt,
        };
      return { ok: why === null, why, heardAt };
    },
  };
}
