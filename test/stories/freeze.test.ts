/** Stopping an agent from a chat, and letting it go on: who may, what happens at once, and who has to agree. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { findAgent } from "../../src/db/agents.ts";
import {
  PlatformError,
  type Actor,
  type Card,
  type Inbox,
  type Posted,
} from "../../src/platforms/platform.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { enterLinkCode, showLink } from "../../src/use-cases/link-accounts.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { agentDocument, approvalWorld, cardOf, ROOM, type World } from "../support/approval-world.ts";
import { textOf, type FakePlatform } from "../support/fake-platform.ts";

let world: World;
let inbox: Inbox;
let manager: Actor;
let approver: Actor;
beforeEach(async () => {
  world = await approvalWorld();
  inbox = createInbox(world.ctx);
  manager = world.discord.join("100", { manages: true });
  approver = world.discord.join("301001", { roles: ["301"] });
});
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

let events = 0;
const place = (actor: Actor, alone = false) =>
  alone
    ? { platform: actor.platform, workspace: null, channel: actor.id }
    : {
        platform: actor.platform,
        workspace: actor.platform === "discord" ? "6137" : "-100200",
        channel: ROOM[actor.platform],
      };

/** What somebody who types this sees, and whether only they do. */
async function type(actor: Actor, name: string, options: Record<string, string>, alone = false) {
  const seen: { card: Card; private: boolean; posted: Posted }[] = [];
  await inbox.command({
    id: String(++events),
    actor,
    place: place(actor, alone),
    name,
    options,
    reply: async (card, { private: only }) => {
      const posted = { place: place(actor, alone), message: `typed ${events}` };
      if (!only)
        platformOf(actor).messages.set(`${posted.place.channel}/${posted.message}`, {
          posted,
          card,
          edits: 0,
          key: "",
        });
      seen.push({ card, private: only, posted });
      return posted;
    },
  });
  expect(seen).toHaveLength(1);
  return seen[0]!;
}

async function press(actor: Actor, pressed: string, on: Posted, reason?: string): Promise<Card> {
  let answer: Card | null = null;
  const event = {
    id: String(++events),
    actor,
    place: on.place,
    press: pressed,
    on,
    reply: async (card: Card, options: { private: boolean }) => {
      expect(options.private).toBe(true);
      answer = card;
      return null;
    },
  };
  if (reason === undefined) await inbox.press(event);
  else await inbox.form({ ...event, fields: { reason } });
  return answer!;
}

const platformOf = (actor: Actor): FakePlatform => world[actor.platform];
const frozen = async () => (await findAgent(world.ctx.db, "support-bot"))?.frozenReason ?? null;
const shown = (title: string) =>
  [world.discord, world.telegram].map(
    (platform) => [...platform.messages.values()].filter(({ card }) => card.title === title).length,
  );
async function recorded(kind: string) {
  const bodies: unknown[] = [];
  for await (const entry of exportLedger(world.ctx))
    if (entry.kind === kind) bodies.push(JSON.parse(entry.body));
  return bodies;
}
const why = { agent: "support-bot", reason: "it refunds the same order again and again" };

describe("/freeze", () => {
  it.each([
    ["a manager", () => manager],
    ["an approver", () => approver],
  ])(
    "by %s is in force before the answer, says what ended, and everybody who decides hears of it",
    async (_, who) => {
      const { request } = await world.ask();
      const answer = await type(who(), "freeze", why);
      expect(answer.private).toBe(true);
      expect(textOf(answer.card)).toMatch(/support-bot is frozen.*1 pending request, 0 unused approvals/);
      expect(await frozen()).toBe(why.reason);
      await expect(world.ask()).rejects.toMatchObject({ code: "agent_frozen" });
      expect(await readRequest(world.ctx, "support-bot", request.id)).toMatchObject({
        value: { state: "invalidated" },
      });
      await world.until("told once in each place", () => shown("Agent frozen").every((count) => count === 1));
      const told = [...world.telegram.messages.values()].find(({ card }) => card.title === "Agent frozen");
      expect(told?.posted.place.channel).toBe(ROOM.telegram);
      expect(textOf(told!.card)).toContain(why.reason);
      expect(await recorded("agent.frozen")).toMatchObject([
        { by: `discord:${who().id}`, reason: why.reason, invalidated: 1, revoked: 0 },
      ]);
    },
  );

  it("names the agent by its name, a mention, or an account's id, from a private chat too", async () => {
    for (const agent of ["Support-Bot", "<@1576>", "6123"]) {
      expect((await type(manager, "freeze", { ...why, agent }, true)).card.title).toMatch(
        /support-bot is frozen/,
      );
    }
    expect(await recorded("agent.frozen")).toHaveLength(1);
  });

  it("twice says that it is frozen already, and why", async () => {
    await type(manager, "freeze", why);
    const again = await type(approver, "freeze", { ...why, reason: "me too" });
    expect(textOf(again.card)).toContain(why.reason);
    expect(await frozen()).toBe(why.reason);
  });

  it.each([
    ["an outsider", () => world.discord.join("999"), "people who run this place"],
    [
      "somebody with the role who left",
      () => world.discord.join("998", { roles: ["301"], state: "gone" }),
      "people who run",
    ],
    ["a bot with the role", () => world.discord.join("997", { roles: ["301"], bot: true }), "people who run"],
    ["an anonymous admin", () => ({ ...manager, anonymous: true }), "people who run"],
    [
      "somebody nothing is known about",
      () => world.discord.join("996", { state: "unknown", roles: ["301"] }),
      "can't check who you are",
    ],
  ])("by %s does nothing, and says so in private", async (_, who, words) => {
    const answer = await type(who(), "freeze", why);
    expect(answer.private).toBe(true);
    expect(answer.card.title).toContain(words);
    expect(await frozen()).toBeNull();
  });

  it("while the platform does not answer, nothing happens", async () => {
    world.discord.standing = async () => {
      throw new PlatformError("busy", "later");
    };
    expect((await type(manager, "freeze", why)).card.title).toContain("can't check");
    expect(await frozen()).toBeNull();
  });

  it("of an agent that is none of this place's business, or of none at all, says which there are", async () => {
    const stranger = agentDocument();
    await applyDocuments(
      world.ctx,
      [
        {
          ...stranger,
          metadata: { ...stranger.metadata, id: "elsewhere-bot" },
          identities: {},
          actions: stranger.actions.map((action) => ({
            ...action,
            policy: { ...action.policy, approvers: ["discord:role:777"] },
          })),
        },
      ],
      "operator",
    );
    for (const agent of ["elsewhere-bot", "nobody", ""]) {
      const answer = await type(manager, "freeze", { ...why, agent });
      expect(textOf(answer.card)).toMatch(/no agent by that name.*the ones I know here: support-bot\./);
    }
    expect((await findAgent(world.ctx.db, "elsewhere-bot"))?.frozenAt).toBeNull();
  });

  it("in a place that nobody declared is not for its manager to use", async () => {
    let answer: Card | null = null;
    const stranger = { ...place(manager), workspace: "4444" };
    // Anybody can add Countersign to a server of their own, and invite somebody else's agent there.
    const bots = [{ id: "1576", name: "Support", how: "seen" }];
    await inbox.change({ platform: "discord", workspace: "4444", title: "Stranger's", what: "joined", bots });
    await inbox.command({
      id: "x",
      actor: manager,
      place: stranger,
      name: "freeze",
      options: why,
      reply: async (card) => ((answer = card), null),
    });
    expect(answer!.title).toContain("Nobody has told me about this place");
    expect(await frozen()).toBeNull();
  });

  it("needs a reason", async () => {
    expect((await type(manager, "freeze", { agent: "support-bot", reason: " " })).card.title).toBe("Say why");
    expect(await frozen()).toBeNull();
  });
});

describe("Freeze under a request's card", () => {
  it("asks why, stops the agent for whoever may decide, and ends the request", async () => {
    const { request } = await world.ask();
    await world.until("cards", () => cardOf(world.telegram, request.id) !== null);
    const on = cardOf(world.telegram, request.id)!;
    expect(inbox.forms["freeze"]).toMatchObject({ field: { id: "reason", required: true } });
    const outsider = await press(world.telegram.join("5999"), `freeze:${request.id}`, on, "no");
    expect(outsider.title).toContain("not among the people");
    const bot = await press(
      world.telegram.join("5998", { bot: true, manages: true }),
      `freeze:${request.id}`,
      on,
      "no",
    );
    expect(bot.title).toContain("not among the people");
    expect(await frozen()).toBeNull();
    // Neither an admin of the group nor an approver of the workspace: named in this action's policy.
    const named = await press(world.telegram.join("5551"), `freeze:${request.id}`, on, "it went mad");
    expect(named.title).toBe("support-bot is frozen");
    expect(await frozen()).toBe("it went mad");
    await world.until("no live button is left", () =>
      [world.discord, world.telegram].every((platform) =>
        [...platform.messages.values()].every(({ card }) => card.buttons.flat().length === 0),
      ),
    );
    expect((await press(manager, "freeze:req_0", on, "x")).title).toContain("old copy");
  });

  it("by the group's admin who may not decide works too; without a reason it does not", async () => {
    const { request } = await world.ask();
    await world.until("cards", () => cardOf(world.telegram, request.id) !== null);
    const on = cardOf(world.telegram, request.id)!;
    const admin = world.telegram.join("5000", { manages: true });
    expect((await press(admin, `freeze:${request.id}`, on, "  ")).title).toBe("Say why");
    expect((await press(admin, `freeze:${request.id}`, on, "enough")).title).toBe("support-bot is frozen");
  });
});

describe("/unfreeze", () => {
  beforeEach(async () => {
    await type(manager, "freeze", why);
  });
  const ask = async (actor: Actor) =>
    await type(actor, "unfreeze", { agent: "support-bot", reason: "the loop is fixed" });
  const button = (card: Card, label: string) =>
    card.buttons.flat().flatMap((each) => ("press" in each && each.label === label ? [each.press] : []))[0]!;

  it("asks everybody in the place; only somebody else's yes counts; then it is in force, told and recorded", async () => {
    const { card, private: only, posted } = await ask(manager);
    expect(only).toBe(false);
    expect(textOf(card)).toMatch(/second person has to agree.*not the one who asks/);
    const yes = button(card, "Unfreeze");
    expect((await press(manager, yes, posted)).title).toContain("somebody else has to confirm");
    expect((await press(world.discord.join("999"), yes, posted)).title).toContain("not among the people");
    expect((await press({ ...approver, anonymous: true }, yes, posted)).title).toContain(
      "not among the people",
    );
    expect(await frozen()).not.toBeNull();
    expect((await press(approver, yes, posted)).title).toContain("may ask again");
    expect(await frozen()).toBeNull();
    expect((await press(approver, yes, posted)).title).toContain("decided or out of date");
    await world.ask();
    await world.until("the question shows what came of it, and both places hear of it", () =>
      shown("Agent unfrozen").every((count, i) => count === (i === 0 ? 2 : 1)),
    );
    expect(await recorded("agent.unfrozen")).toEqual([
      { by: "discord:301001", askedBy: "discord:100", reason: "the loop is fixed" },
    ]);
  });

  it("is not confirmed by the asker's other account, nor by whoever answers for the agent", async () => {
    const twin = world.discord.join("101", { manages: true });
    const code = /link ([0-9A-Z-]{9})/.exec(
      textOf(await showLink(world.ctx, manager, place(manager, true))),
    )?.[1];
    await enterLinkCode(world.ctx, twin, code ?? "");
    const { card, posted } = await ask(manager);
    const yes = button(card, "Unfreeze");
    expect((await press(twin, yes, posted)).title).toContain("asked for this yourself");
    const owner = world.discord.join("2041", { manages: true });
    expect((await press(owner, yes, posted)).title).toContain("answer for this agent");
    expect(await frozen()).not.toBeNull();
  });

  it("can be left frozen, also by the asker; and pressed somewhere else decides nothing", async () => {
    const { card, posted } = await ask(manager);
    const elsewhere = { ...posted, place: { ...posted.place, workspace: "7777" } };
    expect((await press(approver, button(card, "Unfreeze"), elsewhere)).title).toContain(
      "where it was asked",
    );
    expect((await press(manager, button(card, "Leave it frozen"), posted)).title).toContain("stays frozen");
    expect((await press(approver, button(card, "Unfreeze"), posted)).title).toContain(
      "decided or out of date",
    );
    expect(await frozen()).not.toBeNull();
  });

  it("is open for an hour, and not for a later freeze", async () => {
    const first = await ask(manager);
    const yes = button(first.card, "Unfreeze");
    world.clock.ahead += 3_600_001;
    expect((await press(approver, yes, first.posted)).title).toContain("out of date");
    const [second, third] = [await ask(manager), await ask(manager)];
    await press(approver, button(second.card, "Unfreeze"), second.posted);
    world.clock.ahead += 1;
    await type(manager, "freeze", { ...why, reason: "again" });
    expect((await press(approver, button(third.card, "Unfreeze"), third.posted)).title).toContain(
      "out of date",
    );
    expect(await frozen()).toBe("again");
  });

  it("two who press at once unfreeze once", async () => {
    const { card, posted } = await ask(manager);
    const others = Array.from({ length: 6 }, (_, i) => world.discord.join(`30110${i}`, { roles: ["301"] }));
    const answers = await Promise.all(others.map((actor) => press(actor, button(card, "Unfreeze"), posted)));
    expect(answers.filter(({ title }) => title.includes("may ask again"))).toHaveLength(1);
    expect(await recorded("agent.unfrozen")).toHaveLength(1);
  });

  it("of an agent that is not frozen says so; an outsider is refused in private", async () => {
    const outsider = await ask(world.discord.join("999"));
    expect(outsider).toMatchObject({
      private: true,
      card: { title: "This is for the people who run this place" },
    });
    const { card, posted } = await ask(manager);
    await press(approver, button(card, "Unfreeze"), posted);
    expect(await ask(manager)).toMatchObject({ private: true, card: { title: "support-bot is not frozen" } });
  });
});
