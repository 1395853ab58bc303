import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { copiesOf } from "../db/copies.ts";
import { appendLedger } from "../db/ledger.ts";
import { bumpVersion, findRequest, lockRequest } from "../db/requests.ts";
import type { Context } from "./context.ts";

/**
 * What an agent's callbacks are signed with (Standard Webhooks, HMAC-SHA256). Derived, so that it is stored nowhere;
 * one an agent, so that a receiver can be configured with it.
 */
export function callbackSecret(ctx: Pick<Context, "masterKey">, agentId: string): string {
  const key = createHmac("sha256", ctx.masterKey)
    .update(`countersign/callback/v1\0${agentId}`)
    .digest("base64");
  return `whsec_${key}`;
}

/**
 * Says that a request was decided, and nothing that would be worth forging or stealing: whoever is told fetches the request
 * and claims the grant with its own key. Throws when it did not get through, to be tried again; the receiver can tell
 * repeats by their `webhook-id`.
 */
export async function callBack(
  ctx: Pick<Context, "db" | "now" | "masterKey" | "callbacks">,
  requestId: string,
): Promise<void> {
  const stored = await findRequest(ctx.db, requestId);
  if (!stored?.row.callbackUrl || !stored.state.decidedAt) return;
  const { row, state } = stored;
  const body = JSON.stringify({
    type: `request.${state.status}`,
    timestamp: new Date(stored.state.decidedAt).toISOString(),
    data: { id: row.id, action: row.action, state: state.status, actionHash: row.actionHash },
  });
  const id = `evt_${row.id}`;
  const sentAt = new Date(ctx.now());
  const status = await ctx.callbacks.post(
    stored.row.callbackUrl,
    {
      "content-type": "application/json",
      "user-agent": "Countersign",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": new Webhook(callbackSecret(ctx, row.agentId)).sign(id, sentAt, body),
    },
    body,
  );
  if (status < 200 || status >= 300)
    throw new Error(`the callback address of ${requestId} answered ${status}`);
}

/** How the ledger says that an agent could not be told. */
export const CALLBACK_FAILED = "callback.failed";

/** The agent could not be told. The decision stands and can be read as ever; the ledger and every card say that the call failed. */
export async function giveUpCallback(
  ctx: Pick<Context, "db" | "now" | "effects">,
  requestId: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (!(await lockRequest(tx, requestId))) return;
    await bumpVersion(tx, requestId);
    const shown = (await copiesOf(tx, requestId)).filter((copy) => copy.failure === null);
    await ctx.effects.deliverCopies(
      tx,
      shown.map((copy) => copy.id),
    );
    await appendLedger(tx, [{ at: ctx.now(), kind: CALLBACK_FAILED, subject: requestId, body: {} }]);
  });
}
