/** What the steps look for in the world. */
import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import type { DeskRequest } from "../desk.ts";
import type { Play } from "./step.ts";

export function discordReport(play: Play, after = 0) {
  return play.sandbox.discord.control
    .as(people.olivia.discord)
    .sees(discordIds.staffRoom)
    .findLast(
      (message) =>
        message.author.id === discordIds.countersign &&
        !message.thinking &&
        message.sentAt > after &&
        /Helpdesk/.test(message.text),
    );
}

export function telegramReport(play: Play) {
  return play.sandbox.telegram.control
    .as(people.olivia.telegram)
    .sees(telegramIds.team)
    .find((message) => message.fromId === telegramIds.countersign && /Helpdesk/.test(message.text));
}

/** The newest message on Telegram that has this button. */
export function telegramCard(play: Play, label: string, orderId: string | undefined) {
  return play.sandbox.telegram.control
    .as(people.mo.telegram)
    .sees(telegramIds.team)
    .findLast(
      (message) =>
        message.keyboard.flat().some((button) => button.text === label) &&
        (orderId === undefined || message.text.includes(orderId)),
    );
}

export function discordCard(play: Play, orderId: string | undefined) {
  return play.sandbox.discord.control
    .as(people.olivia.discord)
    .sees(discordIds.approvals)
    .findLast(
      (message) =>
        message.author.id === discordIds.countersign &&
        message.buttons.some((button) => button.label === "Approve" && !button.disabled) &&
        (orderId === undefined || message.text.includes(orderId)),
    );
}

export function pending(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state }) => state === "pending");
}

export function usable(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state, lapsed }) => state === "approved" && !lapsed);
}
