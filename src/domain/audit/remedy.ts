/** What a person can do about a finding: the smallest change that silences it, never wider than today. */
import type { Purpose } from "../manifest.ts";
import type { Phrase } from "./phrase.ts";
import type { Replay } from "./replay.ts";

/**
 * reinvite: one click on Discord's consent screen. settings: taps in the platform's own settings. remove: take the bot
 * out. declare: the owner says what the agent needs. attest: a person looks at something no API shows, and confirms it.
 */
export type FixKind = "reinvite" | "settings" | "remove" | "declare" | "attest";

/** One step of a remedy as data, so that it can be tried on a snapshot before anybody clicks. Masks are decimal strings. */
export type Change =
  | { op: "set-role-permissions"; role: string; permissions: string }
  | { op: "take-role"; member: string; role: string }
  | {
      op: "set-overwrite";
      channel: string;
      target: string;
      kind: "role" | "member";
      allow: string;
      deny: string;
    }
  | { op: "delete-overwrite"; channel: string; target: string }
  | { op: "move-role-below"; role: string; below: string }
  /** Out of onboarding, and without requirements by which an app hands it out. */
  | { op: "close-role"; role: string }
  | { op: "set-guild"; key: "mfa_level"; value: number }
  | { op: "set-rights"; member: string; rights: string[] }
  | { op: "set-chat-permission"; key: string; value: boolean }
  | { op: "delete-webhook"; webhook: string }
  | { op: "remove-member"; member: string }
  | { op: "attest"; bot: string; fact: string; value: boolean }
  | { op: "confirm"; control: string; subject: string | null }
  | { op: "declare"; bot: string; what: Declaration };

/** What the owner of an agent writes down about it. */
export type Declaration =
  | { purpose: Purpose }
  | { channels: string[] }
  | { privacyMode: "disabled" }
  | { withdraw: string[] };

export interface Remedy {
  kind: FixKind;
  summary: Phrase;
  steps: Phrase[];
  /** Opens the platform's own screen; a person confirms there. */
  link: string | null;
  /** What could stop working. */
  breaks: Phrase;
  /** Another way by which the same power stays after this remedy; null when there is none that we can see. */
  survivingRoute: Phrase | null;
  undo: { text: Phrase; link: string | null };
  /** The person who can click it. */
  who: Phrase;
  changes: Change[];
  /** What was seen used, tried on what this leaves; missing where nothing was watched. `breaks` says it in words. */
  replay?: Replay;
}
