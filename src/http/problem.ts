import type { Refusal, RefusalCode } from "../use-cases/outcome.ts";

/** Codes that arise at the door itself, before any use case. */
export type DoorCode =
  | "internal"
  | "json_invalid"
  | "key_missing"
  | "media_type_unsupported"
  | "method_not_allowed"
  | "not_found"
  | "request_invalid"
  | "unavailable";

export type Code = RefusalCode | DoorCode;

/** The HTTP status of every stable code (api.md, section 3). */
export const statusOf = {
  action_unknown: 404,
  agent_frozen: 423,
  agent_unknown: 404,
  already_final: 409,
  body_invalid: 422,
  claim_refused: 403,
  document_invalid: 422,
  grant_consumed: 409,
  grant_expired: 410,
  grant_invalid: 422,
  grant_mismatch: 422,
  idempotency_conflict: 409,
  internal: 500,
  json_invalid: 400,
  key_expired: 401,
  key_invalid: 401,
  key_missing: 401,
  key_unknown: 404,
  media_type_unsupported: 415,
  method_not_allowed: 405,
  no_approver_reachable: 409,
  not_approved: 409,
  not_found: 404,
  params_invalid: 422,
  rate_limited: 429,
  reason_required: 422,
  request_invalid: 400,
  request_unknown: 404,
  too_large: 413,
  unavailable: 503,
} as const satisfies Record<Code, number>;

export interface Problem extends Omit<Refusal, "code"> {
  code: Code;
  headers?: Record<string, string>;
}

/** RFC 9457: `code` is stable and for programs, `detail` is for people. */
export function problemResponse(problem: Problem): Response {
  const status = statusOf[problem.code];
  const headers = new Headers({ "content-type": "application/problem+json", ...problem.headers });
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="countersign"');
  if (problem.retryAfterMs !== undefined)
    headers.set("retry-after", String(Math.ceil(problem.retryAfterMs / 1000)));
  const body = {
    type: `urn:countersign:problem:${problem.code}`,
    title: titleOf(problem.code),
    status,
    code: problem.code,
    detail: problem.words,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function titleOf(code: Code): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
