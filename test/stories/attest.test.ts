/** People's own word: who gave it, until when, what they looked at, who agreed; and what the audit makes of it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findings, ledger } from "../../src/db/schema.ts";
import { attest, listAttestations, revokeAttestation, secondWord } from "../../src/use-cases/attest.ts";
import { attestedIn } from "../../src/use-cases/attested.ts";
import { auditWorkspace } from "../../src/use-cases/audit-workspace.ts";
import { PRIVACY_MODE } from "../../src/use-cases/self-reports.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { ids } from "../support/discord-world.ts";
import { group, helper } from "../support/telegram-world.ts";
import {
  discordStage,
  type DiscordStage,
  discordWorkspace,
  helperAgent,
  telegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const DAY = 86_400_000;
const olga = { platform: "discord", id: ids.owner, name: "Olga" } as const;
const mara = { platform: "discord", id: ids.moderator, name: "Mara" } as const;

describe("on Discord", () => {
  const where = { platform: "discord", workspace: ids.guild } as const;
  let world: Watch;
  let stage: DiscordStage;
  beforeEach(async () => {
    stage = await discordStage();
    world = await watch({ discord: stage, documents: [discordWorkspace(), helperAgent()] });
    await world.until("the first look", async () => (await rows()).length > 0);
  });
  afterEach(async () => {
    expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
    await world.stop();
    await stage.sandbox.close();
  });

  const rows = () => world.ctx.db.select().from(findings);
  const rotation = async () =>
    (await rows()).find((one) => one.rule === "checklist.key-rotation-due" && one.subject.id === ids.helper);
  const give = (days: number, more: Partial<Parameters<typeof attest>[1]> = {}) =>
    attest(world.ctx, {
      ...where,
      control: "key-rotation",
      subject: ids.helper,
      evidence: "reset in the Developer Portal",
      until: world.ctx.now() + days * DAY,
      actor: olga,
      needsSecond: false,
      ...more,
    });

  it("counts in the next audit, which follows by itself; a newer word replaces it, and can be taken back", async () => {
    expect(await attestedIn(world.ctx, where)).toBeNull();
    expect(await give(10)).toMatchObject({ ok: true, counts: true });
    await world.until("due soon", async () => (await rotation())?.status === "open");
    const again = await give(90);
    await world.until("no longer due", async () => (await rotation())?.status === "fixed");
    if (!again.ok) throw new Error(again.why);
    expect(await revokeAttestation(world.ctx, { id: again.id, actor: mara, why: "wrong bot" })).toEqual({
      ok: true,
    });
    await world.until("due again", async () => (await rotation())?.status === "open");
    expect(await revokeAttestation(world.ctx, { id: again.id, actor: mara, why: "" })).toMatchObject({
      why: "over",
    });
    const kept = await listAttestations(world.ctx, where, "key-rotation");
    expect(kept.map(({ name, evidence, revokedWhy }) => [name, evidence, revokedWhy])).toEqual([
      ["Olga", "reset in the Developer Portal", "wrong bot"],
      ["Olga", "reset in the Developer Portal", null],
    ]);
    const kinds = (await world.ctx.db.select().from(ledger)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith("attestation."))).toEqual([
      "attestation.given",
      "attestation.given",
      "attestation.revoked",
    ]);
  });

  it("needs evidence, and an end that is neither past nor far away", async () => {
    expect(await give(10, { evidence: " " })).toEqual({ ok: false, why: "no-evidence" });
    expect(await give(0)).toEqual({ ok: false, why: "in-the-past" });
    expect(await give(401)).toEqual({ ok: false, why: "too-long" });
    expect(await listAttestations(world.ctx, where)).toEqual([]);
  });

  it("where it is critical it counts from a second person's word on: not the first one's, not the owner's", async () => {
    const first = await give(90, { actor: mara, needsSecond: true });
    if (!first.ok) throw new Error(first.why);
    expect(first.counts).toBe(false);
    const { id } = first;
    expect((await attestedIn(world.ctx, where))?.[0]).toMatchObject({ validUntil: null });
    expect(await secondWord(world.ctx, { id, actor: mara })).toEqual({ ok: false, why: "same-person" });
    // Olga owns the agent.
    expect(await secondWord(world.ctx, { id, actor: olga })).toEqual({ ok: false, why: "owner" });
    const otto = { platform: "discord", id: ids.outsider, name: "Otto" } as const;
    const both = await Promise.all([1, 2].map(() => secondWord(world.ctx, { id, actor: otto })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await attestedIn(world.ctx, where))?.[0]?.validUntil).toBeGreaterThan(world.ctx.now());
  });
});

it("on Telegram: what somebody saw in the member list tells what a bot reads, by a better rung than its own word", async () => {
  const stage = await telegramStage();
  const world = await watch({
    telegram: stage,
    documents: [telegramWorkspace(), helperAgent()],
    worker: false,
  });
  const where = { platform: "telegram", workspace: String(group) } as const;
  const reading = async () => {
    const audited = await auditWorkspace(world.ctx, where);
    if (!audited.ok) throw new Error(audited.why);
    return JSON.stringify(audited.report.agents.find(({ id }) => id === String(helper))?.says);
  };
  try {
    expect(await reading()).not.toContain("a person looked");
    await attest(world.ctx, {
      ...where,
      control: PRIVACY_MODE,
      subject: String(helper),
      evidence: "the member list says: has no access to messages",
      until: world.ctx.now() + 90 * DAY,
      actor: { platform: "telegram", id: "5551", name: "Ada" },
      needsSecond: false,
    });
    expect(await reading()).toContain("addressed to it");
  } finally {
    await world.stop();
    await stage.sandbox.close();
  }
});
