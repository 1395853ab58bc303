/** What only a person can tell, and until when their word holds. Kept by the service; the audit only reads it. */
export interface Attestation {
  /** Which control: `key-rotation`, `slash-scope`, `separate-machines`, or an item of the checklist. */
  control: string;
  /** What the control is called, for people. */
  title: string;
  /** Platform user id of the agent it is about; null for the workspace. */
  subject: string | null;
  /** Milliseconds since the epoch; null when nobody has ever attested it. */
  validUntil: number | null;
}

export function holds(all: Attestation[], control: string, subject: string | null, at: number): boolean {
  return all.some(
    (one) =>
      one.control === control && one.subject === subject && one.validUntil !== null && one.validUntil > at,
  );
}

/** How long somebody's word may hold. */
export const longestWordMs = 400 * 24 * 60 * 60 * 1000;

export type WordRefusal = "no-evidence" | "in-the-past" | "too-long" | "same-person" | "owner";

/** Somebody's word about a control. `second`: another person has to agree before it counts. */
export interface Word {
  evidence: string;
  /** Milliseconds since the epoch. */
  until: number;
}

export function refusedWord({ evidence, until }: Word, now: number): WordRefusal | null {
  if (evidence.trim() === "") return "no-evidence";
  if (until <= now) return "in-the-past";
  return until > now + longestWordMs ? "too-long" : null;
}

/**
 * Whether somebody may be the second person: not the first one, and not who answers for the agent that it is about.
 * `accounts` are all accounts of the human who wants to be.
 */
export function refusedSecond(
  accounts: readonly string[],
  first: string,
  excluded: readonly string[],
): WordRefusal | null {
  if (accounts.includes(first)) return "same-person";
  return accounts.some((one) => excluded.includes(one)) ? "owner" : null;
}
