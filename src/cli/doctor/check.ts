/** One thing that was looked at. `unknown`: it could not be told, which is not the same as fine. */
export interface Check {
  about: string;
  verdict: "ok" | "problem" | "unknown";
  /** What was found and, unless it is fine, what to do. */
  says: string;
}

export const ok = (about: string, says: string): Check => ({ about, verdict: "ok", says });
export const problem = (about: string, says: string): Check => ({ about, verdict: "problem", says });
export const unknown = (about: string, says: string): Check => ({ about, verdict: "unknown", says });

export type Fetch = typeof globalThis.fetch;

/** The platform's answer; null with the reason when there was none. `takenAt`: what its clock said. */
export async function askPlatform(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown; takenAt: number | null } | { status: null; why: string }> {
  try {
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(10_000) });
    const date = Date.parse(response.headers.get("date") ?? "");
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body, takenAt: Number.isNaN(date) ? null : date };
  } catch (cause) {
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    return { status: null, why: inner instanceof Error ? inner.message : String(inner) };
  }
}

/** Grants and platform tokens live by the clock: more than a few seconds off breaks them in confusing ways. */
export function clockCheck(platform: string, takenAt: number | null, now: number): Check {
  if (takenAt === null) return unknown("clock", `${platform} did not say what time it is.`);
  const seconds = Math.round((now - takenAt) / 1000);
  return Math.abs(seconds) <= 10
    ? ok("clock", `This machine and ${platform} agree on the time.`)
    : problem(
        "clock",
        `This machine is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} ${platform}. Turn on time synchronisation (NTP).`,
      );
}
