import { afterEach, describe, expect, it } from "vitest";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, REFUND, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
afterEach(async () => {
  await world.stop();
});

describe("a refund is asked for", () => {
  it("on both platforms at once; a press on one decides, edits both, wakes the agent, and gives one grant", async () => {
    world = await approvalWorld();
    const { ctx, discord, telegram } = world;
    const asked = await world.ask({ reason: "the parcel never came" });
    expect(asked.request).toMatchObject({ state: "pending", quorum: { need: 1, have: 0 } });

    const began = Date.now();
    const woken = readRequest(ctx, "support-bot", asked.request.id, { waitMs: 20_000 });
    await world.until("two cards", () => discord.messages.size === 1 && telegram.messages.size === 1);
    for (const platform of [discord, telegram]) {
      const text = textOf(platform.only().card);
      for (const part of ["support-bot", "refund.issue", "A-1041", "the parcel never came", "0 of 1"])
        expect(text).toContain(part);
    }

    const answer = await world.press(telegram.join("5551"), asked.request.id, "approve");
    expect(answer.title).toContain("You approved this");
    const view = await woken;
    expect(view).toMatchObject({ ok: true, value: { state: "approved", quorum: { need: 1, have: 1 } } });
    expect(Date.now() - began).toBeLessThan(10_000);

    await world.until("both cards edited", () =>
      [discord, telegram].every((platform) => platform.only().card.title === "Approved"),
    );
    for (const platform of [discord, telegram]) expect(platform.only().card.buttons.flat()).toEqual([]);

    const claimed = await claimGrant(ctx, "support-bot", asked.request.id, asked.claimSecret);
    const again = await claimGrant(ctx, "support-bot", asked.request.id, asked.claimSecret);
    if (!claimed.ok || !again.ok) throw new Error("the grant can't be claimed");
    expect(again.value.grant).toBe(claimed.value.grant);
    const use = { grant: claimed.value.grant, action: REFUND.action, params: REFUND.params };
    expect(
      await consumeGrant(ctx, { ...use, params: { ...(REFUND.params as object), amount: "490.00" } }),
    ).toMatchObject({
      refusal: { code: "grant_mismatch" },
    });
    expect(await consumeGrant(ctx, use)).toMatchObject({ ok: true });
    expect(await consumeGrant(ctx, use)).toMatchObject({ refusal: { code: "grant_consumed" } });
    expect(await verifyLedger(ctx)).toMatchObject({ ok: true });
  });
});
