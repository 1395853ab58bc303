/** Agents and executors at work, with the real SDK over real HTTP: they ask, wait, claim, and run what they may. */
import { setTimeout as sleep } from "node:timers/promises";
import { Countersign, RequestRefused } from "../../src/sdk/client.ts";
import { createVerifier, inMemory, Indeterminate, Refused, type Verify } from "../../src/sdk/verify.ts";
import { planOf, type RequestPlan } from "./intents.ts";
import type { Journal } from "./journal.ts";
import { seeded } from "./random.ts";

export interface Agents {
  /** Requests begun so far, and those not finished yet. */
  begun(): number;
  open(): number;
  /** Begins no more. */
  enough(): void;
  /** Gives up on what is still open. */
  abandon(): void;
}

const EXECUTOR_MS = 10_000;

export function startAgents(options: {
  url: string;
  key: string;
  seed: number;
  perSecond: number;
  /** More than so many at once would only wait for one another. */
  most: number;
  note: Journal;
}): Agents {
  const { url, seed, note } = options;
  const stopping = new AbortController();
  const countersign = new Countersign({ url, key: options.key });
  const verify: Verify = createVerifier({
    jwks: `${url}/.well-known/jwks.json`,
    issuer: url,
    audience: "vault",
    // This process outlives every fault, so its memory is a store.
    consumed: inMemory(),
  });
  let begun = 0;
  let open = 0;

  const work = async (n: number) => {
    const plan = planOf(seed, n);
    const random = seeded(seed, "agent", n);
    const { rule } = plan;
    const params = { n, memo: `seed ${seed}`, amount: `${random.between(1, 900)}.00` };
    const key = `faults-${seed}-${n}`;
    const wish = { action: rule.type, params, idempotencyKey: key };
    const { signal } = stopping;
    const ask = async () => {
      const asked = await countersign.request(wish, { signal });
      note({ what: "asked", n, key, id: asked.id, created: null });
      return asked;
    };
    note({ what: "asking", n, key, action: rule.type, params, audience: rule.audience });
    const [asked] = await Promise.all(plan.asksTwice ? [ask(), ask()] : [ask()]);
    if (plan.restarts) {
      const forgets = AbortSignal.any([signal, AbortSignal.timeout(random.between(500, 6_000))]);
      await countersign.wait(asked.id, { signal: forgets }).catch(() => undefined);
      signal.throwIfAborted();
      await ask();
    }
    if (plan.withdraws) {
      await sleep(random.between(500, 4_000), undefined, { signal });
      note({ what: "cancelling", n, id: asked.id });
      await countersign.cancel(asked.id, { signal }).catch(refusal(n, "cancel"));
    }
    const { state } = await countersign.wait(asked.id, { signal });
    note({ what: "told", n, id: asked.id, state });
    if (state !== "approved" || plan.use === "never") return;
    const grant = await countersign.claim(asked.id, asked.claimSecret, { signal }).catch(refusal(n, "claim"));
    if (!grant) return;
    note({ what: "granted", n, id: asked.id, grantId: idOf(grant) });
    await use(n, plan, grant, params);
  };

  const use = async (n: number, plan: RequestPlan, grant: string, params: object) => {
    const run = plan.rule.audience === "vault" ? runWithStore : runByHttp;
    if (plan.use === "altered") await run(n, grant, plan.rule.type, { ...params, n: n + 1 }, true);
    const uses = plan.use === "twice" ? 2 : 1;
    await Promise.all(Array.from({ length: uses }, () => run(n, grant, plan.rule.type, params, false)));
  };

  /** Asks Countersign right before it runs. Only a clear yes counts: after anything else it does not run. */
  const runByHttp = async (n: number, grant: string, action: string, params: object, altered: boolean) => {
    const held = (code: string) => note({ what: "held", n, code, altered, by: "http" });
    try {
      const answer = await fetch(`${url}/v1/grants/consume`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ grant, action, params }),
        signal: AbortSignal.timeout(EXECUTOR_MS),
      });
      const body = (await answer.json()) as Record<string, string>;
      if (answer.status !== 200) return held(body["code"] ?? `http_${answer.status}`);
      const { grantId = "", requestId = "" } = body;
      note({ what: "ran", n, grantId, requestId, action, params, by: "http" });
    } catch {
      held("no_answer");
    }
  };

  const runWithStore = async (n: number, grant: string, action: string, params: object, altered: boolean) => {
    try {
      const { grantId, requestId, params: approved } = await verify(grant, { action, params });
      note({ what: "ran", n, grantId, requestId, action, params: approved, by: "store" });
    } catch (failure) {
      if (!(failure instanceof Refused || failure instanceof Indeterminate)) throw failure;
      note({ what: "held", n, code: failure.code, altered, by: "store" });
    }
  };

  function refusal(n: number, doing: string): (failure: unknown) => null {
    return (failure) => {
      if (!(failure instanceof RequestRefused)) throw failure;
      note({ what: "refused", n, code: failure.code, doing });
      return null;
    };
  }

  const timer = setInterval(() => {
    if (open >= options.most) return;
    const n = (begun += 1);
    open += 1;
    work(n)
      .catch((failure: unknown) => {
        const code = failure instanceof RequestRefused ? failure.code : String(failure);
        note({ what: "refused", n, code, doing: "ask" });
      })
      .finally(() => (open -= 1));
  }, 1_000 / options.perSecond);
  return {
    begun: () => begun,
    open: () => open,
    enough: () => clearInterval(timer),
    abandon() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

function idOf(grant: string): string {
  const [, claims = ""] = grant.split(".");
  return (JSON.parse(Buffer.from(claims, "base64url").toString()) as { jti: string }).jti;
}
