import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlatformError, type Actor } from "../../src/platforms/platform.ts";
import {
  agentDocument,
  approvalWorld,
  REFUND,
  ROOM,
  workspaceDocuments,
  type World,
} from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { authenticateAgent } from "../../src/use-cases/authenticate-agent.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { unfreezeAgent } from "../../src/use-cases/unfreeze-agent.ts";

let world: World;
let approver: Actor;
let other: Actor;

async function begin(policy: object = {}): Promise<void> {
  world = await approvalWorld({ policy });
  approver = world.telegram.join("5551");
  other = world.discord.join("301001", { roles: ["301"] });
}
beforeEach(() => begin());
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

async function stateOf(id: string) {
  const view = await readRequest(world.ctx, "support-bot", id);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

async function recorded(kind: string): Promise<string[]> {
  const bodies: string[] = [];
  for await (const entry of exportLedger(world.ctx)) if (entry.kind === kind) bodies.push(entry.body);
  return bodies;
}

describe("rules that change", () => {
  it("a changed policy invalidates what is pending under the old one, and nothing else", async () => {
    const refund = await world.ask();
    const note = await world.ask({ action: "note.write", params: {} });
    await applyDocuments(world.ctx, [agentDocument({ quorum: 2 })], "operator");
    expect(await stateOf(refund.request.id)).toMatchObject({
      state: "invalidated",
      denial: { reason: expect.stringContaining("rules") },
    });
    expect((await stateOf(note.request.id)).state).toBe("pending");
    const [discord, telegram] = workspaceDocuments();
    await applyDocuments(
      world.ctx,
      [{ ...discord!, approvers: ["discord:role:999"] }, telegram!],
      "operator",
    );
    expect((await stateOf(note.request.id)).state).toBe("invalidated");
  });

  it("a freeze is in force when it answers: pending requests end, the key is refused, an open grant can't be used", async () => {
    const key = await createKey(world.ctx, "support-bot", "operator");
    if (!key.ok) throw new Error("no key");
    const approved = await world.ask();
    await world.press(other, approved.request.id, "approve");
    const claimed = await claimGrant(world.ctx, "support-bot", approved.request.id, approved.claimSecret);
    const pending = await world.ask();
    expect(
      await freezeAgent(world.ctx, { agentId: "support-bot", by: "discord:1", reason: " " }),
    ).toMatchObject({ refusal: { code: "reason_required" } });
    expect(
      await freezeAgent(world.ctx, { agentId: "support-bot", by: "discord:1", reason: "it went mad" }),
    ).toEqual({ ok: true, value: { invalidated: 1, revoked: 1, already: false } });
    expect(await stateOf(pending.request.id)).toMatchObject({
      state: "invalidated",
      denial: { reason: expect.stringContaining("it went mad") },
    });
    expect(await authenticateAgent(world.ctx, key.value.key)).toMatchObject({
      refusal: { code: "agent_frozen" },
    });
    await expect(world.ask()).rejects.toMatchObject({ code: "agent_frozen" });
    if (!claimed.ok) throw new Error("not claimed");
    expect(await consumeGrant(world.ctx, { ...REFUND, grant: claimed.value.grant })).toMatchObject({
      refusal: { code: "agent_frozen" },
    });
    await unfreezeAgent(world.ctx, { agentId: "support-bot", by: "discord:1", reason: "fixed" });
    expect(await authenticateAgent(world.ctx, key.value.key)).toMatchObject({ ok: true });
    // What was approved before stays void: nobody meant it for after.
    expect(await consumeGrant(world.ctx, { ...REFUND, grant: claimed.value.grant })).toMatchObject({
      refusal: { code: "grant_expired" },
    });
    expect(
      await claimGrant(world.ctx, "support-bot", approved.request.id, approved.claimSecret),
    ).toMatchObject({ refusal: { code: "grant_expired" } });
  });
});

describe("places", () => {
  it("one that can't be reached is reported on the other card", async () => {
    world.telegram.before = () => {
      throw new PlatformError("unreachable", "bot was kicked");
    };
    const { request } = await world.ask();
    await world.until(
      "the other card says so",
      () =>
        world.discord.messages.size === 1 &&
        textOf(world.discord.only().card).includes("may not write there"),
    );
    expect((await stateOf(request.id)).state).toBe("pending");
    expect(await recorded("copy.failed")).toHaveLength(1);
  });

  it("when the last one is lost the request ends, instead of running out silently", async () => {
    for (const platform of [world.discord, world.telegram])
      platform.before = () => {
        throw new PlatformError("unreachable", "bot was kicked");
      };
    const { request } = await world.ask();
    await world.until("ended", async () => (await stateOf(request.id)).state === "invalidated");
    expect((await stateOf(request.id)).denial?.words).toContain("no approver could be reached");
  });

  it("a deleted card is posted anew once; deleted again, the other card says so", async () => {
    await world.stop();
    await begin({ quorum: 3, approvers: ["discord:role:301", "telegram:user:5551", "telegram:user:5552"] });
    const { discord, telegram } = world;
    const { request } = await world.ask();
    await world.until("posted", () => discord.messages.size === 1 && telegram.messages.size === 1);
    discord.messages.clear();
    await world.press(approver, request.id, "approve");
    await world.until(
      "posted anew",
      () => discord.messages.size === 1 && textOf(discord.only().card).includes("1 of 3"),
    );
    discord.messages.clear();
    await world.press(telegram.join("5552"), request.id, "approve");
    await world.until("the other card says so", () =>
      textOf(telegram.only().card).includes("the card was deleted there"),
    );
    expect(discord.messages.size).toBe(0);
  });

  it("a busy platform is asked again when it said, and not before", async () => {
    const calls: number[] = [];
    world.telegram.before = () => {
      calls.push(Date.now());
      if (calls.length === 1) throw new PlatformError("busy", "flood", { retryAfterMs: 1_500 });
    };
    await world.ask();
    await world.until("posted", () => world.telegram.messages.size === 1);
    expect(calls[1]! - calls[0]!).toBeGreaterThanOrEqual(1_500);
    expect(world.telegram.messages.get(`${ROOM.telegram}/1`)).toBeDefined();
  });
});
