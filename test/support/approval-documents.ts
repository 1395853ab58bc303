/** The agent, the workspaces and the wish that approval stories and benchmarks begin with. */
import { agentSchema, workspaceSchema } from "../../src/domain/manifest.ts";
import type { Wish } from "../../src/use-cases/request-approval.ts";

export const MASTER_KEY = new Uint8Array(32).fill(7);
export const ROOM = { discord: "9100", telegram: "-100200" };
export const REFUND: Wish = {
  action: "refund.issue",
  params: { orderId: "A-1041", amount: "49.00", currency: "EUR" },
};

/** Stories ask for the same thing as often as they like, unless they are about that. */
const UNLIMITED = { burst: 10_000, every: "1s", pause: "never", join: false };

export function agentDocument(policy: object = {}, more: object = {}, limits: object = UNLIMITED) {
  return agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "support-bot", owner: "discord:2041", purpose: "support" },
    identities: { discord: { applicationId: "1576", userId: "1576" }, telegram: { userId: "6123" } },
    actions: [
      {
        type: "refund.issue",
        title: "Issue a refund",
        params: {
          type: "object",
          required: ["orderId", "amount", "currency"],
          properties: {
            orderId: { type: "string", pattern: "^A-[0-9]+$" },
            amount: { type: "string" },
            currency: { enum: ["EUR", "USD"] },
          },
          additionalProperties: false,
        },
        audience: "payments",
        policy: { approvers: ["discord:role:301", "telegram:user:5551"], ...policy },
        limits,
      },
      { type: "note.write", audience: "notes", limits },
    ],
    ...more,
  });
}

export function workspaceDocuments() {
  return [
    {
      metadata: { platform: "discord", id: "6137" },
      places: { approvals: ROOM.discord },
      approvers: ["discord:role:301"],
    },
    { metadata: { platform: "telegram", id: "-100200" }, places: { approvals: ROOM.telegram } },
  ].map((document) =>
    workspaceSchema.parse({ apiVersion: "countersign/v1", kind: "Workspace", ...document }),
  );
}
