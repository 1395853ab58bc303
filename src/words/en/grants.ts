/** What is said about an agent's permissions beside its manifest. */
import type { GrantState } from "../../domain/audit/grants.ts";

export const grants = {
  heading: "Permissions, against the manifest",
  state: {
    forbidden: "forbidden by the manifest, and held",
    undeclared: "held, not declared",
    missing: "declared, not held: it will break",
    review: "declared and held, not seen in use",
    unknown: "can't be told",
    ok: "as declared",
  } satisfies Record<GrantState, string>,
  everywhere: (n: number) => `${n} ${n === 1 ? "permission" : "permissions"} as declared`,
  /** Between a state and what it is about. */
  of: ": ",
} as const;
