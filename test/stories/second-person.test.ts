/** A manifest that would let its agent do more waits for a second person: who is asked, who may say yes, and what it does. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { findAgent } from "../../src/db/agents.ts";
import { sight } from "../../src/db/sightings.ts";
import { agentSchema, workspaceSchema, type Document } from "../../src/domain/manifest.ts";
import type { Actor, Card, Inbox, Posted } from "../../src/platforms/platform.ts";
import { enterLinkCode, showLink } from "../../src/use-cases/link-accounts.ts";
import { proposeDocuments, type Proposed } from "../../src/use-cases/propose-documents.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import {
  agentDocument,
  approvalWorld,
  ROOM,
  workspaceDocuments,
  type World,
} from "../support/approval-world.ts";
import { textOf, type FakePlatform } from "../support/fake-platform.ts";

let world: World;
let inbox: Inbox;
let approver: Actor;
let finance: Actor;
let owner: Actor;
beforeEach(async () => {
  world = await approvalWorld({ policy: { quorum: 2 } });
  inbox = createInbox(world.ctx);
  approver = world.discord.join("301001", { roles: ["301"] });
  finance = world.telegram.join("5551");
  owner = world.discord.join("2041", { roles: ["301"], manages: true });
});
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
});

const wider = () => agentDocument({ quorum: 1 });
const narrower = () => agentDocument({ quorum: 3 });

async function propose(documents: Document[], alone: string | null = null): Promise<Proposed[]> {
  const proposed = await proposeDocuments(world.ctx, documents, "operator", alone);
  if (!proposed.ok) throw new Error(proposed.refusal.words);
  return proposed.value;
}

const platformOf = (actor: { platform: string }): FakePlatform =>
  actor.platform === "discord" ? world.discord : world.telegram;

/** The question as it stands on a platform, once it is there. */
/** Where a question was asked: once it is decided, its cards have no buttons any more. */
const asked = new Map<string, { posted: Posted; card: Card }>();

async function question(platform: FakePlatform, id: string): Promise<{ posted: Posted; card: Card }> {
  const key = `${platform.id} ${id}`;
  const find = () => {
    const found = [...platform.messages.values()].find(({ card }) =>
      JSON.stringify(card.buttons).includes(`:${id}"`),
    );
    if (found) asked.set(key, { ...found });
    return asked.get(key);
  };
  await world.until(`the question on ${platform.id}`, () => find() !== undefined);
  return find()!;
}

let events = 0;
async function press(
  actor: Actor,
  verb: "confirm-change" | "drop-change",
  id: string,
  on?: Posted,
): Promise<string> {
  const place = on ?? (await question(platformOf(actor), id)).posted;
  const seen: Card[] = [];
  await inbox.press({
    id: String(++events),
    actor,
    place: place.place,
    press: `${verb}:${id}`,
    on: place,
    reply: async (card, { private: only }) => {
      expect(only).toBe(true);
      seen.push(card);
      return null;
    },
  });
  expect(seen).toHaveLength(1);
  return seen[0]!.title;
}

const quorum = async () => (await findAgent(world.ctx.db, "support-bot"))?.document.actions[0]?.policy.quorum;

async function facts(): Promise<string[]> {
  const kinds: string[] = [];
  for await (const entry of exportLedger(world.ctx))
    if (/^(agent|change)\./.test(entry.kind))
      kinds.push(`${entry.kind} by ${String(Object(JSON.parse(entry.body))["by"])}`);
  return kinds;
}

async function waiting(documents: Document[] = [wider()]): Promise<string> {
  const [agent] = await propose(documents);
  expect(agent?.waits?.id).toMatch(/^chg_/);
  return agent!.waits!.id;
}

describe("what widens waits", () => {
  it("is shown with the difference on both platforms, and changes nothing yet", async () => {
    const id = await waiting();
    expect(await quorum()).toBe(2);
    for (const platform of [world.discord, world.telegram]) {
      const { card, posted } = await question(platform, id);
      expect(posted.place.channel).toBe(ROOM[platform.id]);
      expect(card.title).toBe("May this agent have more?");
      expect(textOf(card)).toContain("! actions.refund.issue.policy.quorum: 2 → 1");
    }
  });

  it.each(["discord", "telegram"] as const)(
    "is in force once somebody on %s confirms, and says so",
    async (where) => {
      const id = await waiting();
      for (const platform of [world.discord, world.telegram]) await question(platform, id);
      const who = where === "discord" ? approver : finance;
      expect(await press(who, "confirm-change", id)).toBe("Confirmed: the new manifest is in force.");
      expect(await quorum()).toBe(1);
      for (const platform of [world.discord, world.telegram])
        await world.until(`the card on ${platform.id} to say so`, () =>
          [...platform.messages.values()].some(({ card }) => card.title === "The agent has more now"),
        );
      expect((await facts()).slice(-3)).toEqual([
        "change.proposed by operator",
        `agent.changed by ${where}:${who.id}`,
        `change.confirmed by ${where}:${who.id}`,
      ]);
      const other = where === "discord" ? finance : approver;
      expect(await press(other, "confirm-change", id)).toMatch(/^This is decided or out of date/);
    },
  );

  it("ends what was pending under the rules before, at the confirmation and not earlier", async () => {
    const { request } = await world.ask();
    const id = await waiting();
    expect(await press(approver, "confirm-change", id)).toMatch(/^Confirmed/);
    expect(textOf(await world.press(approver, request.id, "approve"))).toContain("Too late");
  });

  it("asks once for the same, and a new difference replaces the one before", async () => {
    const id = await waiting();
    for (const platform of [world.discord, world.telegram]) await question(platform, id);
    expect(await waiting()).toBe(id);
    const next = await waiting([agentDocument({ quorum: 1, requireReason: "never", veto: 2 })]);
    expect(next).not.toBe(id);
    expect(await press(approver, "confirm-change", id)).toMatch(/^This is decided or out of date/);
    for (const platform of [world.discord, world.telegram])
      await world.until(`the first card on ${platform.id} to be out of date`, () =>
        [...platform.messages.values()].some(
          ({ card }) => card.title.startsWith("Out of date") && card.buttons.length === 0,
        ),
      );
    expect(await press(approver, "confirm-change", next)).toMatch(/^Confirmed/);
  });

  it("a copy that is posted only after the decision shows the decision", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    world.telegram.before = (what) => (what === "post" ? held : undefined);
    const id = await waiting();
    expect(await press(approver, "confirm-change", id)).toMatch(/^Confirmed/);
    release();
    await world.until("the late card to say so", () =>
      [...world.telegram.messages.values()].some(({ card }) => card.title === "The agent has more now"),
    );
  });

  it("is out of date once the manifest has changed in between, and after a week", async () => {
    const id = await waiting();
    const { posted } = await question(world.discord, id);
    expect((await propose([narrower()]))[0]).toMatchObject({ what: "changed", waits: null });
    expect(await press(approver, "confirm-change", id, posted)).toMatch(/^This is decided or out of date/);
    expect(await quorum()).toBe(3);
    const again = await waiting();
    world.clock.ahead += 7 * 24 * 3_600_000 + 1;
    expect(await press(approver, "confirm-change", again)).toMatch(/^This is decided or out of date/);
    expect(await quorum()).toBe(3);
  });
});

describe("who may confirm", () => {
  it("not the owner, with whatever roles, on whatever account; but the owner may drop it", async () => {
    const id = await waiting();
    const { posted } = await question(world.discord, id);
    expect(await press(owner, "confirm-change", id)).toMatch(/you answer for this agent/);
    // The owner's other account, once linked, is the same human.
    world.discord.people.delete("2041");
    const aside = { platform: "discord" as const, workspace: null, channel: "2041" };
    const code = /link ([0-9A-Z-]{9})/.exec(textOf(await showLink(world.ctx, owner, aside)))?.[1];
    await enterLinkCode(world.ctx, finance, code ?? "");
    expect(await press(finance, "confirm-change", id)).toMatch(/you answer for this agent/);
    expect(await quorum()).toBe(2);
    expect(await press(owner, "drop-change", id, posted)).toBe("Dropped: nothing changes.");
    expect((await facts()).at(-1)).toBe("change.dropped by discord:2041");
    expect(await press(approver, "confirm-change", id, posted)).toMatch(/^This is decided or out of date/);
  });

  it("not somebody who would become the owner by it, nor an approver that only the new manifest names", async () => {
    const document = agentDocument({ quorum: 1, approvers: ["discord:role:999", "telegram:user:5551"] });
    document.metadata.owner = "discord:301001";
    const id = await waiting([document]);
    expect(await press(approver, "confirm-change", id)).toMatch(/you answer for this agent/);
    const newcomer = world.discord.join("999001", { roles: ["999"] });
    expect(await press(newcomer, "confirm-change", id)).toMatch(/^You are not among the people/);
    expect(await press(newcomer, "drop-change", id)).toMatch(/^You are not among the people/);
  });

  it("not outsiders, bots, anonymous people, or somebody whose rights can't be seen", async () => {
    const id = await waiting();
    expect(await press(world.discord.join("77"), "confirm-change", id)).toMatch(/^You are not among/);
    expect(await press({ ...approver, bot: true }, "confirm-change", id)).toMatch(/^You are not among/);
    expect(await press({ ...approver, anonymous: true }, "confirm-change", id)).toMatch(/^You are not among/);
    world.discord.join("301001", { roles: ["301"], state: "unknown" });
    expect(await press(approver, "confirm-change", id)).toMatch(/^Your rights could not be checked/);
    expect(
      await press(finance, "confirm-change", "chg_none", (await question(world.telegram, id)).posted),
    ).toMatch(/^This is decided/);
    expect(await quorum()).toBe(2);
  });

  it("of two presses at once exactly one", async () => {
    const id = await waiting();
    for (const platform of [world.discord, world.telegram]) await question(platform, id);
    const answers = await Promise.all([
      press(approver, "confirm-change", id),
      press(finance, "confirm-change", id),
    ]);
    expect(answers.filter((answer) => answer.startsWith("Confirmed"))).toHaveLength(1);
    expect((await facts()).filter((fact) => fact.startsWith("agent.changed"))).toHaveLength(1);
  });
});

describe("what does not wait", () => {
  it("a first manifest, a narrower one, and workspaces", async () => {
    expect((await propose([narrower()]))[0]).toMatchObject({ what: "changed", waits: null });
    const [workspace] = workspaceDocuments();
    const first = agentSchema.parse({ ...wider(), metadata: { id: "second-bot" }, identities: {} });
    expect(
      await propose([first, workspaceSchema.parse({ ...workspace, approvers: ["discord:user:1"] })]),
    ).toMatchObject([
      { what: "created", waits: null },
      { what: "changed", waits: null },
    ]);
    expect(world.discord.messages.size).toBe(0);
  });

  it("the rest of what is applied together, while one agent waits", async () => {
    const [workspace] = workspaceDocuments();
    const berlin = workspaceSchema.parse({ ...workspace, timeZone: "Europe/Berlin" });
    expect(await propose([wider(), berlin])).toMatchObject([
      { what: "changed", waits: { id: expect.stringMatching(/^chg_/) } },
      { what: "changed", waits: null },
    ]);
  });

  it("where the workspace leaves it to the operator; its own actions' approvers are asked all the same", async () => {
    const [workspace] = workspaceDocuments();
    await propose([workspaceSchema.parse({ ...workspace, widening: "operator" })]);
    expect((await propose([wider()]))[0]?.waits).not.toBeNull();
    await propose([narrower(), agentDocument({ approvers: ["discord:role:301"], quorum: 3 })], "moved");
    expect(
      (await propose([agentDocument({ approvers: ["discord:role:301"], quorum: 2 })]))[0]?.waits,
    ).toBeNull();
  });

  it("alone, with the reason in the ledger", async () => {
    expect((await propose([wider()], "everybody is on holiday"))[0]?.waits).toBeNull();
    expect(await quorum()).toBe(1);
    expect((await facts()).slice(-2)).toEqual(["change.alone by operator", "agent.changed by operator"]);
  });

  it("a draft is refused whole", async () => {
    const draft = agentDocument({ quorum: 1 });
    draft.metadata.reviewed = false;
    expect(await proposeDocuments(world.ctx, [draft], "operator", null)).toMatchObject({
      ok: false,
      refusal: { code: "document_invalid", words: expect.stringContaining("nobody has reviewed") },
    });
    expect(await quorum()).toBe(2);
  });
});

it("an agent that may ask for nothing: the approvers of the places it was seen in are asked", async () => {
  const reader = (why: object) =>
    agentSchema.parse({
      apiVersion: "countersign/v1",
      kind: "Agent",
      metadata: { id: "reader" },
      identities: { discord: { applicationId: "99", userId: "99" } },
      permissions: { discord: { required: why } },
    });
  await propose([reader({ VIEW_CHANNEL: "read" })]);
  await sight(
    world.ctx.db,
    { platform: "discord", workspace: "6137", userId: "99", name: "Reader", how: "test" },
    Date.now(),
  );
  const id = await waiting([reader({ VIEW_CHANNEL: "read", SEND_MESSAGES: "answer" })]);
  expect(textOf((await question(world.discord, id)).card)).toContain(
    "! permissions.discord.required.SEND_MESSAGES: answer",
  );
  expect(await press(approver, "confirm-change", id)).toMatch(/^Confirmed/);
});
