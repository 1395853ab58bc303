/** The Helpdesk agent and the payments desk of the tour: what an agent developer would write. */
import { Countersign } from "../../sdk/client.ts";
import { createVerifier, inMemory, type Verify } from "../../sdk/verify.ts";
import type { Sandbox } from "../run.ts";

export const refund = { orderId: "A-1041", amount: "49.00", currency: "EUR" };

export function helpdesk(sandbox: Sandbox): Countersign {
  return new Countersign({ url: sandbox.service.url, key: sandbox.agentKey });
}

/** Executes only what it can verify. */
export function paymentsDesk(sandbox: Sandbox): Verify {
  return createVerifier({
    jwks: `${sandbox.service.url}/.well-known/jwks.json`,
    issuer: sandbox.publicUrl,
    audience: "payments",
    consumed: inMemory(),
  });
}

/** The code of a refusal, or null when nothing was refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (failure) {
    if (failure instanceof Error && "code" in failure) return String(failure.code);
    throw failure;
  }
}
