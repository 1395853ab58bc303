/** Everything that can be the matter with a press, and every end of a request. */
import type { RequestStatus, WhyNot } from "../../src/domain/approval/request.ts";

export const requestStatuses = [
  "pending",
  "approved",
  "denied",
  "expired",
  "cancelled",
  "invalidated",
] as const satisfies readonly RequestStatus[];

const simple = {
  too_late: true,
  anonymous: true,
  bot: true,
  requester: true,
  excluded: true,
  not_approver: true,
  unchecked: true,
  not_due: true,
  not_approved: true,
  grant_consumed: true,
  grant_expired: true,
} satisfies Record<Exclude<WhyNot["code"], "already_final" | "already_voted" | "reason_required">, true>;

export const whyNots = [
  ...Object.keys(simple).map((code) => ({ code })),
  ...(["approve", "deny"] as const).flatMap((verdict) => [
    { code: "already_voted", verdict },
    { code: "reason_required", verdict },
  ]),
  ...requestStatuses
    .filter((status) => status !== "pending")
    .map((status) => ({ code: "already_final", status })),
] as WhyNot[];
