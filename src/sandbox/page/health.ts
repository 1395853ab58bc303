/** What the service says about itself, in sentences; asked once a second, because asking is not free. */
import { z } from "zod";
import type { Sandbox } from "../run.ts";

const answer = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.object({ ok: z.boolean(), why: z.string().nullable() })),
});

export interface Health {
  state: "fine" | "trouble" | "down";
  /** One sentence per trouble. */
  why: string[];
}

export function watchHealth(sandbox: Sandbox): { now(): Health; close(): void } {
  let health: Health = { state: "fine", why: [] };
  const look = async () => {
    try {
      const response = await fetch(`${sandbox.service.url}/readyz`, { signal: AbortSignal.timeout(3_000) });
      const { ok, parts } = answer.parse(await response.json());
      const why = Object.values(parts).flatMap((part) => (part.why === null ? [] : [part.why]));
      health = { state: ok ? "fine" : "trouble", why };
    } catch {
      health = { state: "down", why: ["Countersign is not running."] };
    }
  };
  const timer = setInterval(() => void look(), 1_000);
  return { now: () => health, close: () => clearInterval(timer) };
}
