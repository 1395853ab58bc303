import type { Outcome } from "../../use-cases/outcome.ts";
import { CliFailure } from "../verb.ts";

/** The value, or exit code 1 with the refusal's own words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const errors = (outcome.refusal.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
  throw new CliFailure(1, [outcome.refusal.words, ...errors].join("\n"));
}
