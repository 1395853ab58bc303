/** “One of finance and one of support”, over the real adapters: people on both platforms, linked ones, and who lost a role in between. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { agentSchema } from "../../src/domain/manifest.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import { people, type PersonName } from "../../src/sandbox/world/people.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { doubtApprovers } from "../../src/use-cases/doubt-approvers.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { eventually, shopWorld } from "../support/shop-world.ts";

let shop: Awaited<ReturnType<typeof shopWorld>>;
const FINANCE = `discord:role:${discordIds.finance}`;
const MODERATORS = `discord:role:${discordIds.moderator}`;
const groups = [
  { name: "finance", approvers: [FINANCE, `telegram:user:${people.fiona.telegram}`] },
  { name: "support", approvers: [MODERATORS, `telegram:user:${people.mo.telegram}`] },
];
const document = agentSchema.parse({
  apiVersion: "countersign/v1",
  kind: "Agent",
  metadata: { id: "cashier" },
  actions: [
    { type: "cash.out", title: "Pay out", audience: "till", policy: { groups }, limits: { join: false } },
  ],
});

beforeAll(async () => {
  shop = await shopWorld();
  await applyDocuments(shop.ctx, [document], "operator");
}, 90_000);
afterAll(async () => {
  expect(await verifyLedger(shop.ctx)).toMatchObject({ ok: true });
  await shop.stop();
});

let order = 0;
async function ask() {
  const mark = `order ${++order};`;
  const { request } = await shop.ask({ action: "cash.out", params: { of: mark } }, "cashier");
  const onDiscord = await shop
    .onDiscord("fiona")
    .waitFor(discordIds.approvals, ({ text }) => text.includes(mark), 15_000);
  const onTelegram = await eventually("the card on Telegram", () =>
    shop
      .onTelegram("mo")
      .sees(telegramIds.team)
      .find(({ text }) => text.includes(mark)),
  );
  const view = async () => {
    const read = await readRequest(shop.ctx, "cashier", request.id);
    if (!read.ok) throw new Error(read.refusal.code);
    return read.value;
  };
  const counted = async (have: number) =>
    await eventually(`${have} of 2 on both cards`, () =>
      [
        shop
          .onDiscord("fiona")
          .sees(discordIds.approvals)
          .find(({ id }) => id === onDiscord.id),
        shop
          .onTelegram("mo")
          .sees(telegramIds.team)
          .find(({ id }) => id === onTelegram.id),
      ].every((card) => card?.text.includes(`${have} of 2`)),
    );
  return {
    id: request.id,
    text: onDiscord.text,
    view,
    counted,
    discord: async (who: PersonName) =>
      await shop.onDiscord(who).press(discordIds.approvals, onDiscord.id, "Approve"),
    telegram: async (who: PersonName) =>
      await shop.onTelegram(who).press(telegramIds.team, onTelegram.id, "Approve"),
  };
}

it("one of each, on either platform: the card says who is needed, and the second completes it", async () => {
  const card = await ask();
  expect(card.text).toMatch(/1 of finance, 1 of support/);
  await card.discord("fiona");
  await card.counted(1);
  expect((await card.view()).state).toBe("pending");
  await card.telegram("mo");
  await eventually("approved", async () => (await card.view()).state === "approved");
});

it("two of one group are not one of each", async () => {
  shop.onDiscord("olivia").giveRole(people.olivia.discord, discordIds.finance);
  const card = await ask();
  await card.discord("fiona");
  await card.discord("olivia");
  await card.counted(2);
  expect((await card.view()).state).toBe("pending");
  await card.telegram("mo");
  await eventually("approved", async () => (await card.view()).state === "approved");
  expect((await card.view()).votes).toHaveLength(3);
});

it("a vote given as one of support falls away with that role, though another one is left", async () => {
  const olivia = shop.onDiscord("olivia");
  olivia.giveRole(people.fiona.discord, discordIds.moderator);
  const card = await ask();
  await card.discord("fiona");
  await card.counted(1);
  olivia.takeRole(people.fiona.discord, discordIds.moderator);
  // Fiona is of finance still, so with somebody else of finance there would be two people, and nobody of support.
  await card.discord("olivia");
  await card.counted(1);
  expect((await card.view()).state).toBe("pending");
  await card.telegram("mo");
  await eventually("approved", async () => (await card.view()).state === "approved");
  const kinds: string[] = [];
  for await (const entry of exportLedger(shop.ctx)) if (entry.subject === card.id) kinds.push(entry.kind);
  expect(kinds.filter((kind) => kind === "vote.lost")).toHaveLength(1);
});

it("one person of both groups, linked on both platforms, takes one seat and counts once", async () => {
  const olivia = shop.onDiscord("olivia");
  olivia.giveRole(people.mo.discord, discordIds.finance);
  const shown = await shop.discordAnswer("mo", "/link");
  const code = /\/link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(shown.text)?.[1] ?? "none";
  const linked = await shop.telegramAnswer("mo", `/link ${code}`, telegramIds.countersign);
  expect(linked.text).toContain("These accounts are yours");

  const card = await ask();
  await card.discord("mo");
  await card.counted(1);
  const again = await card.telegram("mo");
  expect(again.text).toContain("approved this already");
  expect((await card.view()).state).toBe("pending");
  // Mo can be of either: whichever is missing is filled by the next one.
  await card.discord("fiona");
  await eventually("approved", async () => (await card.view()).state === "approved");
  expect((await card.view()).votes).toHaveLength(2);
});

it("approvers that nobody can be are doubted when the manifest is applied, and nobody else", async () => {
  expect(await doubtApprovers(shop.ctx, [document])).toEqual([]);
  const wrong = agentSchema.parse({
    ...document,
    actions: [
      {
        type: "cash.out",
        policy: {
          approvers: [
            "discord:role:999",
            `discord:user:${discordIds.herald}`,
            "discord:user:999",
            "telegram:admins:-100999",
            `telegram:user:${people.mo.telegram}`,
          ],
        },
      },
    ],
  });
  expect(await doubtApprovers(shop.ctx, [wrong])).toEqual([
    expect.stringMatching(/^discord:role:999: no server/),
    expect.stringMatching(/^discord:user:3\d+: this is a bot/),
    expect.stringMatching(/^discord:user:999: this person is in no place/),
    expect.stringMatching(/^telegram:admins:-100999: .*no chat/),
  ]);
});
