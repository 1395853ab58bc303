/** What the steps look for in the world. */
import { fields, type Fields } from "../../discord/read.ts";
import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import type { DeskRequest } from "../desk.ts";
import type { Play } from "./step.ts";

/** The answer to a command that Olivia typed after `after`; what Countersign posts by itself is no answer. */
export function discordReport(play: Play, after = 0) {
  return play.sandbox.discord.control
    .as(people.olivia.discord)
    .sees(discordIds.staffRoom)
    .findLast(
      (message) =>
        message.author.id === discordIds.countersign &&
        !message.thinking &&
        askedAt(message.raw) > after &&
        /Helpdesk/.test(message.text),
    );
}

const DISCORDS_EPOCH = 1_420_070_400_000n;

/** When the command was typed that a message answers: Discord's ids hold their time. 0 where it answers none. */
function askedAt(raw: Fields): number {
  const { type, id } = fields(raw["interaction_metadata"]);
  return type === 2 && typeof id === "string" ? Number((BigInt(id) >> 22n) + DISCORDS_EPOCH) : 0;
}

/** The same on Telegram. */
export function telegramReport(play: Play, after = 0) {
  const seen = play.sandbox.telegram.control.as(people.olivia.telegram).sees(telegramIds.team);
  const asked = seen.filter(
    // Telegram counts in whole seconds.
    ({ fromId, text, at }) =>
      fromId === people.olivia.telegram && text.startsWith("/audit") && Date.parse(at) + 999 > after,
  );
  return seen.find((message) => message.text !== "" && asked.some(({ id }) => id === message.replyTo));
}

export function isTelegramAdmin(play: Play, bot: string): boolean {
  const members = play.sandbox.telegram.control.as(people.olivia.telegram).members(telegramIds.team);
  return members.some(({ id, status }) => id === bot && status === "admin");
}

/** The newest message on Telegram that has this button. */
export function telegramCard(play: Play, label: string, orderId: string | undefined) {
  return play.sandbox.telegram.control
    .as(people.mo.telegram)
    .sees(telegramIds.team)
    .findLast(
      (message) =>
        message.keyboard.flat().some((button) => button.text === label) &&
        orderId !== undefined &&
        message.text.includes(orderId),
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
        orderId !== undefined &&
        message.text.includes(orderId),
    );
}

export function pending(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state }) => state === "pending");
}

export function usable(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state, lapsed }) => state === "approved" && !lapsed);
}
