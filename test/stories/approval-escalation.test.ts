import { afterEach, expect, it } from "vitest";
import { attendRequest } from "../../src/use-cases/attend-request.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";

let world: World;
afterEach(async () => {
  await world.stop();
});

it("after its time the ladder asks more people, who could not decide before; it never decides itself", async () => {
  world = await approvalWorld({
    policy: {
      approvers: ["discord:role:301"],
      escalate: [{ after: "5m", to: ["telegram:user:5552"] }],
    },
  });
  const { telegram, discord } = world;
  const second = telegram.join("5552");
  const { request } = await world.ask();
  await world.until("the first card", () => discord.messages.size === 1);
  expect(telegram.messages.size).toBe(0);
  const early = await world.press(discord.join("31"), request.id, "approve");
  expect(early.title).toContain("not among");

  await attendRequest(world.ctx, request.id);
  expect(telegram.messages.size).toBe(0);

  world.clock.ahead += 5 * 60_000;
  await attendRequest(world.ctx, request.id);
  await world.until("the second card", () => telegram.messages.size === 1);
  expect(await readRequest(world.ctx, "support-bot", request.id)).toMatchObject({
    value: { state: "pending" },
  });
  const card = await world.press(second, request.id, "approve");
  expect(card.title).toContain("You approved this");
  expect(await readRequest(world.ctx, "support-bot", request.id)).toMatchObject({
    value: { state: "approved" },
  });
});
