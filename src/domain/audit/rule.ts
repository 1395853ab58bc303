/** The one shape of a rule. A rule looks at a view of one snapshot and says what is wrong: pure, synchronous, no clock. */
import type { DiscordView } from "./view-discord.ts";
import type { TelegramView } from "./view-telegram.ts";
import type { Raised } from "./finding.ts";
import type { FixKind } from "./remedy.ts";
import type { Confidence, Severity } from "./severity.ts";

/** What goes wrong when it goes wrong, in five classes that an owner of a server understands. */
export const categories = {
  exfiltration: "private things leak out",
  damage: "things get changed or destroyed",
  exposure: "more is reachable than needed",
  escalation: "it can give itself more power",
  credentials: "keys or identities get stolen",
} as const;

export type Category = keyof typeof categories;

/** Who wants to hear it: everybody; people who tidy up; people who look for everything. */
export const personas = ["regular", "pedantic", "auditor"] as const;

export type Persona = (typeof personas)[number];

/** Facts that not every snapshot has. A rule whose needs are unmet is listed as skipped with the reason. */
export type Need =
  | "actions"
  | "activity"
  | "audit-log"
  | "usage"
  | "approvals-place"
  | "approvers"
  | "checklist"
  | "self"
  | "mfa-level";

interface Meta {
  /** Dotted words, never renumbered: the file, the page and the example have this name too. */
  id: string;
  title: string;
  /** What is looked at, in one or two sentences. */
  what: string;
  why: string;
  category: Category;
  /** Without context that says otherwise. */
  severity: Severity;
  /** The most that context can make of it. */
  ceiling: Severity;
  confidence: Confidence;
  persona: Persona;
  scope: "agent" | "role" | "channel" | "workspace";
  /** auto: the snapshot proves it. semi: it needs somebody's report. attest: only a person can tell. */
  observability: "auto" | "semi" | "attest";
  needs: Need[];
  fix: FixKind;
  /** How to put it right by hand, step by step. */
  byHand: string[];
  /** How this can be wrong, and what it cannot see. */
  wrong: string[];
  standards: string[];
}

export type Rule = Meta &
  (
    | { platform: "discord"; check(view: DiscordView): Raised[] }
    | { platform: "telegram"; check(view: TelegramView): Raised[] }
    | { platform: "any"; check(view: DiscordView | TelegramView): Raised[] }
  );
