import type { PlatformId } from "../../platforms/platform.ts";

const platformName = { discord: "Discord", telegram: "Telegram" } as const satisfies Record<
  PlatformId,
  string
>;
const managerRight = {
  discord: "the Manage Server permission",
  telegram: "to be an admin of this group",
} as const satisfies Record<PlatformId, string>;

/** What people read around commands, in English. */
export const commandWords = {
  specs: {
    audit: "See what the agent bots here can really do, and the smallest fix for each risk",
    auditAgent: "Only this bot (its name or id)",
    auditHere: "A bot, picked from the members: what it may do in this very channel",
    help: "What Countersign does and what you can type",
  },
  noAccess: (platform: PlatformId, command: string) => ({
    title: "This is for the people who run this place",
    text: `To use /${command} you need ${managerRight[platform]}, or to be one of its approvers. Ask somebody who runs it.`,
  }),
  onlyManagers: (platform: PlatformId, command: string) => ({
    title: "This is for the people who run this place",
    text: `To use /${command} you need ${managerRight[platform]}. Ask somebody who runs it.`,
  }),
  standingUnknown: (platform: PlatformId) => ({
    title: "I can't check who you are right now",
    text: `${platformName[platform]} did not tell me what you may do here, so I did nothing. Please try again in a minute.`,
  }),
  failed: {
    title: "That did not work",
    text: "Something on our side failed, and nothing was changed. Please try again; if it goes on, tell the person who runs Countersign to look at its log.",
  },
  unknownCommand: (name: string) => ({
    title: "I don't know that command",
    text: `There is no /${name} here. Type /help to see what there is.`,
  }),
  unknownPress: {
    title: "This button has had its day",
    text: "It belongs to an older version of Countersign. Type the command again for a fresh card.",
  },
  help: {
    title: "Countersign watches the other bots",
    intro:
      "I look at what the agent bots here can really do, and I ask people before an agent does something that matters. I change nothing myself: people do, on their own screens.",
    commandsHeading: "You can type",
    others: "Some commands are left out, because they are for the people who run this place.",
    approvals:
      "When an agent needs a yes, a card with Approve and Deny appears in the approvals place. Only buttons count; text never approves.",
  },
  privateAudit: {
    pickTitle: "Which one?",
    pick: "You run several places that I am in. Choose one:",
    noneTitle: "Nothing to audit yet",
    none: (platform: PlatformId) =>
      platform === "telegram"
        ? "I am in no group that you run. Add me to one (as an admin without any power, so that I can see the other bots), then type /audit again."
        : "I am in no server that you run. Add me to one, then type /audit there.",
  },
  noSuchAgent: (names: string[]) => ({
    title: "I know no bot by that name here",
    text: `These are the ones I know: ${names.join(", ")}. Type a name as it is written there, or /audit alone for all of them.`,
  }),
  auditFailed: {
    title: "The audit could not finish",
    text: (why: string) =>
      `${why} Nothing was judged, so don't take this as a clean result. Try again in a minute.`,
    /** `said`: what the platform's adapter says about it, for English readers and the log. */
    because: {
      notConnected: "This Countersign is not connected to that platform.",
      unreadable: (said: string) => `The platform sent something I can't read (${said}).`,
      gone: (_platform: PlatformId, said: string) => said,
      unreachable: (_platform: PlatformId, said: string) => said,
      busy: (_platform: PlatformId, said: string) => said,
      refused: (_platform: PlatformId, said: string) => said,
    },
  },
} as const;
