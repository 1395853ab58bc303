/** One thing that is wrong in one workspace, recognisable from audit to audit. */
import { hash } from "node:crypto";
import type { Phrase } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import type { Confidence, Severity } from "./severity.ts";

export type SubjectKind = "agent" | "role" | "channel" | "workspace";

/** Who or what a finding is about. The id is the truth, the name is for reading. */
export interface Subject {
  kind: SubjectKind;
  id: string;
  name: string;
}

/** What a rule's check reports; the audit makes a `Finding` of it. */
export interface Raised {
  subject: Subject;
  /** The second party, when there is one: a role, a channel, another bot. */
  object?: Subject;
  /** Tells findings of one rule about the same subject and object apart. Made of ids and flags, sorted, never of names. */
  key?: string;
  /** Channels whose permissions the finding rests on, besides its object. */
  channels?: string[];
  /** Where context moves it from the rule's default; capped by the rule's ceiling. */
  severity?: Severity;
  confidence?: Confidence;
  /** One claim with numbers. */
  claim: Phrase;
  /** Why it matters here, when that can be said better than in the rule's own `why`. */
  matters?: Phrase;
  evidence: Phrase[];
  remedy: Remedy;
}

export interface Finding extends Raised {
  rule: string;
  /** Hex SHA-256; the same as long as it is the same fact. */
  fingerprint: string;
  title: string;
  category: string;
  severity: Severity;
  confidence: Confidence;
  standards: string[];
  /** Fingerprint of the worse finding about the same subject whose remedy closes this one too. */
  under: string | null;
  matters: Phrase;
}

/** Identity of a finding: independent of severity, of names and of the order of anything. */
export function fingerprint(rule: string, platform: string, workspace: string, raised: Raised): string {
  // Flat lists of well-formed words are canonical JSON (RFC 8785) as they are.
  const identity = JSON.stringify([
    "countersign/finding/v1",
    rule,
    platform,
    workspace,
    raised.subject.kind,
    raised.subject.id,
    raised.object === undefined ? null : [raised.object.kind, raised.object.id],
    raised.key ?? "",
  ]);
  return hash("sha256", identity, "hex");
}
