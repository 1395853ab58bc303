/** Permissions in the words of Discord's own screens. */
import { labelOf, namesOf } from "../discord/flags.ts";

export function labels(mask: bigint, screen: "server" | "channel" = "server"): string {
  return namesOf(mask)
    .map((name) => labelOf(name, screen))
    .join(", ");
}
