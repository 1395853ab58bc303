/** The same entries told by two processes at once, on a real PostgreSQL: each approval explains one action, each action is judged once. */
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { actions, alerts, ledger, usage } from "../../src/db/schema.ts";
import type { ActionEvent } from "../../src/platforms/platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { noteAction } from "../../src/use-cases/note-action.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { agentDocument, approvalWorld, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

const GRANTS = 5;
const BANS = 12;
const type = "discord.member.ban";

it("twelve bans, five approvals, two processes", { timeout: 60_000 }, async () => {
  const url = await freshPostgresUrl();
  const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
  const first = await approvalWorld({ opened: await open() });
  worlds.push(first);
  const { discord, telegram, ctx } = first;
  const second = await approvalWorld({
    opened: await open(),
    platforms: { discord, telegram },
    worker: false,
  });
  worlds.push(second);
  const policy = { approvers: ["discord:role:301", "telegram:user:5551"] };
  const document = agentDocument({}, { actions: [{ type, audience: "bot", policy }] });
  await applyDocuments(ctx, [document], "operator");

  const params = { userId: "77" };
  for (let n = 0; n < GRANTS; n += 1) {
    const asked = await first.ask({ action: type, params });
    await first.press(telegram.join("5551"), asked.request.id, "approve");
    const claimed = await claimGrant(ctx, "support-bot", asked.request.id, asked.claimSecret);
    if (!claimed.ok) throw new Error(claimed.refusal.words);
    expect(await consumeGrant(ctx, { grant: claimed.value.grant, action: type, params })).toMatchObject({
      ok: true,
    });
  }

  const event = (n: number): ActionEvent => ({
    platform: "discord",
    workspace: "6137",
    entryId: `entry-${n}`,
    actor: { id: "1576", name: null, bot: null },
    type,
    target: params,
    where: { guildId: "6137" },
    at: Date.now(),
    reason: null,
    changes: [],
  });
  const all = Array.from({ length: BANS }, (_, n) => event(n));
  await Promise.all([
    ...all.map((one) => noteAction(first.ctx, one)),
    ...all.toReversed().map((one) => noteAction(second.ctx, one)),
  ]);

  const rows = await ctx.db.select().from(actions);
  const approved = rows.filter(({ verdict }) => verdict === "approved");
  expect(rows).toHaveLength(BANS);
  expect(new Set(approved.map(({ requestId }) => requestId)).size).toBe(GRANTS);
  expect(rows.filter(({ verdict }) => verdict === "unapproved")).toHaveLength(BANS - GRANTS);
  const [alert, ...others] = await ctx.db.select().from(alerts);
  expect(others).toEqual([]);
  expect(alert?.body.kind === "acted" && alert.body.items.length + alert.body.more).toBe(BANS - GRANTS);
  const kinds = (await ctx.db.select().from(ledger)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "action.matched")).toHaveLength(GRANTS);
  expect(kinds.filter((kind) => kind === "action.unapproved")).toHaveLength(BANS - GRANTS);
  expect(await ctx.db.select().from(usage)).toMatchObject([{ permission: "BAN_MEMBERS", uses: BANS }]);
  expect(await verifyLedger(ctx)).toMatchObject({ ok: true });
  await first.until("one card, complete", () =>
    [...discord.messages.values()].some(({ card }) =>
      JSON.stringify(card.blocks).includes(`${BANS - GRANTS} times`),
    ),
  );
});
