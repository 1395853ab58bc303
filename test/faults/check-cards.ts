/** Whether every card on both platforms shows how its request ended. */
import type { CopyRow, Evidence, RequestRow } from "./evidence.ts";
import type { CardOnPlatform } from "./platforms-process.ts";

const titles: Record<string, RegExp> = {
  approved: /\bApproved\b/,
  denied: /\bDenied\b/,
  expired: /\bExpired\b/,
  cancelled: /\bWithdrawn\b/,
  invalidated: /\bNo longer valid\b/,
};
const uses: Record<string, RegExp> = {
  unclaimed: /has not been used yet/,
  consumed: /has been used/,
  lapsed: /was not used and is void/,
};

export function brokenCards({ requests, copies, platforms }: Evidence): string[] {
  const broken: string[] = [];
  const byMessage = new Map(platforms.cards.map((card) => [keyOf(card.platform, card.message), card]));
  for (const row of requests) {
    const mine = copies.filter(({ request }) => request === row.id);
    for (const platform of ["discord", "telegram"] as const)
      if (!mine.some((copy) => copy.platform === platform))
        broken.push(`${row.id} has no card on ${platform}`);
    for (const copy of mine) broken.push(...faultsOf(row, copy, byMessage));
  }
  for (const { platform, request } of strays({ requests, copies, platforms }))
    // Discord knows a repeated post by its nonce, so there is no excuse for a second one.
    if (platform === "discord") broken.push(`${request} has a card on Discord that nobody keeps up to date`);
  return broken;
}

/** Cards that still ask although their request has another card there. Their buttons decide nothing. */
export function strays({
  requests,
  copies,
  platforms,
}: Pick<Evidence, "requests" | "copies" | "platforms">): { platform: string; request: string }[] {
  const known = new Set(copies.map(({ platform, message }) => keyOf(platform, message)));
  const ids = new Set(requests.map(({ id }) => id));
  return platforms.cards.flatMap(({ platform, message, buttons }) => {
    const request = buttons
      .map((button) => /^approve:(\w+)/.exec(button)?.[1])
      .find((id) => id !== undefined);
    return request && ids.has(request) && !known.has(keyOf(platform, message)) ? [{ platform, request }] : [];
  });
}

function faultsOf(row: RequestRow, copy: CopyRow, cards: Map<string, CardOnPlatform>): string[] {
  const where = `the card of ${row.id} on ${copy.platform}`;
  if (copy.failure !== null) return [`${where} was given up: ${copy.failure}`];
  if (copy.message === null) return [`${where} was never posted`];
  const card = cards.get(keyOf(copy.platform, copy.message));
  if (!card) return [`${where} is not there`];
  const faults: string[] = [];
  if (copy.behind) faults.push(`${where} counts as not drawn`);
  const title = titles[row.state];
  if (title && !title.test(card.text)) faults.push(`${where} does not say that it is ${row.state}`);
  const use = row.state === "approved" ? uses[row.grantState ?? ""] : undefined;
  if (use && !use.test(card.text)) faults.push(`${where} does not say that its grant is ${row.grantState}`);
  if (row.state !== "pending" && card.buttons.some((button) => /^(approve|deny)/.test(button)))
    faults.push(`${where} can still be pressed`);
  return faults;
}

function keyOf(platform: string, message: string | null): string {
  return `${platform}/${message}`;
}
