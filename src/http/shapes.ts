/** The JSON of the interface: what agents send and get (api.md, section 3). */
import { z } from "@hono/zod-openapi";
import { duration } from "../domain/duration.ts";
import type { RequestView } from "../use-cases/request-view.ts";

const time = z.iso.datetime().openapi({ example: "2026-11-22T12:00:00.000Z" });
const platform = z.enum(["discord", "telegram"]);
const text = (max: number) => z.string().min(1).max(max);
const id = z
  .string({ error: "write ids as strings: numbers this long lose digits" })
  .regex(/^-?[0-9]{1,20}$/, { error: "an id is digits only" });

export const wishShape = z
  .strictObject({
    action: text(200).openapi({ example: "refund.issue", description: "A type from the agent's manifest." }),
    params: z
      .unknown()
      .refine((value) => value !== undefined, {
        error: "say what exactly is to be done; {} when the action has no params",
      })
      .openapi({
        description:
          "Checked against the action's JSON Schema. These exact values are shown, approved, hashed and run.",
      }),
    reason: z.string().max(1000, { error: "at most 1,000 characters" }).optional().openapi({
      description: "The agent's words, shown to approvers as unverified.",
    }),
    audience: text(100)
      .optional()
      .openapi({ description: "Who will execute it; the grant is good for nobody else." }),
    origin: z
      .strictObject({
        platform,
        workspace: id.optional(),
        channel: id.optional(),
        messageId: id.optional(),
        requestedBy: id.optional().openapi({ description: "The human whose wish it was; may not vote." }),
      })
      .optional(),
    decideWithin: duration
      .optional()
      .openapi({ example: "15m", description: "At most what the policy allows." }),
    useWithin: duration.optional().openapi({ example: "5m", description: "At most what the policy allows." }),
    callbackUrl: z
      .url({ error: "expected an address such as https://agent.example.org/countersign" })
      .max(2000)
      .optional(),
  })
  .openapi("Wish");

export const askedShape = z
  .object({
    id: z.string(),
    state: z.enum(["pending", "approved", "denied", "expired", "cancelled", "invalidated"]),
    actionHash: z.string(),
    claimSecret: z
      .string()
      .openapi({ description: "Turns the approval into a grant. Shown here only; keep it to yourself." }),
    decideBy: time,
    quorum: z.object({ need: z.int(), have: z.int() }),
    pollAfter: z.string().openapi({ example: "2s" }),
    callbackSecret: z.string().optional().openapi({
      description:
        "With a callbackUrl: verifies the calls to it (Standard Webhooks), the same for every request of this agent. Keep it to yourself.",
    }),
  })
  .openapi("Asked");

export const requestShape = z
  .object({
    id: z.string(),
    action: z.string(),
    state: askedShape.shape.state,
    actionHash: z.string(),
    createdAt: time,
    decideBy: time,
    decidedAt: time.nullable(),
    quorum: askedShape.shape.quorum,
    votes: z.array(
      z.object({
        verdict: z.enum(["approve", "deny"]),
        platform: z.string(),
        userId: z.string(),
        at: time,
        reason: z.string().nullable(),
      }),
    ),
    denial: z
      .object({
        reason: z.string().nullable().openapi({ description: "The human's own words." }),
        message: z
          .string()
          .openapi({ description: "What this means for the agent: it did not run, and that is final." }),
      })
      .nullable()
      .openapi({ description: "Set for every end that is not an approval." }),
    grant: z.object({ state: z.enum(["unclaimed", "consumed", "lapsed"]), useBy: time }).nullable(),
  })
  .openapi("Request");

export const grantShape = z
  .object({
    grant: z
      .string()
      .openapi({ description: "Compact JWS (EdDSA). Hand it to the executor with the params." }),
    grantId: z.string(),
    useBy: time,
  })
  .openapi("Grant");

export function requestJson(view: RequestView): z.infer<typeof requestShape> {
  return {
    id: view.id,
    action: view.action,
    state: view.state,
    actionHash: view.actionHash,
    createdAt: rfc3339(view.createdAt),
    decideBy: rfc3339(view.decideBy),
    decidedAt: view.decidedAt === null ? null : rfc3339(view.decidedAt),
    quorum: view.quorum,
    votes: view.votes.map((vote) => ({ ...vote, at: rfc3339(vote.at) })),
    denial: view.denial && { reason: view.denial.reason, message: view.denial.words },
    grant: view.grant && { state: view.grant.state, useBy: rfc3339(view.grant.useBy) },
  };
}

export function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}

/** `15m` rather than `900s`: the largest unit that says it exactly. */
export function durationText(ms: number): string {
  for (const [unit, length] of [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
  ] as const)
    if (ms >= length && ms % length === 0) return `${ms / length}${unit}`;
  return `${Math.ceil(ms / 1000)}s`;
}
