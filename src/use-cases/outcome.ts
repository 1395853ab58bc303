/** What a use case answers: a value, or a refusal in plain words. Failures (database gone, bug) are thrown instead. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export interface Refusal {
  code: RefusalCode;
  /** One sentence for whoever asked: a developer or a person in a chat. */
  words: string;
  /** For `params_invalid` and `body_invalid`: where in the body, as a JSON pointer, and what was expected. */
  errors?: { path: string; message: string }[];
  /** For `rate_limited`. */
  retryAfterMs?: number;
}

/** Stable codes; `http` maps each to a status (api.md, section 3). */
export type RefusalCode =
  | "action_unknown"
  | "agent_frozen"
  | "agent_unknown"
  | "already_final"
  | "body_invalid"
  | "claim_refused"
  | "document_invalid"
  | "grant_consumed"
  | "grant_expired"
  | "grant_invalid"
  | "grant_mismatch"
  | "idempotency_conflict"
  | "key_expired"
  | "key_invalid"
  | "key_unknown"
  | "no_approver_reachable"
  | "not_approved"
  | "params_invalid"
  | "rate_limited"
  | "reason_required"
  | "request_unknown"
  | "too_large";

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  words: string,
  more: Omit<Refusal, "code" | "words"> = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, words, ...more } };
}
