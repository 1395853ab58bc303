import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../src/http/listen.ts";
import { createHttp } from "../../src/http/server.ts";
import { Countersign, Denied, RequestRefused } from "../../src/sdk/client.ts";
import { createVerifier, inMemory } from "../../src/sdk/verify.ts";
import { httpWorld, params, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let countersign: Countersign;
beforeAll(async () => {
  world = await httpWorld();
  countersign = new Countersign({ url: world.url, key: (await world.agent("support-bot")).key });
});
afterAll(async () => await world.stop());

test("approve waits through a restart of the service, and a restarted agent finds the same request", async () => {
  const idempotencyKey = "refund A-1041";
  const { id } = await countersign.request({ ...wish, idempotencyKey });
  const waiting = countersign.approve({ ...wish, idempotencyKey });
  await new Promise((resolve) => setTimeout(resolve, 150));

  const port = Number(new URL(world.url).port);
  await world.listening.close(0);
  await world.vote(id, "approve");
  const again = await listen(createHttp(world.ctx), { host: "127.0.0.1", port });
  try {
    const grant = await waiting;
    const restarted = await countersign.approve({ ...wish, idempotencyKey });
    const verify = createVerifier({
      jwks: `${world.url}/.well-known/jwks.json`,
      issuer: world.ctx.publicUrl,
      audience: "payments",
      consumed: inMemory(),
    });
    expect(await verify(grant, { action: "refund.issue", params })).toMatchObject({ requestId: id });
    await expect(verify(restarted, { action: "refund.issue", params })).rejects.toMatchObject({
      code: "grant_consumed",
    });

    const other = await countersign.request(wish);
    const denied = countersign.wait(other.id);
    await world.vote(other.id, "deny", "delivered yesterday");
    expect((await denied).denial).toMatchObject({ reason: "delivered yesterday" });

    const third = countersign.approve({ ...wish, idempotencyKey: "third" });
    const { id: thirdId } = await countersign.request({ ...wish, idempotencyKey: "third" });
    await world.vote(thirdId, "deny", "not this one");
    await expect(third).rejects.toBeInstanceOf(Denied);
    await expect(countersign.cancel(thirdId)).rejects.toMatchObject({ code: "already_final" });
    await expect(countersign.approve({ ...wish, action: "refund.all" })).rejects.toBeInstanceOf(
      RequestRefused,
    );
  } finally {
    await again.close(0);
  }
}, 30_000);
