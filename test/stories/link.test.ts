/** One human, two accounts: linking, and what it means for votes. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accounts, buckets, linkCodes } from "../../src/db/schema.ts";
import type { Actor, Card, Place } from "../../src/platforms/platform.ts";
import { forgetStale } from "../../src/use-cases/forget-stale.ts";
import { enterLinkCode, showLink, unlinkAccount } from "../../src/use-cases/link-accounts.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
let ada: Actor;
let adaOnTelegram: Actor;
const alone = (actor: Actor): Place => ({ platform: actor.platform, workspace: null, channel: actor.id });
const codeOn = (card: Card) => /\/link ([0-9A-Z-]{9})/.exec(textOf(card))?.[1] ?? "no code";

async function begin(policy: object = {}): Promise<void> {
  world = await approvalWorld({ policy });
  ada = world.discord.join("301001", { roles: ["301"] });
  adaOnTelegram = world.telegram.join("5551");
}
beforeEach(() => begin());
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

const show = async (actor: Actor) => await showLink(world.ctx, actor, alone(actor));
const enter = async (actor: Actor, code: string) => await enterLinkCode(world.ctx, actor, code);
async function link(one: Actor, other: Actor): Promise<Card> {
  return await enter(other, codeOn(await show(one)));
}
async function stateOf(id: string) {
  const view = await readRequest(world.ctx, "support-bot", id);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}
async function recorded(kind: string) {
  const bodies: unknown[] = [];
  for await (const entry of exportLedger(world.ctx))
    if (entry.kind === kind) bodies.push(JSON.parse(entry.body));
  return bodies;
}

describe("a code", () => {
  it("joins two accounts, tells both sides, is in the ledger, and is stored nowhere in the clear", async () => {
    const card = await show(ada);
    const code = codeOn(card);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(JSON.stringify(await world.ctx.db.select().from(linkCodes))).not.toContain(
      code.slice(0, 4).toLowerCase(),
    );
    const answer = await enter(adaOnTelegram, code);
    expect(textOf(answer)).toMatch(/name of 301001.*name of 5551/);
    await world.until("the other side hears of it", () =>
      [...world.discord.messages.values()].some(({ card: shown }) =>
        textOf(shown).includes("Was that not you?"),
      ),
    );
    expect([...world.discord.messages.values()][0]?.posted.place).toEqual(alone(ada));
    expect(await recorded("accounts.linked")).toEqual([{ accounts: ["discord:301001", "telegram:5551"] }]);
    expect((await show(ada)).buttons.flat()).toMatchObject([{ press: "unlink" }]);
  });

  it("is read however it is typed: small letters, spaces, no hyphen, O for 0 and I for 1", async () => {
    const code = codeOn(await show(ada));
    const typed = ` ${code.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "I")}`;
    expect((await enter(adaOnTelegram, typed)).title).toBe("These accounts are yours");
  });

  it("works once, for ten minutes, and only the last one of an account", async () => {
    const first = codeOn(await show(ada));
    const second = codeOn(await show(ada));
    expect((await enter(adaOnTelegram, first)).title).toContain("not valid");
    world.clock.ahead += 600_001;
    expect((await enter(adaOnTelegram, second)).title).toContain("not valid");
    const third = codeOn(await show(ada));
    expect((await enter(adaOnTelegram, third)).title).toBe("These accounts are yours");
    expect((await enter(world.telegram.join("5559"), third)).title).toContain("not valid");
  });

  it("is not one's own, and is not used up by trying that", async () => {
    const code = codeOn(await show(ada));
    expect((await enter(ada, code)).title).toContain("this account's own");
    expect((await enter(adaOnTelegram, code)).title).toBe("These accounts are yours");
  });

  it("can be guessed at five times, then not for a while, not even with the right one", async () => {
    const code = codeOn(await show(ada));
    for (let i = 0; i < 5; i++)
      expect((await enter(adaOnTelegram, `0000-000${i}`)).title).toContain("not valid");
    expect((await enter(adaOnTelegram, code)).title).toContain("again in 2 minutes");
    expect(await world.ctx.db.select().from(accounts)).toEqual([]);
    // Somebody else's tries are their own.
    expect((await enter(world.telegram.join("5552"), code)).title).toBe("These accounts are yours");
  });

  it("is for people with their own name", async () => {
    for (const nobody of [
      { ...ada, bot: true },
      { ...ada, anonymous: true },
    ]) {
      expect((await show(nobody)).title).toContain("Only a person");
      expect((await enter(nobody, "0000-0000")).title).toContain("Only a person");
      expect((await unlinkAccount(world.ctx, nobody)).title).toContain("Only a person");
    }
    expect(await world.ctx.db.select().from(linkCodes)).toEqual([]);
  });

  it("and the tries at it are forgotten once they mean nothing, not before", async () => {
    await show(ada);
    const code = codeOn(await show(world.discord.join("301009")));
    for (let i = 0; i < 5; i++) await enter(adaOnTelegram, `0000-000${i}`);
    await forgetStale(world.ctx);
    expect((await enter(adaOnTelegram, code)).title).toContain("Too many wrong codes");
    expect(await world.ctx.db.select().from(linkCodes)).toHaveLength(2);
    world.clock.ahead += 600_001;
    await forgetStale(world.ctx);
    expect(await world.ctx.db.select().from(linkCodes)).toEqual([]);
    expect(await world.ctx.db.select().from(buckets)).toEqual([]);
  });

  it("entered by several accounts at once joins one of them", async () => {
    const code = codeOn(await show(ada));
    const guests = Array.from({ length: 8 }, (_, i) => world.telegram.join(`77${i}`));
    const answers = await Promise.all(guests.map((guest) => enter(guest, code)));
    expect(answers.filter(({ title }) => title === "These accounts are yours")).toHaveLength(1);
    expect(await world.ctx.db.select().from(accounts)).toHaveLength(2);
  });

  it("joins a third account to the two, and two pairs to one person", async () => {
    const [third, fourth] = [world.telegram.join("5553"), world.discord.join("301004", { roles: ["301"] })];
    await link(ada, adaOnTelegram);
    await link(third, fourth);
    // A linked account shows what it has: the code comes from a new account and is entered by a linked one.
    const fifth = world.telegram.join("5555");
    await enter(ada, codeOn(await show(fifth)));
    await unlinkAccount(world.ctx, third);
    await link(third, ada);
    const text = textOf(await show(ada));
    for (const id of ["301001", "5551", "5555", "5553"]) expect(text).toContain(`name of ${id}`);
    expect(text).not.toContain("301004");
  });
});

describe("votes", () => {
  beforeEach(async () => {
    await world.stop();
    await begin({ quorum: 2 });
  });

  it("one human on both platforms counts once; another one completes the quorum", async () => {
    await link(ada, adaOnTelegram);
    const { request } = await world.ask();
    await world.press(ada, request.id, "approve");
    expect((await world.press(adaOnTelegram, request.id, "approve")).title).toContain(
      "approved this already",
    );
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { need: 2, have: 1 } });
    await world.press(world.discord.join("301002", { roles: ["301"] }), request.id, "approve");
    expect((await stateOf(request.id)).state).toBe("approved");
  });

  it("linking between two presses makes the second one a second press", async () => {
    const { request } = await world.ask();
    await world.press(ada, request.id, "approve");
    await link(ada, adaOnTelegram);
    expect((await world.press(adaOnTelegram, request.id, "approve")).title).toContain(
      "approved this already",
    );
    expect((await stateOf(request.id)).state).toBe("pending");
  });

  it("linking while the second press is being looked up makes it a second press too", async () => {
    const { request } = await world.ask();
    await world.press(ada, request.id, "approve");
    const standing = world.telegram.standing.bind(world.telegram);
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    world.telegram.standing = async (person, workspace) => {
      asked.resolve();
      await held.promise;
      return await standing(person, workspace);
    };
    const pressed = world.press(adaOnTelegram, request.id, "approve");
    await asked.promise;
    // Whose account it was has been read by now; what counts is whose it is when the vote is counted.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await link(ada, adaOnTelegram);
    held.resolve();
    expect((await pressed).title).toContain("approved this already");
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { have: 1 } });
  });

  it("linking after both voted makes them one when it is decided", async () => {
    await world.stop();
    await begin({ quorum: 3 });
    const { request } = await world.ask();
    await world.press(ada, request.id, "approve");
    await world.press(adaOnTelegram, request.id, "approve");
    await link(ada, adaOnTelegram);
    const third = world.discord.join("301002", { roles: ["301"] });
    await world.press(third, request.id, "approve");
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", quorum: { need: 3, have: 2 } });
    await world.press(world.discord.join("301003", { roles: ["301"] }), request.id, "approve");
    expect((await stateOf(request.id)).state).toBe("approved");
  });

  it("unlinking gives nobody a second vote on what is pending, but stands for what comes", async () => {
    await link(ada, adaOnTelegram);
    const { request } = await world.ask();
    await world.press(ada, request.id, "approve");
    expect((await unlinkAccount(world.ctx, adaOnTelegram)).title).toBe("Unlinked");
    expect((await world.press(adaOnTelegram, request.id, "approve")).title).toContain(
      "approved this already",
    );
    expect((await unlinkAccount(world.ctx, ada)).title).toBe("Nothing is linked");
    expect(await recorded("accounts.unlinked")).toEqual([{ account: "telegram:5551" }]);
    world.clock.ahead += 1_000;
    const later = await world.ask();
    await world.press(ada, later.request.id, "approve");
    await world.press(adaOnTelegram, later.request.id, "approve");
    expect((await stateOf(later.request.id)).state).toBe("approved");
  });

  it("whoever asked, and whoever answers for the agent, may not decide under their other account either", async () => {
    const owner = world.discord.join("2041", { roles: ["301"] });
    await link(owner, adaOnTelegram);
    const asker = world.telegram.join("8888");
    await link(asker, ada);
    const { request } = await world.ask({ origin: { platform: "telegram", requestedBy: "8888" } });
    expect((await world.press(adaOnTelegram, request.id, "approve")).title).toContain(
      "answer for this agent",
    );
    expect((await world.press(ada, request.id, "approve")).title).toContain("asked for this yourself");
    // Unlinking in a hurry does not help.
    await unlinkAccount(world.ctx, ada);
    await unlinkAccount(world.ctx, adaOnTelegram);
    expect((await world.press(ada, request.id, "approve")).title).toContain("asked for this yourself");
    expect((await world.press(adaOnTelegram, request.id, "approve")).title).toContain(
      "answer for this agent",
    );
    expect(await stateOf(request.id)).toMatchObject({ state: "pending", votes: [] });
  });
});
