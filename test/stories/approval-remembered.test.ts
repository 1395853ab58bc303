import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Posted } from "../../src/platforms/platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { listApprovals } from "../../src/use-cases/list-approvals.ts";
import { revokeRemembered } from "../../src/use-cases/revoke-remembered.ts";
import { unfreezeAgent } from "../../src/use-cases/unfreeze-agent.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { agentDocument, approvalWorld, cardOf, REFUND, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

const POLICY = { remember: { for: "30m", uses: 2 } };
let world: World;
let ann: Actor;

async function begin(policy: object = POLICY): Promise<void> {
  world = await approvalWorld({ policy });
  ann = world.telegram.join("5551");
}
beforeEach(() => begin());
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

async function approve(actor: Actor, requestId: string, remember: boolean): Promise<string> {
  const platform = actor.platform === "discord" ? world.discord : world.telegram;
  let on: Posted | null = null;
  await world.until("a card", () => (on = cardOf(platform, requestId)) !== null);
  const press = { requestId, verdict: "approve" as const, reason: null, actor, on: on!, remember };
  return (await castVote(world.ctx, press)).card.title;
}

const remembered = async () => (await listApprovals(world.ctx, "telegram", "-100200")).remembered;

/** Asks again for the same, and again: each time a new request, as an agent without Idempotency-Key does. */
const askAgain = async (more: object = {}) => (await world.ask(more)).request;

describe("an approval that people let be remembered", () => {
  it("answers equal requests at once, so often and so long, each with its own grant; cards say whose click it was", async () => {
    const first = await askAgain();
    expect(world.discord.messages.size).toBeLessThanOrEqual(1);
    await approve(ann, first.id, true);
    expect(await remembered()).toMatchObject([{ usesLeft: 2, action: "refund.issue" }]);

    const second = await world.ask();
    expect(second.request).toMatchObject({
      state: "approved",
      remembered: true,
      quorum: { have: 1, need: 1 },
    });
    const claimed = await claimGrant(world.ctx, "support-bot", second.request.id, second.claimSecret);
    if (!claimed.ok) throw new Error(claimed.refusal.code);
    const claims = JSON.parse(
      Buffer.from(claimed.value.grant.split(".")[1]!, "base64url").toString(),
    ) as object;
    expect(claims).toMatchObject({ apr: [{ platform: "telegram", uid: "5551", factor: "remembered" }] });
    expect(await consumeGrant(world.ctx, { ...REFUND, grant: claimed.value.grant })).toMatchObject({
      ok: true,
    });
    await world.until("a card that says so", () =>
      [...world.discord.messages.values()].some(({ card }) =>
        textOf(card).includes("remembered from an equal request"),
      ),
    );

    expect((await askAgain()).state).toBe("approved");
    expect((await askAgain()).state).toBe("pending");
    expect(await remembered()).toEqual([]);
  });

  it("ends with its time", async () => {
    await approve(ann, (await askAgain()).id, true);
    world.clock.ahead += 30 * 60_000;
    expect((await askAgain()).state).toBe("pending");
  });

  it("is about exactly these params, this executor and this policy", async () => {
    await approve(ann, (await askAgain()).id, true);
    expect((await askAgain({ params: { ...(REFUND.params as object), amount: "49.01" } })).state).toBe(
      "pending",
    );
    expect((await askAgain({ audience: "elsewhere" })).state).toBe("pending");
    await applyDocuments(world.ctx, [agentDocument({ ...POLICY, useWithin: "4m" })], "operator");
    expect((await askAgain()).state).toBe("pending");
  });

  it("is not made by a plain approval, nor where the policy does not allow it, nor unless all wanted it", async () => {
    await approve(ann, (await askAgain()).id, false);
    expect((await askAgain()).state).toBe("pending");
    await world.stop();
    await begin({});
    await approve(ann, (await askAgain()).id, true);
    expect((await askAgain()).state).toBe("pending");
    await world.stop();
    await begin({ ...POLICY, quorum: 2 });
    const both = await askAgain();
    await approve(ann, both.id, true);
    await approve(world.discord.join("301001", { roles: ["301"] }), both.id, false);
    expect((await askAgain()).state).toBe("pending");
  });

  it("does not count for a wish of the very person who gave it", async () => {
    await approve(ann, (await askAgain()).id, true);
    const own = await askAgain({ origin: { platform: "telegram", requestedBy: "5551" } });
    expect(own.state).toBe("pending");
    expect(await remembered()).toMatchObject([{ usesLeft: 2 }]);
  });

  it("does not count once its giver may not approve any more, or can't be looked up", async () => {
    const bob = world.discord.join("301001", { roles: ["301"] });
    await approve(bob, (await askAgain()).id, true);
    const standing = world.discord.standing.bind(world.discord);
    world.discord.standing = async () => ({
      state: "unknown",
      roles: [],
      manages: false,
      bot: false,
      name: "",
    });
    expect((await askAgain()).state).toBe("pending");
    world.discord.standing = standing;
    world.discord.join("301001", { roles: [] });
    expect((await askAgain()).state).toBe("pending");
  });

  it("can be forgotten by whoever may approve, and by nobody else; a freeze forgets it too", async () => {
    await approve(ann, (await askAgain()).id, true);
    const [memory] = await remembered();
    const forget = (actor: Actor) => revokeRemembered(world.ctx, { rememberedId: memory!.id, actor });
    expect((await forget(world.discord.join("999"))).card.title).toContain("not among");
    expect(await remembered()).toHaveLength(1);
    expect((await forget(world.discord.join("301001", { roles: ["301"] }))).card.title).toContain(
      "Forgotten",
    );
    expect((await forget(ann)).card.title).toContain("nothing to forget");
    expect((await askAgain()).state).toBe("pending");

    const other = await askAgain({ params: { ...(REFUND.params as object), amount: "1.00" } });
    await approve(ann, other.id, true);
    await freezeAgent(world.ctx, { agentId: "support-bot", by: "operator", reason: "odd" });
    await unfreezeAgent(world.ctx, { agentId: "support-bot", by: "operator", reason: "fine" });
    expect(await remembered()).toEqual([]);
  });
});
