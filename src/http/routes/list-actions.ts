import { z } from "@hono/zod-openapi";
import { listActions, type ActionView } from "../../use-cases/list-actions.ts";
import { answer, route } from "../route.ts";
import { durationText } from "../shapes.ts";

const policy = z.object({
  approvers: z.array(z.string()),
  quorum: z.int(),
  veto: z.int(),
  decideWithin: z.string(),
  useWithin: z.string(),
  requireReason: z.string(),
});

const actions = z
  .object({
    actions: z.array(
      z.object({
        type: z.string(),
        title: z.string().nullable(),
        params: z
          .record(z.string(), z.unknown())
          .nullable()
          .openapi({ description: "JSON Schema; null: any object." }),
        audience: z.string().nullable(),
        policy: policy
          .nullable()
          .openapi({ description: "Null: nobody may approve it yet, so it can't be asked for." }),
      }),
    ),
  })
  .openapi("Actions");

export const listActionsRoute = route({
  method: "get",
  path: "/v1/actions",
  summary: "What this agent may ask for",
  access: "agent",
  answers: {
    200: {
      description: "Every action of the agent's manifest, with its schema and who decides.",
      schema: actions,
    },
  },
  refusals: [],
  handle: async ({ ctx, caller }) =>
    answer(await listActions(ctx, caller.agentId), (list) => ({ actions: list.map(actionJson) })),
});

/** Durations as people write them. */
export function actionJson({ policy, ...action }: ActionView) {
  return { ...action, policy: policy && policyJson(policy) };
}

function policyJson({
  decideWithinMs,
  useWithinMs,
  ...rest
}: NonNullable<ActionView["policy"]>): z.infer<typeof policy> {
  return { ...rest, decideWithin: durationText(decideWithinMs), useWithin: durationText(useWithinMs) };
}
