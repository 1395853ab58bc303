/** What the card of a request is made of, from any values: the longest that the agents' door lets in. */
import type { RequestCardInput } from "../../src/cards/request.ts";
import { actionHash, canonical } from "../../src/domain/approval/action.ts";
import { requestStatuses } from "../words/cases.ts";
import { inputs } from "./every-card-inputs.ts";
import type { Any } from "./every-card-values.ts";

export function requestInput(any: Any): RequestCardInput {
  const params = any.of<() => Record<string, unknown>>(
    () => ({ orderId: any.words(40), amount: "49.00" }),
    () => ({ note: any.words(60_000) }),
    () => Object.fromEntries(any.many(60, (index) => [`${index}${any.words(30)}`, any.words(60)])),
  )();
  const safe = JSON.parse(JSON.stringify(params).replace(/\\ud[89a-f][0-9a-f]{2}/gi, "x")) as object;
  const votes = any.many(9, (index) => ({
    person: `p${index}`,
    platform: inputs.platform(any),
    userId: any.id(),
    name: any.name(),
    verdict: any.of("approve" as const, "deny" as const),
    reason: any.of(null, any.words(500)),
    at: any.time(),
    matched: [],
    counts: any.yes(),
    factor: any.of("click" as const, "remembered" as const),
    remember: false,
  }));
  const status = any.of(...requestStatuses);
  const made = any.time();
  return {
    id: "req_0123456789abcdefghjkmnpqrs",
    agentId: inputs.agentId(any),
    action: inputs.action(any),
    title: any.of(null, any.words(80) || "x"),
    params: canonical(safe),
    actionHash: actionHash("refund.issue", safe),
    reason: any.of(null, any.words(1000)),
    audience: any.words(100) || "x",
    origin: any.of(null, {
      platform: "discord" as const,
      workspace: any.workspace(),
      channel: any.id(),
      messageId: any.id(),
      requestedBy: any.id(),
    }),
    state: {
      status,
      version: 1,
      policy: {
        approvers: any.many(20, () => `discord:role:${any.id()}`),
        quorum: any.of(1, 2, 20),
        groups: any.many(5, () => ({
          name: any.words(40) || "x",
          approvers: [`discord:user:${any.id()}`],
          need: 1,
        })),
        veto: 1,
        decideWithinMs: 900_000,
        useWithinMs: 300_000,
        requireReason: any.of("never", "deny", "always"),
        excluded: [`discord:${any.id()}`],
        escalate: [{ afterMs: 300_000, to: [`telegram:user:${any.id()}`] }],
        remember: any.of(null, { forMs: 3_600_000, uses: 3 }),
        ...(any.yes() && { posture: "critical" as const }),
      },
      requestedBy: any.of(null, `telegram:${any.id()}`),
      createdAt: made,
      decideBy: made + 900_000,
      useWithinMs: 300_000,
      escalated: any.count(1),
      votes,
      decidedAt: status === "pending" ? null : made + 1,
      ending:
        status === "pending" || status === "approved"
          ? null
          : {
              by: any.of(null, { platform: "discord", userId: any.id(), name: any.name() }),
              reason: any.of(null, any.words(500)),
            },
      grant:
        status === "approved"
          ? {
              id: "grt_0123456789abcdef",
              state: any.of("unclaimed", "consumed", "lapsed"),
              useBy: made + 300_001,
              consumedAt: any.of(null, made + 2),
            }
          : null,
    },
    grades: any.many(2, () => ({ platform: inputs.platform(any), grade: "C" })),
    askerName: any.of(null, any.name()),
    callbackFailed: any.yes(),
    unreachable: any.many(6, () => ({
      text: any.words(200),
      link: any.of(null, "https://t.me/countersign_bot"),
    })),
  };
}
