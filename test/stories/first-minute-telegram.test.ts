/** A newcomer presses Start, picks a group and its bots with Telegram's own pickers, and an agent's first wish is approved: no file at all. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allAgents } from "../../src/db/agents.ts";
import { findWorkspace } from "../../src/db/workspaces.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import { ada, ben, cem, countersign, helper, smallWorld, snoop } from "../support/telegram-world.ts";
import { telegramStage, watch, type TelegramStage, type Watch } from "../support/watch-world.ts";

const shop = -1009;
const small = -78;

/** Groups that Countersign is not in yet. */
function newcomers() {
  const world = smallWorld();
  world.chats = [
    {
      id: shop,
      type: "supergroup",
      title: "New Shop",
      owner: ada,
      admins: [{ id: ben, rights: { can_delete_messages: true } }],
      members: [cem, helper, snoop],
    },
    { id: small, type: "group", title: "Small Team", owner: ada, members: [cem, helper] },
  ];
  world.started = [];
  return world;
}

let stage: TelegramStage;
let service: Watch;
beforeEach(async () => {
  stage = await telegramStage(newcomers());
  service = await watch({ telegram: stage });
});
afterEach(async () => {
  await service.stop();
  await stage.sandbox.close();
  const ours = stage.sandbox.requests.filter(({ botId }) => botId === String(countersign));
  expect(checkTelegramTraffic(ours)).toEqual([]);
});

const inPrivate = () => stage.as(ada).sees(countersign);
const inShop = (who: number = cem) => stage.as(who).sees(shop);

async function message(what: string, text: string, where = inPrivate) {
  await service.until(what, () => where().some((one) => one.text.includes(text)));
  const found = where().findLast((one) => one.text.includes(text));
  if (!found) throw new Error(`${what} is gone`);
  return found;
}

/** Picks the group with Telegram's own list, which adds the bot with the rights that it asks for. */
async function pickGroup() {
  stage.as(ada).startBot(countersign);
  const hello = await message("the first card", "I watch bots, and ask people");
  const below = await message("the picker", "Or choose with the buttons");
  stage.as(ada).pick(countersign, below.id, "Choose a group", [shop]);
  return { hello, card: await message("the setup card", "Set up New Shop") };
}

/** Every press draws the same message again. */
async function press(what: string, id: string, data: string, then: string) {
  await stage.as(ada).press(countersign, id, data);
  const drawn = () => {
    const card = inPrivate().find((one) => one.id === id);
    return `${card?.text} ${card?.keyboard
      .flat()
      .map(({ text }) => text)
      .join("|")}`;
  };
  await service.until(`${what}: ${then}`, () => drawn().includes(then));
}

describe("the first minute on Telegram", () => {
  it("Start says which rights it asks for; picking a group adds it with no power but to look, and the group gets one short card", async () => {
    const { hello } = await pickGroup();
    expect(hello.text).toContain("administrator with every power switched off");
    expect(hello.text).toContain("Any other right adds nothing");
    const link = hello.keyboard.flat().find(({ url }) => url !== undefined);
    expect(link?.url).toBe("https://t.me/countersign_bot?startgroup=setup&admin=manage_chat");
    const file = await service.platforms.telegram?.snapshot(String(shop), []);
    const admins = file?.platform === "telegram" ? file.administrators : [];
    const me = admins.find(({ user }) => (user as { id: number }).id === countersign);
    const held = Object.entries(me ?? {}).filter(
      ([name, value]) => name.startsWith("can_") && name !== "can_be_edited" && value === true,
    );
    expect(held.map(([name]) => name)).toEqual(["can_manage_chat"]);
    const card = await message("the group's card", "I watch the bots in this group", inShop);
    expect(card.keyboard.flat().map(({ url }) => url)[0]).toBe(
      `https://t.me/countersign_bot?start=setup_${shop}`,
    );
    expect(inShop().filter(({ text }) => text.includes("I watch the bots"))).toHaveLength(1);
  });

  it("bots are named with the picker, menus open and close, and what is chosen holds from Finish on", async () => {
    const { ctx } = service;
    await pickGroup();
    const picker = () =>
      inPrivate().findLast(({ prompt }) =>
        prompt?.buttons?.flat().some(({ text }) => text.startsWith("Name bots")),
      );
    await service.until("the bots' picker", () => picker() !== undefined);
    stage.as(ada).pick(countersign, picker()?.id ?? "", "Name bots that I can't see", [helper, snoop]);
    const card = await message("both bots", "I know 2 bots more");
    const purpose = (bot: number) => `setup-purpose:${shop}:${bot}`;
    await press("the menu opens", card.id, `${purpose(helper)}=>0`, "announcements");
    await press("the menu closes", card.id, `${purpose(helper)}=>x`, "Helper: for what? ▾");
    await press("the menu opens again", card.id, `${purpose(helper)}=>0`, "announcements");
    await press("it is chosen", card.id, `${purpose(helper)}=support`, "Helper: support ▾");
    await press("another menu", card.id, `${purpose(snoop)}=>0`, "reads only");
    await press("it is chosen", card.id, `${purpose(snoop)}=reader`, "Snoop: reads only ▾");
    await press("approvers", card.id, `setup-approvers:${shop}=>0`, "Ben Okri");
    await press("all admins", card.id, `setup-approvers:${shop}=+admins`, "Approvers: all admins ▾");
    await press("reports", card.id, `setup-place:${shop}:reports=>0`, "only whoever asks");
    await press("here", card.id, `setup-place:${shop}:reports=here`, "Reports go to: this group ▾");

    await stage.as(ada).press(countersign, card.id, `setup-done:${shop}`);
    const done = await message("what holds", "From now on this holds");
    expect(done.text).toMatch(/Helper: support; Snoop: reads only|Snoop: reads only; Helper: support/);
    expect(done.text).toContain("Approvers: all admins");
    expect(done.text).toContain("Approvals: New Shop");
    await message("the audit", "Audit of New Shop");
    expect((await findWorkspace(ctx.db, "telegram", String(shop)))?.document).toMatchObject({
      metadata: { declared: "chat" },
      places: { approvals: String(shop), reports: String(shop) },
      approvers: [`telegram:admins:${shop}`],
    });
    expect((await allAgents(ctx.db)).map(({ id }) => id)).toEqual(["helper", "snoop"]);

    await createKey(ctx, "helper", "operator");
    const asked = await requestApproval(ctx, "helper", {
      action: "custom.action",
      params: { what: "Refund A-1" },
      audience: "shop",
    });
    if (!asked.ok) throw new Error(asked.refusal.words);
    const wish = await message("the wish", "Refund A-1", () => inShop(ben));
    const approve = wish.keyboard.flat().find(({ text }) => text === "Approve")?.callback_data ?? "";
    await stage.as(cem).press(shop, wish.id, approve);
    await stage.as(ben).press(shop, wish.id, approve);
    await service.until("it is approved", async () => {
      const read = await readRequest(ctx, "helper", asked.value.request.id);
      return read.ok && read.value.state === "approved";
    });
  });

  it("the group's button leads an admin to its setup, and nobody else", async () => {
    await pickGroup();
    stage.as(cem).startBot(countersign, `setup_${shop}`);
    await service.until("Cem is refused", () =>
      stage
        .as(cem)
        .sees(countersign)
        .some(({ text }) => text.includes("you need to be an admin of this group")),
    );
    const before = inPrivate().length;
    stage.as(ada).startBot(countersign, `setup_${shop}`);
    await service.until(
      "Ada sees it again",
      () =>
        inPrivate().length > before + 1 &&
        inPrivate().filter(({ text }) => text.includes("Set up New Shop")).length >= 2,
    );
  });

  it("a group that becomes a supergroup keeps its settings and is not greeted again; out and in again they still hold", async () => {
    const { ctx } = service;
    const group = (id: number | string) => () => stage.as(ada).sees(id);
    stage.as(ada).addMember(small, countersign);
    await message("the first card", "I watch the bots in this group", group(small));
    await message("what it lacks", "I am an ordinary member", group(small));
    stage.as(ada).startBot(countersign, `setup_${small}`);
    const card = await message("the setup card", "Set up Small Team");
    await press("approvers", card.id, `setup-approvers:${small}=>0`, "all admins");
    await press("all admins", card.id, `setup-approvers:${small}=+admins`, "Approvers: all admins ▾");
    await stage.as(ada).press(countersign, card.id, `setup-done:${small}`);
    await message("what holds", "From now on this holds");

    const moved = stage.as(ada).upgradeToSupergroup(small);
    const kept = async () => (await findWorkspace(ctx.db, "telegram", moved))?.document;
    await service.until("it moved", async () => (await kept()) != null);
    expect(await kept()).toMatchObject({
      metadata: { id: moved },
      approvers: [`telegram:admins:${moved}`],
      places: { approvals: moved },
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(group(moved)().filter(({ text }) => text.includes("I watch the bots"))).toEqual([]);

    stage.as(ada).removeMember(moved, countersign);
    await service.until(
      "it left",
      async () => (await findWorkspace(ctx.db, "telegram", moved))?.leftAt !== null,
    );
    stage.as(ada).addMember(moved, countersign, { rights: { can_manage_chat: true } });
    await service.until(
      "it is back",
      async () => (await findWorkspace(ctx.db, "telegram", moved))?.leftAt === null,
    );
    expect(await kept()).toMatchObject({ approvers: [`telegram:admins:${moved}`] });
    stage.as(ada).startBot(countersign, `setup_${moved}`);
    await service.until("its settings are chosen in the menus", () => {
      const last = inPrivate().findLast(({ text }) => text.includes("Set up Small Team"));
      return last?.keyboard.flat().some(({ text }) => text === "Approvers: all admins ▾") === true;
    });
  });
});
