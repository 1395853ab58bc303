/** Deliveries of one card that overlap: each sees the other, and still they come to an end. */
import { afterEach, expect, it } from "vitest";
import { copiesOf } from "../../src/db/copies.ts";
import { deliverCopy } from "../../src/use-cases/deliver-copy.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";

let world: World;
afterEach(() => world.stop());

it("any number at once ends with the newest card, after a few edits", async () => {
  world = await approvalWorld({ policy: { quorum: 2 } });
  const { request } = await world.ask();
  const { discord } = world;
  await world.until("cards", () => discord.messages.size === 1 && world.telegram.messages.size === 1);
  const edit = discord.edit.bind(discord);
  let edits = 0;
  discord.edit = async (posted, card) => {
    edits += 1;
    await new Promise((resolve) => setTimeout(resolve, 40));
    await edit(posted, card);
  };
  await world.press(world.telegram.join("5551"), request.id, "approve");
  const copy = (await copiesOf(world.ctx.db, request.id)).find((row) => row.platform === "discord")!;
  // Each begins while the one before is still drawing: they used to chase each other for ever.
  const deliveries = Array.from({ length: 6 }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 25));
    return await deliverCopy(world.ctx, copy.id);
  });
  await world.press(discord.join("301001", { roles: ["301"] }), request.id, "approve");
  await Promise.all(deliveries);
  await world.until("the end is shown", async () => {
    const [now] = (await copiesOf(world.ctx.db, request.id)).filter((row) => row.id === copy.id);
    return discord.only().card.title === "Approved" && (now?.shown ?? -1) > 1;
  });
  expect(edits).toBeLessThan(20);
});
