/** An agent about which something critical is known needs one approver more, and its card says how it stands. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { insertAudit } from "../../src/db/audits.ts";
import type { Status } from "../../src/domain/audit/lifecycle.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { listActions } from "../../src/use-cases/list-actions.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestDetails } from "../../src/use-cases/request-details.ts";
import {
  agentDocument,
  approvalWorld,
  cardOf,
  workspaceDocuments,
  type World,
} from "../support/approval-world.ts";
import { keepTracked } from "../support/findings.ts";
import { textOf } from "../support/fake-platform.ts";

const ONE_MORE = "One more approval than usual";
const T = Date.parse("2026-11-22T12:00:00Z");

let world: World;
beforeEach(async () => {
  world = await approvalWorld();
});
afterEach(async () => {
  await world.stop();
});

/** What an audit of the Discord server said about a bot: support-bot's account there is 1576. */
async function audited(
  found: { severity: "critical" | "high"; status: Status }[],
  grade: string,
  bot = "1576",
) {
  const subject = { kind: "agent" as const, id: bot };
  const tracked = found.map(({ severity, status }, index) => ({
    fingerprint: `f${index}`,
    rule: "discord.bot.administrator",
    subject,
    object: null,
    channels: [],
    severity,
    status,
    firstSeen: T,
    lastSeen: T,
    closedAt: null,
    acceptance: null,
    baseline: true,
  }));
  const about = { id: bot, name: "Support", grade, creep: 9, coverage: 1, findings: tracked.length };
  await keepTracked(world.ctx.db, { platform: "discord", workspace: "6137" }, tracked);
  await insertAudit(world.ctx.db, {
    platform: "discord",
    workspace: "6137",
    takenAt: new Date(T),
    seenAt: new Date(T),
    sha256: "x",
    snapshot: "{}",
    summary: { agents: [about], coverage: { seen: 1, total: 1 } },
    tracked,
    drift: null,
  });
}

async function stateOf(id: string) {
  const view = await readRequest(world.ctx, "support-bot", id);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

it("an open critical finding: one approval is not enough, the card and its details say why, the second one decides", async () => {
  await audited([{ severity: "critical", status: "open" }], "F");
  const { request } = await world.ask();
  expect(request.quorum).toEqual({ need: 2, have: 0 });
  await world.until(
    "both cards",
    () => world.discord.messages.size === 1 && world.telegram.messages.size === 1,
  );
  const shown = textOf(world.discord.only().card);
  expect(shown).toContain(ONE_MORE);
  expect(shown).toContain("F on Discord");
  const fiona = world.discord.join("301001", { roles: ["301"] });
  const on = cardOf(world.discord, request.id)!;
  const { card } = await requestDetails(world.ctx, { requestId: request.id, actor: fiona, on });
  expect(textOf(card).split(ONE_MORE)).toHaveLength(3);
  expect(textOf(card)).toContain("Approved with 2 approvals of different people");

  const answer = await world.press(fiona, request.id, "approve");
  expect(answer.title).toContain("1 of 2");
  expect((await stateOf(request.id)).state).toBe("pending");
  await world.press(world.telegram.join("5551"), request.id, "approve");
  expect((await stateOf(request.id)).state).toBe("approved");
});

it.each([
  ["accepted", [{ severity: "critical" as const, status: "accepted" as const }], "F"],
  ["fixed", [{ severity: "critical" as const, status: "fixed" as const }], "A"],
  ["only high", [{ severity: "high" as const, status: "open" as const }], "D"],
])("%s: as many approvals as usual, and the grade is shown all the same", async (_what, found, grade) => {
  await audited(found, grade);
  const { request } = await world.ask();
  expect(request.quorum.need).toBe(1);
  await world.until("the card", () => world.discord.messages.size === 1);
  const shown = textOf(world.discord.only().card);
  expect(shown).not.toContain(ONE_MORE);
  expect(shown).toContain(`${grade} on Discord`);
});

it("another bot's finding changes nothing, and an agent that nobody has looked at has no grade", async () => {
  await audited([{ severity: "critical", status: "open" }], "F", "9999");
  expect((await world.ask()).request.quorum.need).toBe(1);
  await world.until("the card", () => world.discord.messages.size === 1);
  expect(textOf(world.discord.only().card)).not.toContain("audit grade");
});

it("only the newest look counts", async () => {
  await audited([{ severity: "critical", status: "open" }], "F");
  expect(await listActions(world.ctx, "support-bot")).toMatchObject({
    value: [{ policy: { quorum: 2 } }, { policy: { quorum: 2 } }],
  });
  await audited([{ severity: "critical", status: "fixed" }], "A");
  expect((await world.ask()).request.quorum.need).toBe(1);
});

it("what was fixed when it asked stays so: neither a later look nor other changed documents touch it", async () => {
  await audited([{ severity: "critical", status: "open" }], "F");
  const { request } = await world.ask();
  await audited([{ severity: "critical", status: "fixed" }], "A");
  const [discord, telegram] = workspaceDocuments();
  await applyDocuments(world.ctx, [{ ...discord!, timeZone: "Europe/Berlin" }, telegram!], "operator");
  expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { need: 2 } });
  await applyDocuments(world.ctx, [agentDocument({ veto: 2 })], "operator");
  expect((await stateOf(request.id)).state).toBe("invalidated");
});

it("when no second person is named it asks nobody and says what to do", async () => {
  await world.stop();
  world = await approvalWorld({ policy: { approvers: ["telegram:user:5551"] } });
  await audited([{ severity: "critical", status: "open" }], "F");
  await expect(world.ask()).rejects.toMatchObject({
    code: "no_approver_reachable",
    words: expect.stringMatching(/2 approvals are needed, one more than usual.*name more approvers/),
  });
  expect(world.telegram.messages.size).toBe(0);
});
