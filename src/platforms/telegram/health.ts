/** What `Platform.health` says. */
export interface Health {
  ok(): void;
  bad(why: string): void;
  now(): { ok: boolean; why: string | null };
}

export function createHealth(): Health {
  let why: string | null = "Not connected to Telegram yet.";
  return {
    ok() {
      why = null;
    },
    bad(sentence) {
      why = sentence;
    },
    now: () => ({ ok: why === null, why }),
  };
}
