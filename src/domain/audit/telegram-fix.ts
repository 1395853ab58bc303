/** The remedies that Telegram findings share: exact taps, and what they change. */
import {
  addLink,
  botFatherLink,
  dismissAdmin,
  joinsOff,
  privacyOn,
  removeBot,
  switchOff,
} from "../telegram/minimal.ts";
import { counted, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import type { TelegramAgent, TelegramView } from "./view-telegram.ts";

const groupAdmin: Phrase = say("The owner of the chat, or the admin who made it an administrator.");
const botOwner: Phrase = say(
  "The bot's owner (BotFather shows its settings to nobody else), and then a group admin.",
);

/** Takes these rights away; the bot stays an administrator with the rest. */
export function takeRights(view: TelegramView, agent: TelegramAgent, rights: string[]): Remedy {
  const { member } = agent;
  const keep = member.rights.filter((right) => !rights.includes(right));
  // Whoever needs no right at all is better off as an ordinary member than stripped one switch at a time.
  if (keep.length === 0 || !agent.need.admin) return dismiss(view, agent);
  return {
    kind: "settings",
    summary: say("Turn off {rights} for {bot}.", { rights: { rights }, bot: { said: member.name } }),
    steps: switchOff(member.name, rights, view.snapshot.chat.type),
    link: null,
    breaks: say("Whatever it did with {rights}. The rest stays as it is.", { rights: { rights } }),
    survivingRoute: null,
    undo: giveBack(view, agent, rights),
    who: groupAdmin,
    changes: [{ op: "set-rights", member: member.id, rights: keep }],
  };
}

/** Makes it an ordinary member. In a channel that means taking it out: bots are there as administrators or not at all. */
export function dismiss(view: TelegramView, agent: TelegramAgent): Remedy {
  const { member } = agent;
  if (view.snapshot.chat.type === "channel") return takeOut(view, agent);
  return {
    kind: "settings",
    summary: say("Make {bot} an ordinary member again.", { bot: { said: member.name } }),
    steps: dismissAdmin(member.name, view.snapshot.chat.type),
    link: null,
    breaks: counted(
      member.rights.length,
      "It loses this right and stops reading everything, unless its privacy mode is off. Commands, mentions and replies still reach it.",
      "It loses these {n} rights and stops reading everything, unless its privacy mode is off. Commands, mentions and replies still reach it.",
    ),
    survivingRoute: say(
      "If the bot's privacy mode is off, it goes on reading everything as an ordinary member.",
    ),
    undo: giveBack(view, agent, member.rights),
    who: groupAdmin,
    changes: [{ op: "set-rights", member: member.id, rights: [] }],
  };
}

export function takeOut(view: TelegramView, agent: TelegramAgent): Remedy {
  const { member } = agent;
  const { type } = view.snapshot.chat;
  const link = addLink(member.username, [], type);
  return {
    kind: "remove",
    summary: say("Take {bot} out of this chat.", { bot: { said: member.name } }),
    steps: [...removeBot(member.name, type), joinsOff()],
    link: null,
    breaks: say("Whatever it does in this chat. Its private chats go on."),
    survivingRoute: null,
    undo: {
      text:
        link === null
          ? say("The bot's owner turns groups on again; then add it by its username.")
          : say("The bot's owner turns groups on again; then add it as an ordinary member."),
      link,
    },
    who: say("An admin who may remove members; for the last step the bot's owner."),
    changes: [{ op: "remove-member", member: member.id }],
  };
}

export function turnPrivacyOn(view: TelegramView, agent: TelegramAgent): Remedy {
  const { member } = agent;
  return {
    kind: "settings",
    summary: say("Turn privacy mode on for {bot}, then remove it and add it again.", {
      bot: { said: member.name },
    }),
    steps: privacyOn(member.name, member.username, view.snapshot.chat.type),
    link: botFatherLink(member.username),
    breaks: say(
      "It no longer sees what is not addressed to it. Commands, mentions and replies still reach it.",
    ),
    survivingRoute: say("As an administrator it would read everything again."),
    undo: { text: say("The same steps with Turn off."), link: botFatherLink(member.username) },
    who: botOwner,
    changes: [{ op: "attest", bot: member.id, fact: "can_read_all_group_messages", value: false }],
  };
}

/** Links can only add rights, so here one serves as the way back. */
function giveBack(view: TelegramView, agent: TelegramAgent, rights: string[]): Remedy["undo"] {
  const link = addLink(agent.member.username, rights, view.snapshot.chat.type);
  return {
    text:
      rights.length === 0
        ? say("Make it an administrator again with no extra right.")
        : say("Make it an administrator again with {rights}.", { rights: { rights } }),
    link,
  };
}

/** Nothing to click: somebody has to look, because no API shows it. */
export function attestPrivacy(agent: TelegramAgent): Remedy {
  const { member } = agent;
  return {
    kind: "attest",
    summary: say("Look whether {bot} reads everything, and tell Countersign.", {
      bot: { said: member.name },
    }),
    steps: [
      say("Open the group's member list and find {bot}.", { bot: { said: member.name } }),
      say(
        "Under its name the app says “has access to messages” or “has no access to messages”. Confirm which.",
      ),
      say("Or, on the machine that holds its token: {command}.", {
        command: { code: "countersign probe telegram --report" },
      }),
    ],
    link: null,
    breaks: say("Nothing: this only finds out."),
    survivingRoute: null,
    undo: { text: say("Nothing to undo."), link: null },
    who: say("Any member can look; the probe is run by the bot's operator."),
    changes: [{ op: "attest", bot: member.id, fact: "can_read_all_group_messages", value: false }],
  };
}

/** It stays what it is; the manifest says so from now on. */
export function declarePrivacyOff(agent: TelegramAgent): Remedy {
  return {
    kind: "declare",
    summary: say("Say in its manifest that {bot} reads everything.", { bot: { said: agent.member.name } }),
    steps: [
      say("In its manifest set {field}.", {
        field: { code: "permissions.telegram.privacyMode: disabled" },
      }),
    ],
    link: null,
    breaks: say("Nothing: it reads everything today."),
    survivingRoute: say("It goes on reading everything; only the manifest becomes true."),
    undo: { text: say("Set it back to {value}.", { value: { code: "enabled" } }), link: null },
    who: say("The agent's owner; a second person confirms, because this widens what is declared."),
    changes: [{ op: "declare", bot: agent.member.id, what: { privacyMode: "disabled" } }],
  };
}

export function declarePurpose(agent: TelegramAgent): Remedy {
  return {
    kind: "declare",
    summary: say("Declare what {bot} is for, or remove it.", { bot: { said: agent.member.name } }),
    steps: [
      say("Send {command} and choose its purpose.", { command: { code: "/agent" } }),
      say("If nobody knows it, remove it from the chat."),
    ],
    link: null,
    breaks: say("Nothing."),
    survivingRoute: null,
    undo: { text: say("Withdraw the declaration."), link: null },
    who: say("A group admin."),
    changes: [{ op: "declare", bot: agent.member.id, what: { purpose: "support" } }],
  };
}

/** A switch that only the bot's owner has, in BotFather's app. */
export function settingOff(agent: TelegramAgent, label: string, fact: string, breaks: Phrase): Remedy {
  const { member } = agent;
  const link = botFatherLink(member.username);
  return {
    kind: "settings",
    summary: say("Turn {label} off for {bot}.", { label, bot: { said: member.name } }),
    steps: [
      say("The bot's owner: open BotFather's app, choose {bot}, then Bot Settings.", {
        bot: { said: member.name },
      }),
      say("Turn {label} off.", { label }),
      say("Run {command} again, so that it is known.", {
        command: { code: "countersign probe telegram --report" },
      }),
    ],
    link,
    breaks,
    survivingRoute: null,
    undo: { text: say("The same switch."), link },
    who: say("The bot's owner: BotFather shows its settings to nobody else."),
    changes: [{ op: "attest", bot: member.id, fact, value: false }],
  };
}
