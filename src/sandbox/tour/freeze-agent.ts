import { discordIds, telegramIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { helpdesk, refusalOf } from "./agent.ts";
import { must, type Step } from "./step.ts";

export const freezeAgent: Step = {
  title: "Helpdesk goes mad: frozen from a card on Telegram, let go by two people on Discord",
  async run(tour) {
    const { discord, telegram } = tour.sandbox;
    const agent = helpdesk(tour.sandbox);
    const params = { orderId: "A-1044", amount: "9999.00", currency: "EUR" };
    const wish = { action: "refund.issue", params, audience: "payments" };
    const asked = await agent.request(wish);
    const mo = telegram.control.as(people.mo.telegram);
    const card = await tour.until("the card is on Telegram", () =>
      mo.sees(telegramIds.team).findLast((message) => message.text.includes("A-1044")),
    );
    tour.say("Mo presses Freeze agent, and is asked why.");
    await mo.press(telegramIds.team, card.id, "Freeze agent");
    const question = await tour.until("Mo is asked why", () =>
      mo.sees(telegramIds.team).findLast((message) => message.prompt !== null),
    );
    const waiting = agent.wait(asked.id);
    mo.type(telegramIds.team, "It refunds whatever it is asked to.", { replyTo: question.id });
    const answer = await tour.until("Mo reads what it did", () =>
      [telegramIds.team, telegramIds.countersign]
        .flatMap((chat) => mo.sees(chat))
        .find(({ text }) => text.includes("helpdesk is frozen")),
    );
    tour.onTelegram("mo", "Lumen Team", answer);
    const ended = await waiting;
    must(ended.state === "invalidated", `the request ended with it (it was ${ended.state})`);
    const refused = await refusalOf(agent.request(wish));
    must(refused === "agent_frozen", `its key is refused (${refused})`);
    tour.say(`Helpdesk asks again: refused, ${refused}.`);

    const fiona = discord.control.as(people.fiona.discord);
    const notice = await fiona.waitFor(
      discordIds.approvals,
      ({ text }) => text.includes("Agent frozen"),
      10_000,
    );
    tour.onDiscord("fiona", "#approvals", notice);
    const moOnDiscord = discord.control.as(people.mo.discord);
    tour.say("Later, Mo wants it back. That widens, so somebody else has to agree.");
    await moOnDiscord.type(discordIds.approvals, "/unfreeze agent:helpdesk reason:Its prompt is fixed.");
    const open = await fiona.waitFor(
      discordIds.approvals,
      ({ text }) => text.includes("Unfreeze an agent?"),
      10_000,
    );
    tour.onDiscord("fiona", "#approvals", open);
    await moOnDiscord.press(discordIds.approvals, open.id, "Unfreeze");
    const own = await moOnDiscord.waitFor(
      discordIds.approvals,
      ({ text }) => text.includes("somebody else has to confirm"),
      10_000,
    );
    tour.say(`Mo presses it himself. Only Mo reads: “${own.text.replace(/^#+ /, "").trim()}”`);
    await fiona.press(discordIds.approvals, open.id, "Unfreeze");
    const closed = await fiona.waitFor(
      discordIds.approvals,
      ({ id, text }) => id === open.id && text.includes("Agent unfrozen"),
      10_000,
    );
    tour.onDiscord("fiona", "#approvals", closed);
    const again = await agent.request(wish);
    await agent.cancel(again.id);
    tour.say("Helpdesk may ask again; the wish that was pending stays ended.");
  },
};
