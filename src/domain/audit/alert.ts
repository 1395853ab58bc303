/** What an alert says, as data: the card is made from it, and remade when more of the same happens. */
import type { Miss } from "./acted.ts";
import type { Attributed } from "./drift.ts";

export interface ActedItem {
  entryId: string;
  type: string;
  target: Record<string, string>;
  where: Record<string, string>;
  /** RFC 3339. */
  at: string;
  /** What whoever did it wrote into the log. */
  reason: string | null;
  miss: Miss;
}

export interface Acted {
  kind: "acted";
  agent: string;
  account: { id: string; name: string };
  /** The first ones; `more` counts those that have no room. */
  items: ActedItem[];
  more: number;
}

/** Somebody can do more than before. */
export interface Widened {
  kind: "widened";
  /** The first ones; `more` counts those that have no room. */
  changes: Attributed[];
  more: number;
}

export type AlertBody = Acted | Widened;

/** Whoever got one of these can take everything else. */
const takesAll = new Set([
  "ADMINISTRATOR",
  "MANAGE_GUILD",
  "MANAGE_ROLES",
  "MANAGE_WEBHOOKS",
  "can_promote_members",
]);

/** Neither quiet hours nor a day with enough alerts hold this back. */
export function isEmergency(changes: readonly Pick<Attributed, "names">[]): boolean {
  return changes.some(({ names }) => names.some((name) => takesAll.has(name)));
}

const MOST_ITEMS = 8;

export function addActed(body: Acted, item: ActedItem): Acted {
  return body.items.length < MOST_ITEMS
    ? { ...body, items: [...body.items, item] }
    : { ...body, more: body.more + 1 };
}
