import { afterEach, expect, it } from "vitest";
import { approvals } from "../../src/commands/approvals.ts";
import type { Actor, Card } from "../../src/platforms/platform.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { approvalWorld, cardOf, REFUND, ROOM, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

let world: World;
afterEach(async () => {
  await world.stop();
});

async function type(actor: Actor, workspace: string | null): Promise<Card> {
  let answer: Card | undefined;
  await approvals.run(world.ctx, {
    id: "1",
    name: "approvals",
    options: {},
    actor,
    place: { platform: actor.platform, workspace, channel: "5" },
    reply: async (card, { private: alone }) => {
      expect(alone).toBe(true);
      answer = card;
      return null;
    },
  });
  return answer!;
}

it("/approvals shows those who run the place what waits and what is remembered, with a button to forget; nobody else", async () => {
  world = await approvalWorld({ policy: { remember: { for: "30m", uses: 3 } } });
  const boss = world.discord.join("1", { manages: true });
  expect(textOf(await type(boss, "6137"))).toContain("Nothing waits");

  const first = await world.ask();
  await world.until("a card", () => cardOf(world.telegram, first.request.id) !== null);
  const on = cardOf(world.telegram, first.request.id)!;
  const actor = world.telegram.join("5551");
  await castVote(world.ctx, {
    requestId: first.request.id,
    verdict: "approve",
    reason: null,
    actor,
    on,
    remember: true,
  });
  const other = await world.ask({ params: { ...(REFUND.params as object), orderId: "A-7" } });
  await world.until("another card", () => cardOf(world.discord, other.request.id) !== null);

  const card = await type(boss, "6137");
  const message = cardOf(world.discord, other.request.id)!.message;
  expect(textOf(card)).toContain(`https://discord.com/channels/6137/${ROOM.discord}/${message}`);
  for (const part of ["Issue a refund", "0 of 1", "3 more times"]) expect(textOf(card)).toContain(part);
  expect(card.buttons[0]).toMatchObject([
    { press: expect.stringMatching(/^forget:mem_/), label: "Forget 1" },
  ]);

  const outsider = await type(world.discord.join("2"), "6137");
  expect(textOf(outsider)).not.toContain("refund");
  expect(textOf(await type(boss, "999"))).not.toContain("refund");
  // In a private chat it is about the places that this person runs.
  expect(textOf(await type(boss, null))).toContain("Issue a refund");
  expect(textOf(await type(world.discord.join("2"), null))).not.toContain("refund");
});
