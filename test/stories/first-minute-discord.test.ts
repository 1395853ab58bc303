/** A newcomer adds Countersign to a Discord server with four bots, answers the menus, and an agent's first wish is approved: no file at all. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { ids, smallWorld } from "../support/discord-world.ts";
import { discordStage, watch, type DiscordStage, type Watch } from "../support/watch-world.ts";
import { allAgents } from "../../src/db/agents.ts";
import { readLedger } from "../../src/db/ledger.ts";
import { findWorkspace } from "../../src/db/workspaces.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import type { DiscordWorld } from "../../src/sandbox/discord/world.ts";

const more = { guard: "1000000000000000051", news: "1000000000000000052", logger: "1000000000000000053" };
const approver = "1000000000000000061";
const finance = "1000000000000000062";

/** Helper, and three more bots: one of them came without any permission, so it has no role. */
function fourBots(): DiscordWorld {
  const world = smallWorld();
  const [guild] = world.guilds;
  if (!guild) throw new Error("the world has no server");
  world.users.push({ id: approver, username: "fina", globalName: "Fina" });
  for (const [name, id] of Object.entries(more))
    world.bots.push({ id, username: name, token: `token-${name}` });
  guild.roles.push(
    { id: finance, name: "Finance", permissions: [], position: 1 },
    {
      id: "1000000000000000071",
      name: "guard",
      permissions: ["KICK_MEMBERS"],
      position: 1,
      botId: more.guard,
    },
    {
      id: "1000000000000000072",
      name: "news",
      permissions: ["SEND_MESSAGES"],
      position: 1,
      botId: more.news,
    },
  );
  guild.members.push(
    { userId: more.guard, roles: ["1000000000000000071"] },
    { userId: more.news, roles: ["1000000000000000072"] },
    { userId: more.logger },
    { userId: approver, roles: [finance] },
  );
  guild.auditLog = [{ actionType: 28, userId: ids.owner, targetId: more.logger, minutesAgo: 60 }];
  return world;
}

let stage: DiscordStage;
let service: Watch;
beforeEach(async () => {
  stage = await discordStage(fourBots());
  service = await watch({ discord: stage });
});
afterEach(async () => {
  await service.stop();
  await stage.sandbox.close();
  expect(checkDiscordTraffic(stage.sandbox.requests.filter(({ path }) => path.startsWith("/api/")))).toEqual(
    [],
  );
});

const greeting = () =>
  stage.as(ids.moderator).waitFor(ids.general, ({ text }) => text.includes("I watch the bots here"), 10_000);
const asRead = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, "$1");

it("one card says what it is, what it sees, whom it found and how, and whom nobody can find", async () => {
  const { text: raw, buttons } = await greeting();
  const text = asRead(raw);
  expect(text).toContain(
    "I hold View Audit Log, View Channels, Send Messages and Create Posts. That is all I ask for.",
  );
  expect(text).toContain("I see 2 of 3 channels");
  expect(text).toContain("Helper: has a role of its own");
  expect(text).toContain("logger: in the audit log");
  for (const hidden of ["no role to show", "in their own account", "Webhooks"])
    expect(text).toContain(hidden);
  expect(buttons.map(({ label }) => label)).toEqual(["Set up", "Audit now"]);
  const cards = () => stage.as(ids.owner).sees(ids.general).length;
  expect(cards()).toBe(1);
  await service.stop();
  service = await watch({ discord: stage, opened: service.opened });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(cards()).toBe(1);
});

it("answers to the menus hold from Finish on; the audit follows, and the chosen role approves what an agent asks", async () => {
  const { ctx } = service;
  const hello = await greeting();
  const refusal = await (
    await stage.as(ids.outsider).press(ids.general, hello.id, `setup:${ids.guild}`)
  ).finished();
  const mine = () =>
    stage
      .as(ids.outsider)
      .sees(ids.general)
      .filter(({ ephemeral }) => ephemeral)
      .map(({ text }) => asRead(text));
  await service.until("the outsider is refused", () =>
    mine().some((text) => text.includes("you need the Manage Server permission")),
  );
  expect(refusal.id).toBe(hello.id);

  const mara = stage.as(ids.moderator);
  await mara.press(ids.general, hello.id, `setup:${ids.guild}`);
  const card = () =>
    mara
      .sees(ids.general)
      .findLast(({ ephemeral, text }) => ephemeral && text.includes("Set up Little Shop"));
  await service.until("the setup card", () => card() !== undefined);
  const id = card()?.id ?? "";
  expect(card()?.selects.map(({ type }) => type)).toEqual([3, 3, 3, 3, 6, 8, 8]);
  const choose = async (menu: string, values: string[], then: () => boolean) => {
    await mara.select(ids.general, id, values, menu);
    await service.until(`${menu} is chosen`, then);
  };
  const chosen = (menu: string) =>
    JSON.stringify(card()?.raw).split(`"custom_id":"${menu}"`)[1]?.split('"custom_id"')[0] ?? "";
  const purpose = (bot: string) => `setup-purpose:${ids.guild}:${bot}`;
  for (const [bot, value] of [
    [ids.helper, "support"],
    [more.guard, "moderation"],
    [more.news, "announcements"],
    [more.logger, "reader"],
  ] as const)
    await choose(
      purpose(bot),
      [value],
      () =>
        JSON.stringify(card()?.raw).includes(`"value":"${value}","label":`) &&
        /"default":true/.test(JSON.stringify(card()?.raw)),
    );
  // What can't be right is refused with a word, and nothing is chosen.
  const approvers = `setup-approvers:${ids.guild}`;
  await choose(
    approvers,
    [ids.helperRole],
    () => card()?.text.includes("That role belongs to a bot") === true,
  );
  await choose(
    approvers,
    [finance],
    () => chosen(approvers).includes(finance) || JSON.stringify(card()?.raw).includes(`"id":"${finance}"`),
  );
  const place = (what: string) => `setup-place:${ids.guild}:${what}`;
  await choose(
    place("approvals"),
    [ids.approvals],
    () => card()?.text.includes("Everybody here can read") === true,
  );
  await choose(place("reports"), [ids.general], () =>
    JSON.stringify(card()?.raw).includes(`"id":"${ids.general}"`),
  );
  expect((await findWorkspace(ctx.db, "discord", ids.guild))?.document ?? null).toBeNull();

  await mara.press(ids.general, id, `setup-done:${ids.guild}`);
  await service.until(
    "it holds",
    async () => (await findWorkspace(ctx.db, "discord", ids.guild))?.document !== null,
  );
  expect((await findWorkspace(ctx.db, "discord", ids.guild))?.document).toMatchObject({
    metadata: { declared: "chat" },
    places: { approvals: ids.approvals, reports: ids.general },
    approvers: [`discord:role:${finance}`],
  });
  expect(
    (await allAgents(ctx.db)).map(({ id: agent, document }) => [agent, document.metadata.purpose]),
  ).toEqual([
    ["guard", "moderation"],
    ["helper", "support"],
    ["logger", "reader"],
    ["news", "announcements"],
  ]);
  await service.until("the audit's report", () =>
    stage
      .as(ids.owner)
      .sees(ids.general)
      .some(({ text }) => text.includes("Audit of Little Shop")),
  );
  const report = stage
    .as(ids.owner)
    .sees(ids.general)
    .findLast(({ text }) => text.includes("Audit of Little Shop"));
  expect(asRead(report?.text ?? "")).toContain("judged by its declared purpose");

  const key = await createKey(ctx, "news", "operator");
  expect(key.ok).toBe(true);
  const asked = await requestApproval(ctx, "news", {
    action: "custom.action",
    params: { what: "Refund order A-1" },
    audience: "shop",
  });
  if (!asked.ok) throw new Error(asked.refusal.words);
  const fina = stage.as(approver);
  const wish = await fina.waitFor(ids.approvals, ({ text }) => text.includes("Refund order A-1"), 10_000);
  const approve = wish.buttons.find(({ label }) => label === "Approve")?.customId ?? "";
  await stage.as(ids.moderator).press(ids.approvals, wish.id, approve);
  await fina.press(ids.approvals, wish.id, approve);
  await service.until("it is approved", async () => {
    const read = await readRequest(ctx, "news", asked.value.request.id);
    return read.ok && read.value.state === "approved";
  });

  const kinds: string[] = [];
  for await (const { kind } of readLedger(ctx.db)) kinds.push(kind);
  expect(kinds.filter((kind) => kind === "setup.chosen")).toHaveLength(7);
  expect(kinds).toContain("setup.finished");
});
