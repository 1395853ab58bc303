import { discordIds, telegramIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { helpdesk } from "./agent.ts";
import { must, type Step } from "./step.ts";

const payout = { supplier: "S-204", amount: "1800.00", currency: "EUR" };

export const twoPeople: Step = {
  title: "1,800.00 EUR need two people: one on Discord, one on Telegram, and the same person twice is one",
  async run(tour) {
    const { discord, telegram } = tour.sandbox;
    const onDiscord = discord.control.as(people.fiona.discord);
    const onTelegram = telegram.control.as(people.fiona.telegram);
    tour.say(
      "Fiona may approve on both platforms. She tells Countersign that both accounts are hers: /link.",
    );
    const direct = onDiscord.dm(discordIds.countersign);
    const shown = await (await onDiscord.type(direct, "/link")).finished(10_000);
    tour.onDiscord("fiona", "direct message", shown);
    const code = /\/link (\S+)/.exec(shown.text)?.[1] ?? "";
    onTelegram.type(telegramIds.countersign, `/link ${code}`);
    const linked = await tour.until("Telegram says that the accounts are linked", () =>
      onTelegram.sees(telegramIds.countersign).find(({ text }) => text.includes("These accounts are yours")),
    );
    tour.onTelegram("fiona", "private chat", linked);

    const agent = helpdesk(tour.sandbox);
    const asked = await agent.request({ action: "payout.send", params: payout, audience: "payments" });
    const card = await onDiscord.waitFor(
      discordIds.approvals,
      (message) => message.text.includes(payout.supplier),
      10_000,
    );
    const mo = telegram.control.as(people.mo.telegram);
    const twin = await tour.until("the card is on Telegram", () =>
      mo.sees(telegramIds.team).findLast((message) => message.text.includes(payout.supplier)),
    );
    tour.say("Fiona approves on Discord.");
    await onDiscord.press(discordIds.approvals, card.id, "Approve");
    await tour.until("the card on Telegram counts one of two", () =>
      mo.sees(telegramIds.team).find(({ id, text }) => id === twin.id && text.includes("1 of 2")),
    );
    tour.say("She presses Approve on Telegram as well.");
    const second = await onTelegram.press(telegramIds.team, twin.id, "Approve");
    must(/already/.test(second.text), "her second press does not count");
    tour.say(`Only Fiona reads: “${second.text}”`);

    const waiting = agent.wait(asked.id);
    tour.say("Mo approves on Telegram.");
    await mo.press(telegramIds.team, twin.id, "Approve");
    const decided = await waiting;
    must(decided.state === "approved", `the payout is approved (it was ${decided.state})`);
    must(
      decided.votes.map(({ platform }) => platform).join() === "discord,telegram",
      "one vote came from each platform",
    );
    const closed = await onDiscord.waitFor(
      discordIds.approvals,
      ({ id, text }) => id === card.id && text.includes("2 of 2"),
      10_000,
    );
    tour.onDiscord("fiona", "#approvals", closed);
  },
};
