/** What the service remembers and a snapshot can't hold. All of it may be missing; a rule that needs it then says so. */
import type { Attestation } from "./attestation.ts";
import type { Persona } from "./rule.ts";
import type { Unapproved } from "./unapproved.ts";
import type { Usage } from "./usage.ts";

export interface Records {
  /** Proven use; null when nothing was recorded. */
  usage: Usage | null;
  /** People's confirmations; null when nobody keeps a checklist. */
  attestations: Attestation[] | null;
  /** What agents did without the approval that their manifests ask for, lately; null when nobody compares. */
  unapproved: Unapproved[] | null;
  persona: Persona;
}

export const noRecords: Records = { usage: null, attestations: null, unapproved: null, persona: "regular" };
