import { telegramIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { helpdesk } from "./agent.ts";
import { must, type Step } from "./step.ts";

export const denyWithReason: Step = {
  title: "A second refund, denied on Telegram with a reason that the agent reads",
  async run(tour) {
    const agent = helpdesk(tour.sandbox);
    const params = { orderId: "A-1042", amount: "900.00", currency: "EUR" };
    const asked = await agent.request({
      action: "refund.issue",
      params,
      reason: "The customer insists.",
      audience: "payments",
    });
    const mo = tour.sandbox.telegram.control.as(people.mo.telegram);
    const card = await tour.until("the card is in the Telegram group", () =>
      mo.sees(telegramIds.team).findLast((message) => message.text.includes("A-1042")),
    );
    tour.say("Mo presses Deny. Telegram asks him why.");
    await mo.press(telegramIds.team, card.id, "Deny");
    const prompt = await tour.until("Mo is asked for a reason", () =>
      mo.sees(telegramIds.team).findLast((message) => message.prompt !== null),
    );
    tour.onTelegram("mo", "Lumen Team", prompt);
    mo.type(telegramIds.team, "Over 500 EUR needs a receipt.", { replyTo: prompt.id });
    const ended = await agent.wait(asked.id);
    must(ended.state === "denied", `the request is denied (it was ${ended.state})`);
    must(ended.denial?.reason === "Over 500 EUR needs a receipt.", "the agent reads the reason");
    tour.say(`The agent reads: ${ended.denial?.message}`);
    const closed = await tour.until("the card shows it", () =>
      mo.sees(telegramIds.team).find((message) => message.id === card.id && message.edited),
    );
    tour.onTelegram("mo", "Lumen Team", closed);
  },
};
