import { afterEach, describe, expect, it } from "vitest";
import { PlatformError } from "../../src/platforms/platform.ts";
import { attendRequest } from "../../src/use-cases/attend-request.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { exportLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, ROOM, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

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

describe("a place that can't be reached", () => {
  const LOST = () => {
    throw new PlatformError("unreachable", "bot was kicked");
  };
  const later = (...to: string[]) => to.map((who, index) => ({ after: `${5 * (index + 1)}m`, to: [who] }));

  it("is said on the other copy, and the next people are asked at once instead of in five minutes", async () => {
    world = await approvalWorld({
      policy: { approvers: ["telegram:user:5551"], escalate: later("discord:role:301") },
    });
    world.telegram.before = LOST;
    const { request } = await world.ask();
    await world.until("the card on Discord", () => world.discord.messages.size === 1);
    await world.until("says so", () => textOf(world.discord.only().card).includes("may not write there"));
    await world.press(world.discord.join("301001", { roles: ["301"] }), request.id, "approve");
    expect(await readRequest(world.ctx, "support-bot", request.id)).toMatchObject({
      value: { state: "approved" },
    });
    expect(await recorded("request.escalated")).toEqual([expect.stringContaining('"early":true')]);
  });

  it("is made up for by one step, not by the whole ladder", async () => {
    world = await approvalWorld({ policy: { escalate: later("telegram:user:5552", "discord:user:777") } });
    world.telegram.before = (_what, place) => (place.channel === ROOM.telegram ? LOST() : undefined);
    const { request } = await world.ask();
    await world.until("one step", async () => (await recorded("request.escalated")).length === 1);
    await world.until("the second person is asked privately", () => world.telegram.messages.size === 1);
    await attendRequest(world.ctx, request.id);
    expect(await recorded("request.escalated")).toHaveLength(1);
    expect((await world.press(world.discord.join("777"), request.id, "approve")).title).toContain(
      "not among",
    );
  });

  it("with nobody left on the whole ladder the request ends", async () => {
    world = await approvalWorld({ policy: { escalate: later("telegram:user:5552", "discord:user:777") } });
    world.telegram.before = LOST;
    world.discord.before = LOST;
    const { request } = await world.ask();
    await world.until("ended", async () => {
      const view = await readRequest(world.ctx, "support-bot", request.id);
      return view.ok && view.value.state === "invalidated";
    });
    expect(await recorded("request.escalated")).toHaveLength(2);
  });
});

async function recorded(kind: string): Promise<string[]> {
  const bodies: string[] = [];
  for await (const entry of exportLedger(world.ctx)) if (entry.kind === kind) bodies.push(entry.body);
  return bodies;
}
