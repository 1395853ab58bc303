/** What the steps look for in the world. */
import { snowflakeTime } from "../../discord/flags.ts";
import { fields, type Fields } from "../../discord/read.ts";
import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import type { DeskRequest } from "../desk.ts";
import type { Play } from "./step.ts";

/** The answer to an /audit that the visitor typed after `after`; what Countersign posts by itself is no answer. */
export function discordReport(play: Play, after = 0) {
  return play.sandbox.discord.control
    .as(people.olivia.discord)
    .sees(discordIds.staffRoom)
    .findLast(
      (message) =>
        message.author.id === discordIds.countersign &&
        !message.thinking &&
        askedAt(play, message.raw) > after,
    );
}

/** When the /audit was typed that a message answers: Discord's ids hold their time. 0 where it answers none. */
function askedAt({ audits }: Play, raw: Fields): number {
  const { id } = fields(raw["interaction_metadata"]);
  return typeof id === "string" && audits.has(id) ? snowflakeTime(id) : 0;
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

/** A button that can be pressed, with its words in whatever language the card is. */
export interface Pressable {
  message: string;
  press: string;
  label: string;
  /** Of the whole card. */
  text: string;
}

type Verb = "approve" | "deny";

/** On the newest card about this order, on Telegram. */
export function telegramButton(play: Play, verb: Verb, orderId: string | undefined): Pressable | null {
  const seen = play.sandbox.telegram.control.as(people.mo.telegram).sees(telegramIds.team);
  const found = seen.flatMap(({ id, text, keyboard }) =>
    keyboard
      .flat()
      .flatMap(({ text: label, callback_data: press = "" }): Pressable[] =>
        isAbout(verb, press) && orderId !== undefined && text.includes(orderId)
          ? [{ message: id, press, label, text }]
          : [],
      ),
  );
  return found.at(-1) ?? null;
}

/** The same in #approvals on Discord. */
export function discordButton(play: Play, verb: Verb, orderId: string | undefined): Pressable | null {
  const seen = play.sandbox.discord.control.as(people.olivia.discord).sees(discordIds.approvals);
  const found = seen.flatMap(({ id, text, author, buttons }) =>
    buttons.flatMap(({ label, customId, disabled }): Pressable[] =>
      author.id === discordIds.countersign &&
      !disabled &&
      customId !== null &&
      isAbout(verb, customId) &&
      orderId !== undefined &&
      text.includes(orderId)
        ? [{ message: id, press: customId, label, text }]
        : [],
    ),
  );
  return found.at(-1) ?? null;
}

/** Where a reason is wanted, the button asks for it: `deny-because:…`. */
function isAbout(verb: Verb, press: string): boolean {
  return press.startsWith(`${verb}:`) || press.startsWith(`${verb}-because:`);
}

export function pending(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state }) => state === "pending");
}

export function usable(play: Play): DeskRequest | undefined {
  return play.desk.requests().findLast(({ state, lapsed }) => state === "approved" && !lapsed);
}
