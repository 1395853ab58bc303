import { discordIds, telegramIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { helpdesk, paymentsDesk, refund, refusalOf } from "./agent.ts";
import { must, type Step } from "./step.ts";

export const approveAcross: Step = {
  title: "Helpdesk wants to refund 49.00 EUR: asked on both platforms at once, decided on one",
  async run(tour) {
    const { discord, telegram } = tour.sandbox;
    const agent = helpdesk(tour.sandbox);
    const asked = await agent.request({
      action: "refund.issue",
      params: refund,
      reason: "The customer says the parcel never came.",
      audience: "payments",
      origin: { platform: "telegram", workspace: telegramIds.team, requestedBy: people.oskar.telegram },
    });
    const waiting = agent.wait(asked.id);
    tour.say(`POST /v1/requests → ${asked.id}, ${asked.state}. The agent waits.`);

    const fiona = discord.control.as(people.fiona.discord);
    const card = await fiona.waitFor(
      discordIds.approvals,
      (message) => message.text.includes("A-1041"),
      10_000,
    );
    tour.onDiscord("fiona", "#approvals", card);
    must(/audit grade.*C on Discord/s.test(card.text), "the card shows how Helpdesk stands since its fix");
    const oskar = telegram.control.as(people.oskar.telegram);
    const twin = await tour.until("the same card is in the Telegram group", () =>
      oskar.sees(telegramIds.team).findLast((message) => message.text.includes("A-1041")),
    );
    tour.onTelegram("oskar", "Lumen Team", twin);

    tour.say("Oskar is no approver. He presses Approve anyway.");
    const no = await oskar.press(telegramIds.team, twin.id, "Approve");
    must(no.answered && no.text !== "", "Oskar is refused with a private sentence");
    tour.say(`Only Oskar reads: “${no.text}”`);

    tour.say("Fiona presses Approve on Discord.");
    const outcome = await fiona.press(discordIds.approvals, card.id, "Approve");
    must(outcome.acknowledged, "the press is acknowledged within 3 seconds");
    const decided = await waiting;
    must(decided.state === "approved", `the agent's wait ends with approved (it was ${decided.state})`);
    tour.onDiscord(
      "fiona",
      "#approvals",
      await fiona.waitFor(
        discordIds.approvals,
        (message) => message.id === card.id && message.edited,
        10_000,
      ),
    );
    const edited = await tour.until("the card on Telegram is edited too", () =>
      oskar.sees(telegramIds.team).find((message) => message.id === twin.id && message.edited),
    );
    tour.onTelegram("oskar", "Lumen Team", edited);
    must(!edited.keyboard.flat().some(({ text }) => text === "Approve"), "no live Approve button is left");

    const grant = await agent.claim(asked.id, asked.claimSecret);
    tour.say(`claim → a signed grant, ${grant.length} characters: ${grant.slice(0, 40)}…`);
    const verify = paymentsDesk(tour.sandbox);
    const changed = await refusalOf(
      verify(grant, { action: "refund.issue", params: { ...refund, amount: "4900.00" } }),
    );
    must(changed === "grant_mismatch", `a changed amount is refused (${changed})`);
    tour.say(`The payments desk checks it for 4900.00 EUR: refused, ${changed}.`);
    const run = await verify(grant, { action: "refund.issue", params: refund });
    tour.say(`For exactly ${JSON.stringify(run.params)}: it runs.`);
    const again = await refusalOf(verify(grant, { action: "refund.issue", params: refund }));
    must(again === "grant_consumed", `the second use is refused (${again})`);
    tour.say(`A second time: refused, ${again}.`);
  },
};
