/** The same in a Telegram group, in German: the review and the week, by the clock there; whoever runs nothing decides nothing. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { duties, findings, looks } from "../../src/db/schema.ts";
import { migrateWorkspace } from "../../src/db/migrate-workspace.ts";
import { workspaceSchema } from "../../src/domain/manifest.ts";
import { beginDuties } from "../../src/use-cases/begin-duties.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import type { SeenMessage } from "../../src/sandbox/telegram/control/see.ts";
import { ada, ben, cem, countersign, group, helper } from "../support/telegram-world.ts";
import { helperAgent, telegramStage, type TelegramStage, watch, type Watch } from "../support/watch-world.ts";

let world: Watch;
let stage: TelegramStage;
beforeAll(async () => {
  stage = await telegramStage();
  world = await watch({
    telegram: stage,
    documents: [
      workspaceSchema.parse({
        apiVersion: "countersign/v1",
        kind: "Workspace",
        metadata: { platform: "telegram", id: String(group) },
        places: { reports: String(group) },
        timeZone: "Asia/Kathmandu",
        language: "de",
      }),
      helperAgent({ metadata: { id: "helper", owner: `telegram:${ada}` }, permissions: { telegram: {} } }),
    ],
  });
  stage.as(ada).promote(group, helper, { can_promote_members: true });
  await world.until("looked", async () => {
    const all = await world.ctx.db.select().from(looks);
    const found = await world.ctx.db.select().from(findings);
    return found.length > 0 && all.every(({ dueAt }) => dueAt === null);
  });
});
afterAll(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
  await stage.sandbox.close();
});

const jump = (to: string) => {
  world.clock.ahead = Date.parse(to) - Date.now();
};
const card = (title: string) =>
  stage
    .as(ada)
    .sees(group)
    .findLast(({ ephemeral, text }) => !ephemeral && text.includes(title));
const answer = async (who: number, act: () => unknown) => {
  const key = ({ ephemeral, id, text }: SeenMessage) => `${ephemeral} ${id} ${text}`;
  const mine = () =>
    stage
      .as(who)
      .sees(group)
      .filter(({ fromId, ephemeral }) => fromId === String(countersign) && ephemeral);
  const before = new Set(mine().map(key));
  await act();
  await world.until("an answer", () => mine().some((one) => !before.has(key(one))));
  return mine().findLast((one) => !before.has(key(one)))!;
};
const review = async () => (await world.ctx.db.select().from(duties)).find(({ duty }) => duty === "review")!;

it("reviews the agents of the group: not their owner keeps them, and nobody who runs nothing decides", async () => {
  jump("2030-01-31T00:00:00Z");
  await beginDuties(world.ctx);
  // Nine in Kathmandu is a quarter past three in UTC.
  jump("2030-02-01T03:10:00Z");
  await beginDuties(world.ctx);
  expect(await review()).toBeUndefined();
  jump("2030-02-01T03:20:00Z");
  await beginDuties(world.ctx);
  await world.until("the card", () => card("Monatliche Durchsicht") !== undefined);
  const { id } = card("Monatliche Durchsicht")!;

  const all = (await review()).body;
  const agents = all.kind === "review" ? all.agents : [];
  await stage
    .as(cem)
    .press(group, id, `review-decide:${(await review()).id}:${helper}:keep`, { forged: true });
  expect((await review()).body).toEqual(all);
  const deciding = async (who: number, name: string, button: RegExp) => {
    const buttons = card("Monatliche Durchsicht")!.keyboard.flat();
    const open = buttons.find(({ text }) => text.includes(name))!.text;
    const question = await answer(who, () => stage.as(who).press(group, id, open));
    const choice = question.keyboard.flat().find(({ text }) => button.test(text))!.text;
    return await answer(who, () => stage.as(who).press(group, question.id, choice));
  };
  // Ada's app speaks English, Ben's says nothing.
  expect((await deciding(ada, "Helper", /^Keep it$/)).text).toContain("somebody else has to decide");
  for (const { name } of agents) await deciding(ben, name, /^Keep it$/);
  await world.until("done", async () => (await review()).doneAt !== null);
  await world.until("said", () => card("Monatliche Durchsicht")!.text.includes("Erledigt von Ben"));
  expect(card("Monatliche Durchsicht")!.text).toContain("behalten");
});

it("a group that becomes a supergroup takes its duties along", async () => {
  expect((await world.ctx.db.select().from(duties)).map(({ workspace }) => workspace)).toContain(
    String(group),
  );
  await world.ctx.db.transaction((tx) => migrateWorkspace(tx, "telegram", String(group), "-1009"));
  const there = new Set((await world.ctx.db.select().from(duties)).map(({ workspace }) => workspace));
  expect([...there]).toEqual(["-1009"]);
  // Their messages stayed behind: what is shown next is posted anew.
  expect((await review()).posted).toBeNull();
});
