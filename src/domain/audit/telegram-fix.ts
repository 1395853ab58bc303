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
import { rightLabel } from "../telegram/rights.ts";
import type { Phrase } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import type { TelegramAgent, TelegramView } from "./view-telegram.ts";

const groupAdmin: Phrase = ["The owner of the chat, or the admin who made it an administrator."];
const botOwner: Phrase = [
  "The bot's owner (BotFather shows its settings to nobody else), and then a group admin.",
];

/** Takes these rights away; the bot stays an administrator with the rest. */
export function takeRights(view: TelegramView, agent: TelegramAgent, rights: string[]): Remedy {
  const { member } = agent;
  const keep = member.rights.filter((right) => !rights.includes(right));
  // Whoever needs no right at all is better off as an ordinary member than stripped one switch at a time.
  if (keep.length === 0 || !agent.need.admin) return dismiss(view, agent);
  return {
    kind: "settings",
    summary: ["Turn off ", rights.map(rightLabel).join(", "), " for ", { said: member.name }, "."],
    steps: switchOff(member.name, rights, view.snapshot.chat.type),
    link: null,
    breaks: ["Whatever it did with ", rights.map(rightLabel).join(", "), ". The rest stays as it is."],
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
    summary: ["Make ", { said: member.name }, " an ordinary member again."],
    steps: dismissAdmin(member.name, view.snapshot.chat.type),
    link: null,
    breaks: [
      `It loses ${member.rights.length === 1 ? "this right" : `these ${member.rights.length} rights`} and stops reading everything, unless its privacy mode is off. Commands, mentions and replies still reach it.`,
    ],
    survivingRoute: [
      "If the bot's privacy mode is off, it goes on reading everything as an ordinary member.",
    ],
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
    summary: ["Take ", { said: member.name }, " out of this chat."],
    steps: [...removeBot(member.name, type), joinsOff()],
    link: null,
    breaks: ["Whatever it does in this chat. Its private chats go on."],
    survivingRoute: null,
    undo: {
      text: link === null ? ["Add it again by its username."] : ["Add it again as an ordinary member."],
      link,
    },
    who: ["An admin who may remove members; for the last step the bot's owner."],
    changes: [{ op: "remove-member", member: member.id }],
  };
}

export function turnPrivacyOn(view: TelegramView, agent: TelegramAgent): Remedy {
  const { member } = agent;
  return {
    kind: "settings",
    summary: ["Turn privacy mode on for ", { said: member.name }, ", then remove it and add it again."],
    steps: privacyOn(member.name, member.username, view.snapshot.chat.type),
    link: botFatherLink(member.username),
    breaks: ["It no longer sees what is not addressed to it. Commands, mentions and replies still reach it."],
    survivingRoute: ["As an administrator it would read everything again."],
    undo: { text: ["The same steps with Turn off."], link: botFatherLink(member.username) },
    who: botOwner,
    changes: [{ op: "attest", bot: member.id, fact: "can_read_all_group_messages", value: false }],
  };
}

/** Links can only add rights, so here one serves as the way back. */
function giveBack(view: TelegramView, agent: TelegramAgent, rights: string[]): Remedy["undo"] {
  const names = rights.map(rightLabel).join(", ");
  const link = addLink(agent.member.username, rights, view.snapshot.chat.type);
  return {
    text: [`Make it an administrator again with ${names === "" ? "no extra right" : names}.`],
    link,
  };
}

/** Nothing to click: somebody has to look, because no API shows it. */
export function attestPrivacy(agent: TelegramAgent): Remedy {
  const { member } = agent;
  return {
    kind: "attest",
    summary: ["Look whether ", { said: member.name }, " reads everything, and tell Countersign."],
    steps: [
      ["Open the group's member list and find ", { said: member.name }, "."],
      ["Under its name the app says “has access to messages” or “has no access to messages”. Confirm which."],
      ["Or, on the machine that holds its token: ", { code: "countersign probe telegram --report" }, "."],
    ],
    link: null,
    breaks: ["Nothing: this only finds out."],
    survivingRoute: null,
    undo: { text: ["Nothing to undo."], link: null },
    who: ["Any member can look; the probe is run by the bot's operator."],
    changes: [{ op: "attest", bot: member.id, fact: "can_read_all_group_messages", value: false }],
  };
}

/** It stays what it is; the manifest says so from now on. */
export function declarePrivacyOff(agent: TelegramAgent): Remedy {
  return {
    kind: "declare",
    summary: ["Say in its manifest that ", { said: agent.member.name }, " reads everything."],
    steps: [["In its manifest set ", { code: "permissions.telegram.privacyMode: disabled" }, "."]],
    link: null,
    breaks: ["Nothing: it reads everything today."],
    survivingRoute: ["It goes on reading everything; only the manifest becomes true."],
    undo: { text: ["Set it back to ", { code: "enabled" }, "."], link: null },
    who: ["The agent's owner; a second person confirms, because this widens what is declared."],
    changes: [{ op: "declare", bot: agent.member.id, what: { privacyMode: "disabled" } }],
  };
}

export function declarePurpose(agent: TelegramAgent): Remedy {
  return {
    kind: "declare",
    summary: ["Declare what ", { said: agent.member.name }, " is for, or remove it."],
    steps: [
      ["Send ", { code: "/agent" }, " and choose its purpose."],
      ["If nobody knows it, remove it from the chat."],
    ],
    link: null,
    breaks: ["Nothing."],
    survivingRoute: null,
    undo: { text: ["Withdraw the declaration."], link: null },
    who: ["A group admin."],
    changes: [{ op: "declare", bot: agent.member.id, what: { purpose: "support" } }],
  };
}

/** A switch that only the bot's owner has, in BotFather's app. */
export function settingOff(agent: TelegramAgent, label: string, fact: string, breaks: string): Remedy {
  const { member } = agent;
  const link = botFatherLink(member.username);
  return {
    kind: "settings",
    summary: ["Turn ", label, " off for ", { said: member.name }, "."],
    steps: [
      ["The bot's owner: open BotFather's app, choose ", { said: member.name }, ", then Bot Settings."],
      ["Turn ", label, " off."],
      ["Run ", { code: "countersign probe telegram --report" }, " again, so that it is known."],
    ],
    link,
    breaks: [breaks],
    survivingRoute: null,
    undo: { text: ["The same switch."], link },
    who: ["The bot's owner: BotFather shows its settings to nobody else."],
    changes: [{ op: "attest", bot: member.id, fact, value: false }],
  };
}
