/** What an agent's manifest says, against what it holds: one state a permission, for the workspace and where a channel differs. */
import type { Usage } from "./usage.ts";

/**
 * ok: declared and held. review: declared and held, but nobody saw it used in a window that was covered. undeclared: held
 * without a word in the manifest. missing: required and not held, so the agent will break. forbidden: held although the
 * manifest rules it out. unknown: not all that decides it could be seen.
 */
export const grantStates = ["forbidden", "undeclared", "missing", "review", "unknown", "ok"] as const;

export type GrantState = (typeof grantStates)[number];

/** What is known about use: `unknown` for what leaves no trace, and for windows that were not covered. */
export type Use = "used" | "unused" | "unknown";

/** `place` null: anywhere in the workspace. */
export type Uses = (permission: string, place: string | null) => Use;

/** From what was watched. Of a single channel only use is known, never disuse: the log does not always tell where. */
export function usesOf(usage: Usage | null, agent: string, unused: readonly string[]): Uses {
  const used = new Set((usage?.used ?? []).filter((one) => one.agent === agent).map((one) => one.permission));
  const there = new Set(
    (usage?.used ?? []).flatMap(({ agent: who, permission, channel }) =>
      who === agent && channel !== undefined ? [`${permission} ${channel}`] : [],
    ),
  );
  return (permission, place) => {
    if (place !== null) return there.has(`${permission} ${place}`) ? "used" : "unknown";
    if (used.has(permission)) return "used";
    return unused.includes(permission) ? "unused" : "unknown";
  };
}

export interface GrantLine {
  /** As written in manifests: `SEND_MESSAGES`, `can_delete_messages`; or one of `standing`. */
  permission: string;
  state: GrantState;
  /** The manifest's own words; null for what it does not mention. */
  why: string | null;
  used: Use;
  /** Where; null for the whole workspace. */
  places: { id: string; name: string }[] | null;
}

/** What Telegram has no right for and a manifest still speaks about. */
export const standing = {
  admin: "administrator",
  readsAll: "reads everything",
  here: "being in this chat",
} as const;

/** Held and declared: only proof of disuse, never the lack of proof, asks for a second look. */
export function heldAndDeclared(used: Use): GrantState {
  return used === "unused" ? "review" : "ok";
}

/** What needs a person first; within a state by name. Lines that differ only in where become one. */
export function inGrantOrder(lines: GrantLine[]): GrantLine[] {
  const merged = new Map<string, GrantLine>();
  for (const line of lines) {
    const key = `${line.state}/${line.permission}/${line.places === null}`;
    const same = merged.get(key);
    if (same?.places && line.places) same.places.push(...line.places);
    else merged.set(key, { ...line, places: line.places === null ? null : [...line.places] });
  }
  const rank = (line: GrantLine) => grantStates.indexOf(line.state);
  return [...merged.values()].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.permission < b.permission ? -1 : a.permission > b.permission ? 1 : 0) ||
      Number(a.places !== null) - Number(b.places !== null),
  );
}
