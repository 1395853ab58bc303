/** The same in a Telegram group: listed and paged in place, accepted with a reply, shown to everybody, fixed by taps, and said so. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { findings, looks } from "../../src/db/schema.ts";
import { acceptFinding } from "../../src/use-cases/accept-finding.ts";
import { reauditWorkspace } from "../../src/use-cases/reaudit-workspace.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import type { SeenMessage } from "../../src/sandbox/telegram/control/see.ts";
import { ada, basic, cem, countersign, group, helper } from "../support/telegram-world.ts";
import {
  helperAgent,
  telegramStage,
  type TelegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const promote = "telegram.bot.can-promote-members";
let stage: TelegramStage;
let world: Watch;
beforeAll(async () => {
  stage = await telegramStage();
  world = await watch({
    telegram: stage,
    documents: [telegramWorkspace(), helperAgent({ permissions: { telegram: {} } })],
  });
  stage.as(ada).promote(group, helper, { can_promote_members: true, can_pin_messages: true });
  await world.until("looked", async () => (await open()).length > 0 && (await idle()));
});
afterAll(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
  await stage.sandbox.close();
});

const open = async () =>
  (await world.ctx.db.select().from(findings)).filter(
    ({ status }) => status === "open" || status === "accepted",
  );
const row = async () => (await world.ctx.db.select().from(findings)).find(({ rule }) => rule === promote)!;
const idle = async () => (await world.ctx.db.select().from(looks)).every(({ dueAt }) => dueAt === null);
const seen = (who: number = ada, chat: number = group) => stage.as(who).sees(chat);
const answer = async (what: string, act: () => unknown, who: number = ada, chat: number = group) => {
  const key = ({ id, text, ephemeral }: SeenMessage) => `${ephemeral} ${id} ${text}`;
  const before = new Set(seen(who, chat).map(key));
  await act();
  const found = () =>
    seen(who, chat).findLast(
      (message) => message.fromId === String(countersign) && !before.has(key(message)),
    );
  await world.until(what, () => found() !== undefined);
  return found()!;
};
const list = () => answer("the list", () => stage.as(ada).type(group, "/findings@countersign_bot"));
const cardNow = () =>
  seen().find(({ ephemeral, text }) => !ephemeral && text.includes("Helper") && text.includes(promote));

it("goes from the list to a card for everybody, accepted with a reason, and back", async () => {
  const shown = await list();
  expect(shown.ephemeral).toBe(true);
  expect(shown.text).toContain("Findings in Shop");
  const accepted = await answer("the accepted ones", () => stage.as(ada).press(group, shown.id, "Accepted"));
  expect(accepted.id).toBe(shown.id);
  expect(accepted.text).toContain("Nothing is accepted");
  await answer("the open ones", () => stage.as(ada).press(group, shown.id, "Open"));

  const { id } = await row();
  const card = await answer("the card", () =>
    stage.as(ada).press(group, shown.id, `finding:${id}`, { forged: true }),
  );
  expect(card.ephemeral).toBe(true);
  for (const part of ["Helper", "Step by step", "Who can do it"]) expect(card.text).toContain(part);
  await stage.as(ada).press(group, card.id, "Show it to everybody");
  await world.until("the card for everybody", () => cardNow() !== undefined);

  await stage.as(ada).press(group, cardNow()!.id, "I take it");
  await world.until("taken", () => cardNow()!.text.includes("taken by Ada"));
  const refused = await stage.as(cem).press(group, cardNow()!.id, "Give it back");
  expect(refused.text).not.toContain("Nobody takes care");
  expect((await row()).assignee?.name).toBe("Ada");

  const prompt = await answer("the question", () =>
    stage.as(ada).press(group, cardNow()!.id, "Accept for 30 days"),
  );
  stage.as(ada).type(group, "she hires the next bot", { replyTo: prompt.id });
  await world.until("accepted", async () => (await row()).status === "accepted");
  await world.until("said", () => cardNow()!.text.includes("Accepted until"));
  expect(cardNow()!.text).toContain("she hires the next bot");
  await stage.as(ada).press(group, cardNow()!.id, "End the acceptance");
  await world.until("open again", async () => (await row()).status === "open");
});

it("says that it did not take effect when only another right was taken, and fixed once it is", async () => {
  expect((await row()).finding?.remedy.changes.map(({ op }) => op)).toContain("set-rights");
  stage.as(ada).promote(group, helper, { can_promote_members: true });
  await world.until("tried", () => cardNow()!.text.includes("Did not take effect"));
  expect(cardNow()!.text).toContain("it still holds Add New Admins");
  stage.as(ada).demote(group, helper);
  await world.until("fixed", () => cardNow()!.text.includes("Fixed: "));
  expect(cardNow()!.text).toContain("Ada");
});

it("in a private chat it lists the group that one runs", async () => {
  const shown = await answer(
    "the list",
    () => stage.as(ada).type(countersign, "/findings"),
    ada,
    countersign,
  );
  expect(shown.text).toContain("Findings in Shop");
  const closed = await answer(
    "the closed ones",
    () => stage.as(ada).press(countersign, shown.id, "Closed"),
    ada,
    countersign,
  );
  expect(closed.id).toBe(shown.id);
  expect(closed.text).toContain("Fixed, seen");
});

it("a group that becomes a supergroup takes its findings along, and what people said about them", async () => {
  const small = { can_change_info: true, can_restrict_members: true };
  stage.as(ada).promote(basic, helper, small);
  // Telegram tells of a basic group only what happens to us.
  stage.as(ada).removeMember(basic, countersign);
  stage.as(ada).addMember(basic, countersign);
  const of = async (workspace: string) =>
    (await world.ctx.db.select().from(findings)).filter(
      (one) =>
        one.workspace === workspace &&
        one.subject.id === String(helper) &&
        one.finding?.remedy.kind === "settings",
    );
  await world.until(
    "found",
    async () => (await of(String(basic))).some(({ status }) => status === "open") && (await idle()),
  );
  const [found] = await of(String(basic));
  const accepted = await acceptFinding(world.ctx, {
    id: found!.id,
    actor: { platform: "telegram", id: String(cem), name: "Cem" },
    reason: null,
    note: "until the move",
    until: Date.now() + 86_400_000,
  });
  expect(accepted).toEqual({ ok: true });
  const moved = stage.as(ada).upgradeToSupergroup(basic);
  await world.until("moved", async () => (await of(moved)).length > 0);
  await reauditWorkspace(world.ctx, { platform: "telegram", workspace: moved });
  const there = (await of(moved)).filter(({ rule }) => rule === found!.rule);
  // An administrator of a supergroup has rights that a basic group doesn't know: there is more to accept than there was.
  expect(there).toMatchObject([
    { id: found!.id, status: "open", reopened: { why: "outgrown", acceptance: { note: "until the move" } } },
  ]);
  expect(await of(String(basic))).toEqual([]);
});
