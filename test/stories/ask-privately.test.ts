/** People named one by one may be asked in private as well; whoever can't be is named on the other cards, with the way out. */
import { afterEach, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { PlatformError, type Place } from "../../src/platforms/platform.ts";
import { readRequest } from "../../src/use-cases/read-request.ts";
import { requestDetails } from "../../src/use-cases/request-details.ts";
import { approvalWorld, cardOf, ROOM, type World } from "../support/approval-world.ts";
import { textOf } from "../support/fake-platform.ts";

const START = "https://t.me/countersign_bot?start=approver";
let world: World;
afterEach(async () => {
  await world.stop();
});

const channelsOf = (platform: World["telegram"]) =>
  [...platform.messages.values()].map(({ posted }) => posted.place.channel).sort();

it("off unless the policy says so", async () => {
  world = await approvalWorld();
  await world.ask();
  await world.until("both cards", () => world.telegram.messages.size + world.discord.messages.size === 2);
  expect(channelsOf(world.telegram)).toEqual([ROOM.telegram]);
});

it("asks the person in the group's place and privately; a press in private decides, and Details says how it works", async () => {
  world = await approvalWorld({ policy: { askPrivately: true } });
  const { request } = await world.ask();
  await world.until("both", () => world.telegram.messages.size === 2);
  expect(channelsOf(world.telegram)).toEqual([ROOM.telegram, "5551"]);
  expect(channelsOf(world.discord)).toEqual([ROOM.discord]);
  world.telegram.messages.delete(`${ROOM.telegram}/${cardIn(ROOM.telegram)}`);
  const approver = world.telegram.join("5551");
  const on = cardOf(world.telegram, request.id)!;
  expect(on.place.workspace).toBeNull();
  const { card } = await requestDetails(world.ctx, { requestId: request.id, actor: approver, on });
  expect(textOf(card)).toContain("asked in private chats as well");
  await world.press(approver, request.id, "approve");
  expect(await readRequest(world.ctx, "support-bot", request.id)).toMatchObject({
    value: { state: "approved" },
  });
});

it("somebody who never pressed Start: the other cards say so with the link, and after Start they are asked", async () => {
  world = await approvalWorld({ policy: { askPrivately: true } });
  let started = false;
  world.telegram.before = (_what, place: Place) => {
    if (place.workspace === null && !started)
      throw new PlatformError("unreachable", "bot can't initiate conversation", { opensChat: START });
  };
  await world.ask();
  await world.until("the card on Discord says so", () => {
    const [shown] = [...world.discord.messages.values()];
    return shown !== undefined && textOf(shown.card).includes(`"href":"${START}"`);
  });
  const shown = textOf(world.discord.only().card);
  expect(shown).toContain("private chat with user 5551: this person has to press Start once");
  expect(channelsOf(world.telegram)).toEqual([ROOM.telegram]);

  started = true;
  const place: Place = { platform: "telegram", workspace: null, channel: "5551" };
  const reply = async () => null;
  const actor = world.telegram.join("5551");
  await createInbox(world.ctx).command({ id: "m1", actor, place, reply, name: "help", options: {} });
  await world.until("asked privately", () => channelsOf(world.telegram).includes("5551"));
  await world.until("the warning goes", () => !textOf(world.discord.only().card).includes(START));
});

function cardIn(channel: string): string {
  return [...world.telegram.messages.values()].find(({ posted }) => posted.place.channel === channel)!.posted
    .message;
}
