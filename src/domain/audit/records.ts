/** What the service remembers and a snapshot can't hold. All of it may be missing; a rule that needs it then says so. */
import type { Attestation } from "./attestation.ts";
import type { Persona } from "./rule.ts";
import type { Usage } from "./usage.ts";

export interface Records {
  /** Proven use; null when nothing was recorded. */
  usage: Usage | null;
  /** People's confirmations; null when nobody keeps a checklist. */
  attestations: Attestation[] | null;
  persona: Persona;
}

export const noRecords: Records = { usage: null, attestations: null, persona: "regular" };
