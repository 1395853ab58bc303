/** `/approvals` and `/agents`: empty, true, only about this place, and how people decide only for those who run it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Card } from "../../src/platforms/platform.ts";
import { createInbox } from "../../src/commands/inbox.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { agentDocument, approvalWorld, REFUND, ROOM, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
let manager: Actor;
let approver: Actor;
beforeEach(async () => {
  world = await approvalWorld();
  manager = world.discord.join("100", { manages: true });
  approver = world.discord.join("301001", { roles: ["301"] });
});
afterEach(async () => {
  await world.stop();
});

let events = 0;
async function see(
  actor: Actor,
  what: { command: string; options?: Record<string, string> } | { press: string },
  alone = false,
): Promise<Card> {
  const inbox = createInbox(world.ctx);
  let shown: Card | null = null;
  const place = alone
    ? { platform: actor.platform, workspace: null, channel: actor.id }
    : actor.platform === "discord"
      ? { platform: actor.platform, workspace: "6137", channel: ROOM.discord }
      : { platform: actor.platform, workspace: "-100200", channel: ROOM.telegram };
  const event = {
    id: String(++events),
    actor,
    place,
    reply: async (card: Card, options: { private: boolean; instead?: boolean }) => {
      expect(options.private).toBe(true);
      expect(options.instead ?? false).toBe("press" in what);
      shown = card;
      return null;
    },
  };
  if ("press" in what) await inbox.press({ ...event, press: what.press, on: { place, message: "1" } });
  else await inbox.command({ ...event, name: what.command, options: what.options ?? {} });
  return shown!;
}
const approvals = async (actor: Actor, alone = false) =>
  textOf(await see(actor, { command: "approvals" }, alone));
const order = (n: number) => ({ params: { ...(REFUND.params as object), orderId: `A-${n}` } });

describe("/approvals", () => {
  it("with nothing to show says so, in a place and in private", async () => {
    for (const text of [await approvals(manager), await approvals(manager, true)]) {
      expect(text).toContain("Nothing waits for a decision here.");
      expect(text).toContain("Nothing was decided here yet.");
      expect(text).not.toContain("How people decided");
    }
    expect(await approvals(world.discord.join("999"), true)).toContain(
      "no place on this platform that you run",
    );
  });

  it("tells how requests ended and who decided, newest first, and pages without end or hole", async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 7; n++) {
      const { request } = await world.ask(order(n));
      ids.push(request.id);
      await world.press(approver, request.id, n === 7 ? "deny" : "approve");
      world.clock.ahead += 1_000;
    }
    const first = await see(manager, { command: "approvals" });
    expect(textOf(first)).toMatch(/✗ .*denied.*✓ .*approved/);
    expect(textOf(first)).toContain("name of 301001");
    expect(first.buttons[0]).toMatchObject([{ press: "approvals:6137:1:0:-:t", label: "Older" }]);
    const second = await see(manager, { press: "approvals:6137:1" });
    const signs = (card: Card) => (textOf(card).match(/✓ |✗ /g) ?? []).length;
    expect([signs(first), signs(second)]).toEqual([5, 2]);
    expect(second.buttons[0]).toMatchObject([{ press: "approvals:6137:0:0:-:t", label: "Newer" }]);
    expect(signs(await see(manager, { press: "approvals:6137:9" }))).toBe(0);
    expect(signs(await see(manager, { press: "approvals:6137:-1" }))).toBe(5);
    expect(textOf(await see(manager, { press: "approvals:7777:0" }))).toContain(
      "Nobody has told me about this place",
    );
  });

  it("shows only those that ended so, or of one agent, and the way back to all", async () => {
    for (const [n, verdict] of [
      ["1", "approve"],
      ["2", "deny"],
    ] as const) {
      const { request } = await world.ask(order(Number(n)));
      await world.press(approver, request.id, verdict);
    }
    const all = await see(manager, { command: "approvals" });
    const labelled = (card: Card, label: string) =>
      card.buttons.flat().find((button) => button.label === label) as { press: string; disabled?: boolean };
    expect(labelled(all, "All").disabled).toBe(true);
    const denied = await see(manager, { press: labelled(all, "Denied").press });
    expect(textOf(denied)).toMatch(/✗ .*denied/);
    expect(textOf(denied)).not.toMatch(/✓ .*approved/);
    const none = await see(manager, { press: labelled(all, "Undecided").press });
    expect(textOf(none)).toContain("Every request here was decided");

    const one = await see(manager, {
      command: "approvals",
      options: { show: "approved", agent: "support-bot" },
    });
    expect(textOf(one)).toMatch(/✓ .*approved/);
    expect(textOf(one)).not.toMatch(/✗ .*denied/);
    const presses = one.buttons.flat().map((button) => ("press" in button ? button.press : ""));
    expect(new Set(presses).size).toBe(presses.length);
    expect(textOf(await see(manager, { press: labelled(one, "Every agent").press }))).toMatch(/✓ .*approved/);
    expect(textOf(await see(manager, { command: "approvals", options: { agent: "nobody" } }))).toContain(
      "I know no agent by that name",
    );
    expect(textOf(await see(manager, { command: "approvals", options: { show: "green" } }))).toContain(
      "Type all, approved, denied or undecided",
    );
    expect(textOf(await see(manager, { press: "approvals:6137:0:77:__proto__:x" }))).toContain(
      "no agent by that name",
    );
  });

  it("shows managers how people decide, by person, and marks who never says no within seconds", async () => {
    world.telegram.join("5551", { manages: true });
    for (let n = 1; n <= 12; n++) {
      const { request } = await world.ask(order(n));
      if (n <= 2) world.clock.ahead += 40_000;
      await world.press(
        n <= 2 ? world.telegram.join("5551", { manages: true }) : approver,
        request.id,
        n === 1 ? "deny" : "approve",
      );
    }
    const text = await approvals(manager);
    expect(text).toMatch(
      /name of 301001.{0,20}: 10 decisions, 0 % denied, half of them within \d+ seconds?.*are these read\?/,
    );
    expect(text).toMatch(/name of 5551.{0,20}: 2 decisions, 50 % denied, half of them within 4\d seconds/);
    expect(text.split("are these read?")).toHaveLength(2);
    expect(await approvals(approver)).not.toContain("How people decided");
    world.clock.ahead += 31 * 86_400_000;
    expect(await approvals(manager)).not.toContain("How people decided");
  });

  it("is about this place: what was asked elsewhere only is not shown", async () => {
    await applyDocuments(world.ctx, [agentDocument({ approvers: ["telegram:user:5551"] })], "operator");
    const { request } = await world.ask();
    await world.press(world.telegram.join("5551"), request.id, "approve");
    const text = await approvals(manager);
    expect(text).toContain("Nothing was decided here yet.");
    expect(text).not.toContain("5551");
    expect(await approvals(world.telegram.join("70", { manages: true }))).toContain("name of 5551");
  });
});

describe("/agents", () => {
  it("says what each is for, what waits, and which is frozen and why", async () => {
    await world.ask();
    const agents = async () => textOf(await see(approver, { command: "agents" }));
    expect(await agents()).toMatch(/support-bot.*support.*2 actions, 1 request waits/);
    await freezeAgent(world.ctx, {
      agentId: "support-bot",
      by: "operator",
      reason: "it [went](https://x.y) mad",
    });
    const text = await agents();
    expect(text).toMatch(/support-bot.*❄ frozen/);
    expect(text).toContain('{"said":"it [went](https://x.y) mad"}');
    expect(text).not.toContain("request waits");
  });
});
