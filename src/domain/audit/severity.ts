/** How bad a finding is, from a note to an emergency. The order is the meaning: compare with `worse`. */
export const severities = ["info", "low", "medium", "high", "critical"] as const;

export type Severity = (typeof severities)[number];

/** How sure we are that the finding is true. A compensating control lowers this, never the severity. */
export const confidences = ["low", "medium", "high"] as const;

export type Confidence = (typeof confidences)[number];

export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function worst(all: Iterable<Severity>): Severity | null {
  let found: Severity | null = null;
  for (const severity of all) if (found === null || rank(severity) > rank(found)) found = severity;
  return found;
}

/** Context may lower a severity freely, and raise it only up to the rule's ceiling. */
export function capped(severity: Severity, ceiling: Severity): Severity {
  return rank(severity) > rank(ceiling) ? ceiling : severity;
}
