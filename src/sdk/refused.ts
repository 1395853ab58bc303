/** Why a grant was refused. Stable: executors may act on these. */
export type RefusalReason =
  | "grant_malformed"
  | "key_unknown"
  | "alg_refused"
  | "typ_refused"
  | "signature_invalid"
  | "issuer_mismatch"
  | "audience_mismatch"
  | "grant_not_yet_valid"
  | "grant_expired"
  | "params_unfit"
  | "grant_mismatch"
  | "grant_consumed";

/** The grant does not allow this. Do not run the action. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: RefusalReason;
  constructor(code: RefusalReason, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the grant allows this could not be found out. Do not run the action; the same grant may be tried again. */
export class Indeterminate extends Error {
  override readonly name = "Indeterminate";
  readonly code: "jwks_unavailable" | "store_failed";
  constructor(code: "jwks_unavailable" | "store_failed", message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
