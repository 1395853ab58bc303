/** The first minute in a server or group, and /setup whenever somebody wants it again. */
import type { Purpose } from "../../domain/manifest.ts";
import type { PlatformId } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const { number } = countingIn("en");
const place = { discord: "server", telegram: "group" } as const satisfies Record<PlatformId, string>;

export const setup = {
  specs: {
    setup: "Say what each bot is for, who approves, and where cards go",
    start: "Begin: what I am, and how to add me",
  },
  welcome: {
    title: "I watch the bots here",
    what: "I look at what each bot here can really do, show the smallest fix for each risk, and ask people before a bot does something that matters. I change nothing myself: people do, on their own screens.",
    seeHeading: "What I can and can't see",
    holds: (names: string) => `I hold ${names}. That is all I ask for.`,
    holdsMore: (names: string) => `I also hold ${names}. I don't need that: please take it away from me.`,
    holdsNothing: "I can't tell what I hold here.",
    channels: (seen: number, total: number) =>
      seen === total
        ? `I see all ${number(total)} channels, by name and permissions. I don't read messages.`
        : `I see ${number(seen)} of ${number(total)} channels. The others are hidden from me, and I say so rather than guess. I don't read messages.`,
    listens: "I hear that messages are posted, not what they say: that shows which bots really post.",
    telegramSees:
      "I am an administrator without any power: that is how Telegram lets me see the other administrators. I answer commands and ignore everything else that is written.",
    telegramBlind:
      "I am an ordinary member, so Telegram doesn't show me the other bots. Make me an administrator with every power switched off.",
    foundHeading: "Bots that I found",
    none: "None so far.",
    more: (n: number) => `and ${number(n)} more`,
    how: {
      role: "has a role of its own",
      log: "in the audit log",
      event: "seen arriving or changing",
      posted: "posts here",
      named: "somebody named it",
      listed: "an administrator",
    },
    hiddenHeading: "Bots that I can't find by myself",
    hidden: {
      discord: [
        "Bots that were added without any permission: they have no role to show for themselves.",
        "Apps that people carry in their own account: they come with the person.",
        "Webhooks: they post under any name, and are no member.",
      ],
      telegram: [
        "Bots that are ordinary members and that nobody has named to me.",
        "Guest bots, which anybody calls in without adding them.",
        "Bots that work through somebody's own account.",
      ],
    } satisfies Record<PlatformId, string[]>,
    next: (platform: PlatformId) =>
      platform === "discord"
        ? "You manage this server? Press Set up: it takes a minute, and only you see it."
        : "You are an admin here? Press Set up: it takes a minute, in our private chat.",
    setUp: "Set up",
    audit: "Audit now",
  },
  short: {
    title: "I watch the bots in this group",
    text: "I look at what each bot here can really do, and I ask people before a bot does something that matters.",
  },
  start: {
    title: "I watch bots, and ask people before bots act",
    text: "Add me to a group. I look at what its bots can really do, show the smallest fix for each risk, and put the important things to people as buttons.",
    rightsHeading: "What I ask for, and what it adds",
    rights: [
      "As an ordinary member I answer commands and show requests, but I know only the bots that you name to me.",
      "As an administrator with every power switched off I also see which bots are administrators, what each of them may do, and who changes that. That is what the button below asks for.",
      "Any other right adds nothing: I don't use it, so please don't give it to me. I can't delete, ban, pin, invite or promote.",
    ],
    placesHeading: "Groups that you run and that I am in",
    add: "Add me to a group",
    pickGroup: "Choose a group",
    discord:
      "Add me to a server that you manage. I ask for three permissions: View Channels, Send Messages, View Audit Log.",
    addDiscord: "Add me to a server",
    setUp: (title: string) => `Set up ${title}`,
  },
  card: {
    title: (title: string) => `Set up ${title}`,
    intro:
      "Choose what you know from the menus. Nothing counts until you press Finish, and /setup brings you back any time.",
    botsHeading: "What is each bot for?",
    noBots: "I found no other bot here yet.",
    byManifest: (purpose: string) => `${purpose}, by its manifest. That is changed where it was declared.`,
    pickPurpose: "for what?",
    purpose: {
      support: "answers questions",
      moderation: "keeps order: deletes messages, times people out",
      announcements: "posts news",
      reader: "only reads",
      custom: "something else: judged by the least a bot needs",
    } satisfies Record<Purpose, string>,
    approversHeading: "Who says yes or no?",
    approversText: {
      discord:
        "Everybody with this role may approve what a bot asks for. Choose a role that only people hold.",
      telegram: "These people may approve what a bot asks for.",
    } satisfies Record<PlatformId, string>,
    approvers: "Approvers",
    allAdmins: "all admins",
    placesHeading: "Where do cards go?",
    approvals: "Approvals go to",
    reports: "Reports go to",
    approvalsHere: "Requests for approval appear in this group.",
    here: "this group",
    nowhere: "only whoever asks",
    missing: {
      approvers: "Nobody can approve yet: choose who.",
      approvals: "Requests have nowhere to go yet: choose a channel.",
    },
    lost: {
      approvers: "A role that could approve is gone. Choose another one.",
      approvals: "The channel for approvals is gone. Choose another one.",
      reports: "The channel for reports is gone. Choose another one.",
    },
    waiting: "An earlier change still waits for a second person.",
    pickBots: "Name bots that I can't see",
    botsNamed: (n: number) => (n === 1 ? "I know one bot more." : `I know ${number(n)} bots more.`),
    page: (from: number, to: number, total: number) =>
      `Bots ${number(from)}–${number(to)} of ${number(total)}`,
    finish: "Finish and audit",
    discard: "Discard my choices",
    discarded: "Your choices are gone. What was in force stays.",
  },
  refused: {
    title: "That did not work",
    everyone: "That is everybody: anybody could approve. Choose a role that only some people hold.",
    botRole: "That role belongs to a bot, and bots can't approve. Choose a role that people hold.",
    goneRole: "That role is gone. Choose another one.",
    goneChannel: "I can't see that channel. Choose one that I may read, or let me in first.",
    cantWrite: (channel: string) =>
      `I may not write in #${channel}. Let me send messages there, or choose another channel.`,
    goneBot: "That bot is not here any more.",
    manifest: "That bot has a manifest, and what it is for is written there.",
    goneAdmin: "That person is no admin here any more.",
    notConnected: "This platform is not connected just now.",
    unreadable: "The platform sent something I can't read.",
    nothing: "There was nothing to choose. Nothing changed.",
    cantLook: (why: string) => `${why} Nothing changed. Please try again in a minute.`,
  },
  readable: (channel: string) =>
    `Everybody here can read #${channel}. What bots ask for may be private: a channel for approvers only is better.`,
  done: {
    title: "Set up",
    text: "From now on this holds:",
    purposes: "Bots",
    approvers: "Approvers",
    approvals: "Approvals",
    reports: "Reports",
    none: "nobody yet",
    nowhere: "only whoever asks",
    notYet: "nowhere yet",
    elsewhere: "one that I can't see",
    nothing: "Nothing changed: it is as it was.",
    next: "The audit follows. For a bot to ask for approval it needs a key, which the person who runs Countersign makes with countersign keys create and its name.",
    waits:
      "Somebody else has to agree to the rest, because it lets somebody decide, or a bot hold, more than before. I have asked where approvals go.",
  },
  question: {
    title: "May this change?",
    asks: (place: string) => `wants to change the settings of ${place}:`,
    approvers: (before: string, after: string) => `Approvers: ${before} → ${after}`,
    purpose: (bot: string, before: string, after: string) => `${bot}: ${before} → ${after}`,
    second:
      "A second person has to agree: an approver or somebody who runs this place, and not the one who asks.",
    until: "Open until",
    askedBy: "Asked by",
    decidedBy: "Decided by",
    confirm: "Agree",
    drop: "Leave it as it is",
    confirmed: "Agreed",
    dropped: "It stays as it is",
  },
  answer: {
    confirmed: "Agreed: it holds now.",
    dropped: "It stays as it is.",
    same: "You asked for this yourself, so somebody else has to agree.",
    over: "This is decided or out of date already. Type /setup if it is still needed.",
    notYours: "You are not among the people who may decide this. Nothing happened.",
    unknown:
      "Your rights could not be checked just now, so nothing was decided. Please press again in a moment.",
  },
  inServer: {
    title: "Type it in your server",
    text: "Roles and channels can be chosen only where they are: type /setup in the server. Only you will see it.",
  },
  here: (platform: PlatformId) => ({
    title: "Which one?",
    text: `You run several places that I am in. Choose the ${place[platform]} to set up:`,
  }),
  none: (platform: PlatformId) => ({
    title: "Nothing to set up yet",
    text: `I am in no ${place[platform]} that you run. Add me to one first.`,
  }),
};
