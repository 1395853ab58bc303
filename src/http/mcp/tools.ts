import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "@hono/zod-openapi";
import { cancelRequest } from "../../use-cases/cancel-request.ts";
import { claimGrant } from "../../use-cases/claim-grant.ts";
import type { Context } from "../../use-cases/context.ts";
import { listActions } from "../../use-cases/list-actions.ts";
import { readRequest } from "../../use-cases/read-request.ts";
import { mcpWords as words } from "../../words/index.ts";
import { ask, askedJson } from "../ask.ts";
import { actionJson } from "../routes/list-actions.ts";
import { requestJson, rfc3339, wishShape } from "../shapes.ts";
import { refused, said } from "./result.ts";

const WAIT_MS = 50_000;

/** The four tools. There is none that approves, and there must never be one. */
export function addTools(server: McpServer, ctx: Context, agentId: string, signal: AbortSignal): void {
  server.registerTool(
    "list_actions",
    { title: "List actions", description: words.listActions, annotations: { readOnlyHint: true } },
    async () => {
      const outcome = await listActions(ctx, agentId);
      if (!outcome.ok) return refused(outcome.refusal);
      return said(words.actions(outcome.value.length), { actions: outcome.value.map(actionJson) });
    },
  );

  server.registerTool(
    "request_approval",
    {
      title: "Request approval",
      description: words.requestApproval,
      inputSchema: wishShape.extend({
        idempotencyKey: z
          .string()
          .min(1)
          .max(255)
          .optional()
          .describe("Repeating it finds the same request again."),
      }),
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async ({ idempotencyKey, ...wish }) => {
      const outcome = await ask(ctx, agentId, wish, idempotencyKey);
      return outcome.ok
        ? said(words.stillPending, askedJson(ctx, agentId, outcome.value, wish))
        : refused(outcome.refusal);
    },
  );

  server.registerTool(
    "await_decision",
    {
      title: "Await the decision",
      description: words.awaitDecision,
      inputSchema: z.strictObject({ id: z.string(), claimSecret: z.string().max(200).optional() }),
      annotations: { readOnlyHint: true },
    },
    async ({ id, claimSecret }) => {
      const outcome = await readRequest(ctx, agentId, id, { waitMs: WAIT_MS, signal });
      if (!outcome.ok) return refused(outcome.refusal);
      const request = requestJson(outcome.value);
      if (request.state === "pending") return said(words.stillPending, request);
      if (request.denial) return said(request.denial.message, request);
      if (claimSecret === undefined) return said(words.approvedNoSecret, request);
      const claimed = await claimGrant(ctx, agentId, id, claimSecret);
      if (!claimed.ok) return refused(claimed.refusal);
      const granted = { grant: claimed.value.grant, useBy: rfc3339(claimed.value.useBy) };
      return said(words.approved, { ...request, granted });
    },
  );

  server.registerTool(
    "cancel_request",
    {
      title: "Cancel a request",
      description: words.cancelRequest,
      inputSchema: z.strictObject({ id: z.string(), reason: z.string().max(1000).optional() }),
      annotations: { destructiveHint: false, idempotentHint: true },
    },
    async ({ id, reason }) => {
      const outcome = await cancelRequest(ctx, agentId, id, reason);
      return outcome.ok ? said(words.withdrawn, requestJson(outcome.value)) : refused(outcome.refusal);
    },
  );
}
