/** Changing who approves, once somebody does: a second person agrees, and what narrows holds at once. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { findWorkspace } from "../../src/db/workspaces.ts";
import { readLedger } from "../../src/db/ledger.ts";
import { ids } from "../support/discord-world.ts";
import {
  discordStage,
  discordWorkspace,
  watch,
  type DiscordStage,
  type Watch,
} from "../support/watch-world.ts";

let stage: DiscordStage;
let service: Watch;
beforeEach(async () => {
  stage = await discordStage();
  service = await watch({ discord: stage, documents: [discordWorkspace()] });
});
afterEach(async () => {
  await service.stop();
  await stage.sandbox.close();
});

const document = async () => (await findWorkspace(service.ctx.db, "discord", ids.guild))?.document;
const approvers = async () => (await document())?.approvers;
const asRead = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, "$1");

async function setUp(person: string, change: (card: string) => Promise<unknown>) {
  const somebody = stage.as(person);
  const card = await (await somebody.type(ids.general, "/setup")).finished(10_000);
  await change(card.id);
  await service.until("it is chosen", async () =>
    Boolean((await findWorkspace(service.ctx.db, "discord", ids.guild))?.setup),
  );
  await somebody.press(ids.general, card.id, `setup-done:${ids.guild}`);
  await service.until("it is finished", () =>
    somebody
      .sees(ids.general)
      .some(({ id, text }) => id === card.id && /From now on|Nothing changed/.test(text)),
  );
  return asRead(somebody.sees(ids.general).find(({ id }) => id === card.id)?.text ?? "");
}

const ask = (person: string, role: string) =>
  setUp(person, (card) => stage.as(person).select(ids.general, card, [role], `setup-approvers:${ids.guild}`));

const question = () =>
  stage.as(ids.owner).waitFor(ids.approvals, ({ text }) => text.includes("May this change?"), 10_000);

it("another role may approve only when somebody else agrees; the one who asked can't, and an outsider can't", async () => {
  expect(await ask(ids.moderator, ids.adminRole)).toContain("Somebody else has to agree");
  expect(await approvers()).toEqual([`discord:role:${ids.modRole}`]);
  const { id, text, buttons } = await question();
  expect(asRead(text)).toContain("Approvers: Moderator → Admin");
  const agree = buttons.find(({ label }) => label === "Agree")?.customId ?? "";
  for (const [person, why] of [
    [ids.moderator, "You asked for this yourself"],
    [ids.outsider, "You are not among the people"],
  ] as const) {
    await stage.as(person).press(ids.approvals, id, agree);
    await service.until(why, () =>
      stage
        .as(person)
        .sees(ids.approvals)
        .some((one) => one.text.includes(why)),
    );
  }
  expect(await approvers()).toEqual([`discord:role:${ids.modRole}`]);
  await stage.as(ids.owner).press(ids.approvals, id, agree);
  await service.until("it holds", async () => (await approvers())?.[0] === `discord:role:${ids.adminRole}`);
  const kinds: string[] = [];
  for await (const { kind } of readLedger(service.ctx.db)) kinds.push(kind);
  expect(kinds).toEqual(
    expect.arrayContaining(["setup.chosen", "setup.asked", "setup.finished", "setup.confirmed"]),
  );
});

it("a newer change replaces the question; an older card then decides nothing", async () => {
  await ask(ids.moderator, ids.adminRole);
  const first = await question();
  await ask(ids.owner, ids.adminRole);
  await service.until(
    "the second question",
    () =>
      stage
        .as(ids.owner)
        .sees(ids.approvals)
        .filter(({ text }) => text.includes("May this change?")).length === 2,
  );
  const agree = first.buttons.find(({ label }) => label === "Agree")?.customId ?? "";
  await stage.as(ids.owner).press(ids.approvals, first.id, agree);
  await service.until("it is out of date", () =>
    stage
      .as(ids.owner)
      .sees(ids.approvals)
      .some(({ text }) => text.includes("out of date")),
  );
  expect(await approvers()).toEqual([`discord:role:${ids.modRole}`]);
});

it("where cards go holds at once; a role that is gone is said, and needs nobody's word to be replaced", async () => {
  const moved = await setUp(ids.moderator, (card) =>
    stage.as(ids.moderator).select(ids.general, card, [ids.general], `setup-place:${ids.guild}:approvals`),
  );
  expect(moved).toContain("Approvals:** general");
  expect((await document())?.places.approvals).toBe(ids.general);
  stage.as(ids.owner).deleteRole(ids.modRole);
  const card = await (await stage.as(ids.owner).type(ids.general, "/setup")).finished(10_000);
  expect(card.text).toContain("A role that could approve is gone");
  const done = await ask(ids.owner, ids.adminRole);
  expect(done).toContain("Approvers:** Admin");
  expect(await approvers()).toEqual([`discord:role:${ids.adminRole}`]);
});

it("what is chosen and not finished is kept, and can be discarded; only who runs the place sees any of it", async () => {
  const mara = stage.as(ids.moderator);
  const card = await (await mara.type(ids.general, "/setup")).finished(10_000);
  await mara.select(ids.general, card.id, [ids.adminRole], `setup-approvers:${ids.guild}`);
  await service.until("it is kept", async () =>
    Boolean((await findWorkspace(service.ctx.db, "discord", ids.guild))?.setup),
  );
  const again = await (await stage.as(ids.owner).type(ids.general, "/setup")).finished(10_000);
  expect(JSON.stringify(again.raw)).toContain(`"id":"${ids.adminRole}"`);
  await stage.as(ids.owner).press(ids.general, again.id, `setup-drop:${ids.guild}`);
  await service.until(
    "it is gone",
    async () => !(await findWorkspace(service.ctx.db, "discord", ids.guild))?.setup,
  );
  // A press id is anybody's to make up: what it names is checked, whoever presses.
  const answers: string[] = [];
  const inbox = createInbox(service.ctx);
  await inbox.press({
    id: "1",
    actor: {
      platform: "discord",
      id: ids.outsider,
      name: "Otto",
      bot: false,
      anonymous: false,
      locale: null,
    },
    place: { platform: "discord", workspace: null, channel: "1" },
    on: { place: { platform: "discord", workspace: null, channel: "1" }, message: "1" },
    press: `setup-approvers:${ids.guild}`,
    values: [ids.adminRole],
    reply: async (one) => {
      answers.push(one.title);
      return null;
    },
  });
  expect(answers).toEqual(["This is for the people who run this place"]);
  expect((await findWorkspace(service.ctx.db, "discord", ids.guild))?.setup ?? null).toBeNull();
});

it("in a direct message says where to type it: menus of roles and channels need their server", async () => {
  const mara = stage.as(ids.moderator);
  const answer = await (await mara.type(mara.dm(ids.countersign), "/setup")).finished(10_000);
  expect(asRead(answer.text)).toContain("type /setup in the server");
  expect(answer.selects).toEqual([]);
});
