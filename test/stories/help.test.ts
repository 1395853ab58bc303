/** `/help`, and commands typed without saying whom: what works here, for this person, and no more. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import type { Actor, Card } from "../../src/platforms/platform.ts";
import { approvalWorld, ROOM, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
beforeEach(async () => {
  world = await approvalWorld();
});
afterEach(async () => {
  await world.stop();
});

async function typed(actor: Actor, name: string, alone = false): Promise<Card> {
  let shown: Card | null = null;
  const place = alone
    ? { platform: actor.platform, workspace: null, channel: actor.id }
    : { platform: actor.platform, workspace: "6137", channel: ROOM.discord };
  await createInbox(world.ctx).command({
    id: "1",
    actor,
    place,
    name,
    options: {},
    reply: async (card) => {
      shown = card;
      return null;
    },
  });
  return shown!;
}
const offered = async (actor: Actor, alone = false) =>
  [...textOf(await typed(actor, "help", alone)).matchAll(/"\/([a-z]+)"/g)].map(([, name]) => name);

describe("/help", () => {
  it("shows a manager what works in a server, an approver what approvers may, and anybody else next to nothing", async () => {
    const manager = await offered(world.discord.join("100", { manages: true }));
    expect(manager).toEqual(
      expect.arrayContaining(["audit", "agents", "agent", "freeze", "unfreeze", "setup", "help"]),
    );
    // Of use in private chats only, and Telegram's own beginning.
    expect(manager).not.toContain("link");
    expect(manager).not.toContain("start");
    const approver = await offered(world.discord.join("301001", { roles: ["301"] }));
    expect(approver).toContain("freeze");
    expect(approver).not.toContain("setup");
    const outsider = world.discord.join("999");
    expect(await offered(outsider)).toEqual(["help"]);
    expect(textOf(await typed(outsider, "help"))).toContain("Some commands are left out");
  });

  it("in a private chat shows what works there", async () => {
    const manager = await offered(world.discord.join("100", { manages: true }), true);
    expect(manager).toContain("link");
    expect(manager).not.toContain("unfreeze");
    expect(await offered(world.discord.join("999"), true)).toEqual(["link", "help"]);
  });

  it("hides from people whom nobody can check", async () => {
    const lost = world.discord.join("100", { state: "unknown" });
    expect(await offered(lost)).toEqual(["help"]);
  });
});

it("/freeze without a name offers the agents as buttons, each of which asks why; to nobody who may not", async () => {
  const manager = world.discord.join("100", { manages: true });
  const { buttons } = await typed(manager, "freeze");
  expect(buttons.flat()).toEqual([
    { press: "stop:support-bot", label: "Freeze support-bot", style: "danger" },
  ]);
  expect((await typed(world.discord.join("999"), "freeze")).buttons).toEqual([]);
});
