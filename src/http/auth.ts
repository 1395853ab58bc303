import { authenticateAgent } from "../use-cases/authenticate-agent.ts";
import type { Context } from "../use-cases/context.ts";
import { refusalWords } from "../words/index.ts";
import type { Problem } from "./problem.ts";
import type { Caller } from "./route.ts";

/** Who sent `Authorization: Bearer csk_…`; or the problem to answer with. */
export async function authenticate(
  ctx: Context,
  authorization: string | undefined,
): Promise<{ ok: true; caller: Caller } | { ok: false; problem: Problem }> {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (!key) return { ok: false, problem: { code: "key_missing", words: refusalWords.keyMissing } };
  const outcome = await authenticateAgent(ctx, key);
  return outcome.ok ? { ok: true, caller: outcome.value } : { ok: false, problem: outcome.refusal };
}
