/** `/audit here:` typed inside a channel: Discord's own answer about it comes along with the command. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discordIds } from "../../src/sandbox/world/ids.ts";
import { shopWorld } from "../support/shop-world.ts";

let shop: Awaited<ReturnType<typeof shopWorld>>;
beforeAll(async () => {
  shop = await shopWorld();
}, 90_000);
afterAll(async () => await shop.stop());

const said = (answer: { text: string }): string => answer.text.replaceAll("\\", "");

describe("/audit here:", () => {
  it("fills in a channel that Countersign can't see, for the person who asked", async () => {
    const answer = await shop.discordAnswer("olivia", `/audit here:${discordIds.herald}`, discordIds.payroll);
    expect(answer).toMatchObject({ ephemeral: true });
    expect(said(answer)).toContain(
      "This channel is hidden from me. Discord says of Herald here: can't view it.",
    );
    const powerful = await shop.discordAnswer(
      "olivia",
      `/audit here:${discordIds.helpdesk}`,
      discordIds.payroll,
    );
    expect(said(powerful)).toContain("Discord says of Helpdesk here: Administrator.");
    expect(powerful.text).not.toContain("payroll");
  });

  it("checks its own arithmetic where it can see", async () => {
    const answer = await shop.discordAnswer(
      "olivia",
      `/audit here:${discordIds.herald}`,
      discordIds.announcements,
    );
    expect(said(answer)).toContain("figures for 3 accounts are the same as mine");
  });
});
