import { z } from "zod";

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `90s`, `15m`, `2h` or `90d` as milliseconds; null when it is not written so. */
export function durationMs(text: string): number | null {
  const match = /^([1-9][0-9]{0,5})([smhd])$/.exec(text);
  if (!match) return null;
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

/** A duration in a file or a request body, kept as it was written. */
export const duration = z
  .string()
  .refine((text) => durationMs(text) !== null, { error: "write a duration such as 90s, 15m, 2h or 90d" });
