/** What is written to somebody unasked, in the language that their app said when they last did something. */
import { afterEach, describe, expect, it } from "vitest";
import { createInbox } from "../../src/commands/inbox.ts";
import { noteChange } from "../../src/use-cases/note-change.ts";
import { inPlace } from "../../src/use-cases/in-place.ts";
import { languageNow } from "../../src/words/index.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";

let world: World;
afterEach(async () => {
  await world.stop();
});

const alone = { platform: "telegram", workspace: null, channel: "5551" } as const;

describe("a private question", () => {
  it("is in the language of the person who is asked, whatever their group reads", async () => {
    world = await approvalWorld({ policy: { approvers: ["telegram:user:5551"], askPrivately: true } });
    const inbox = createInbox(world.ctx);
    const person = { ...world.telegram.join("5551"), locale: "de-AT" };
    await inbox.command({
      id: "1",
      actor: person,
      place: alone,
      name: "help",
      options: {},
      reply: async () => null,
    });
    await world.ask();
    const titles = () =>
      [...world.telegram.messages.values()].map(({ posted, card }) => [posted.place.workspace, card.title]);
    await world.until("both cards", () => titles().length === 2);
    expect(titles()).toEqual(
      expect.arrayContaining([
        [null, "Freigabe nötig"],
        ["-100200", "Approval needed"],
      ]),
    );
  });
});

describe("a place", () => {
  it("reads what its platform says, until its document says otherwise; English where nobody says anything", async () => {
    world = await approvalWorld({ worker: false });
    const speaks = async () =>
      await inPlace(world.ctx, { platform: "discord", workspace: "6137" }, () => languageNow());
    expect(await speaks()).toBe("en");
    const change = { platform: "discord", workspace: "6137", title: null, what: "joined", bots: [] } as const;
    await noteChange(world.ctx, { ...change, bots: [], language: "de" });
    expect(await speaks()).toBe("de");
    await noteChange(world.ctx, { ...change, bots: [], what: "permissions" });
    expect(await speaks()).toBe("de");
  });
});
