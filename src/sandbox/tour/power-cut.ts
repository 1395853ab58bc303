import { discordIds, telegramIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { helpdesk } from "./agent.ts";
import { must, type Step } from "./step.ts";

export const powerCut: Step = {
  title: "The power goes out between the press and the edit of the cards",
  async run(tour) {
    const { discord, telegram } = tour.sandbox;
    const params = { orderId: "A-1043", amount: "12.50", currency: "USD" };
    const asked = await helpdesk(tour.sandbox).request({
      action: "refund.issue",
      params,
      audience: "payments",
    });
    const fiona = discord.control.as(people.fiona.discord);
    const mo = telegram.control.as(people.mo.telegram);
    const card = await fiona.waitFor(
      discordIds.approvals,
      (message) => message.text.includes("A-1043"),
      10_000,
    );
    const twin = await tour.until("the card is on Telegram", () =>
      mo.sees(telegramIds.team).findLast((message) => message.text.includes("A-1043")),
    );
    tour.say("Both platforms stop answering edits. Fiona approves. Then: kill -9.");
    const discordIsBack = discord.faults.fail("PATCH /channels/", { status: 503, times: Infinity });
    const telegramIsBack = telegram.faults.hang("editMessageText");
    await fiona.press(discordIds.approvals, card.id, "Approve");
    const decided = await helpdesk(tour.sandbox).wait(asked.id);
    must(decided.state === "approved", "the decision is recorded");
    await tour.sandbox.service.kill();
    discordIsBack();
    telegramIsBack();
    must(
      !fiona.sees(discordIds.approvals).some(({ id, edited }) => id === card.id && edited),
      "no card shows it yet",
    );
    tour.say("It starts again.");
    await tour.sandbox.restart();
    await fiona.waitFor(discordIds.approvals, ({ id, edited }) => id === card.id && edited, 30_000);
    await tour.until(
      "the Telegram card shows the decision",
      () => mo.sees(telegramIds.team).some(({ id, edited }) => id === twin.id && edited),
      30,
    );
    const after = await helpdesk(tour.sandbox).wait(asked.id);
    must(after.state === "approved" && after.votes.length === 1, "the decision stands, with one vote");
    tour.say("The decision stood, once, and both cards show it.");
  },
};
