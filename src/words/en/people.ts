/** Every sentence around /link. */
import type { PlatformId } from "../../platforms/platform.ts";

const name = { discord: "Discord", telegram: "Telegram" } as const satisfies Record<PlatformId, string>;
const other = { discord: "Telegram", telegram: "Discord" } as const satisfies Record<PlatformId, string>;

export const people = {
  platform: name,
  spec: "Tell me that your Discord and Telegram accounts are both yours, so that you count once",
  specCode: "The code that I showed you on the other platform",
  code: {
    title: "Link your accounts",
    enter: (platform: PlatformId) =>
      `Open a private chat with me on ${other[platform]} and type this within 10 minutes:`,
    works: "It works once. Give it to nobody: whoever enters it counts as you from then on.",
    until: "Valid until",
  },
  linked: {
    title: "These accounts are yours",
    text: "I count them as one person: you approve or deny a request once, on whichever you like.",
    notYou: "Was that not you? Press Unlink, and tell the people who run this place.",
    unlink: "Unlink this account",
  },
  unlinked: {
    title: "Unlinked",
    text: "This account stands for itself again. Requests that were made until now still count your accounts as one person. Type /link to link again.",
  },
  notLinked: {
    title: "Nothing is linked",
    text: "This account is linked to no other. Type /link to link one.",
  },
  wrongCode: {
    title: "That code is not valid",
    text: "It may be mistyped, older than 10 minutes, or used already. Type /link on the other platform for a new one, then enter that here.",
  },
  ownCode: (platform: PlatformId) => ({
    title: "That is this account's own code",
    text: `Enter it in a private chat with me on ${other[platform]}.`,
  }),
  tooManyTries: (minutes: number) =>
    `Too many wrong codes. You can try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  noPerson: "Only a person with their own name can link accounts, not a bot or somebody anonymous.",
  privately: (platform: PlatformId) => ({
    title: "Let us do that in private",
    text:
      platform === "telegram"
        ? "Codes are for your eyes only. Open a private chat with me, press Start, and type /link there."
        : "Codes are for your eyes only. Open a direct message with me and type /link there.",
  }),
};
