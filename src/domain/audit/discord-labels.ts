/** Permissions in the words of Discord's own screens. */
import type { Value } from "./phrase.ts";

export function labels(mask: bigint, screen?: "channel"): Value {
  return screen === undefined ? { permissions: mask.toString() } : { permissions: mask.toString(), screen };
}
