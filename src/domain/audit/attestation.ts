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
