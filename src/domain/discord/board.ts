/**
 * What a channel's overwrites say to whom, for those who ask again and again what would be if somebody had other roles. Only the
 * low words of masks (bits 0 to 31): they hold everything that the escalation analysis asks about in channels.
 */
import type { Channel, Overwrite } from "./snapshot.ts";

export interface Said {
  allow: number;
  deny: number;
}

export interface Board {
  everyone: Said;
  roles: Map<string, Said>;
  members: Map<string, Said>;
  /** What is allowed to anybody. */
  given: number;
}

export const low = (mask: bigint): number => Number(BigInt.asIntN(32, mask));

/** Of a channel with known overwrites. Many channels share their list, and everything here. */
export function boardOf(
  { boards, guildId }: { boards: Map<Overwrite[], Board>; guildId: string },
  { overwrites }: Channel,
): Board {
  const known = boards.get(overwrites!);
  if (known !== undefined) return known;
  const board: Board = { everyone: nothing, roles: new Map(), members: new Map(), given: 0 };
  for (const { id, kind, allow, deny } of overwrites!) {
    const said = { allow: low(allow), deny: low(deny) };
    board.given |= said.allow;
    if (kind === "member") board.members.set(id, said);
    else if (id === guildId) board.everyone = said;
    else board.roles.set(id, said);
  }
  boards.set(overwrites!, board);
  return board;
}

const nothing: Said = { allow: 0, deny: 0 };

/** What is said to holders of these roles. */
export function heldBy({ roles }: Board, held: string[]): Said {
  let found = nothing;
  for (const role of held) {
    const said = roles.get(role);
    if (said !== undefined) found = { allow: found.allow | said.allow, deny: found.deny | said.deny };
  }
  return found;
}

/** Discord's overwrite arithmetic (arithmetic.ts): everyone's; the denials of all roles, then what they allow; the member's own. */
export function masked({ everyone }: Board, base: number, roles: Said, own: Said | undefined): number {
  const mask = (((base & ~everyone.deny) | everyone.allow) & ~roles.deny) | roles.allow;
  return own === undefined ? mask : (mask & ~own.deny) | own.allow;
}
