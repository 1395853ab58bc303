/** What only Telegram's way of talking needs: questions in the chat instead of forms, answers for one person. */
import { countingIn } from "../counting.ts";

const { number } = countingIn("en");

export const telegram = {
  sentPrivately: "I have sent you my answer in our private chat.",
  onlyYouSeeIt: "My answer is in the chat; only you can see it.",
  cannotReachYou:
    "I can't write to you yet. Open a private chat with me, press Start, then press this button again.",
  askedAlready: "I have asked you in the chat just now. Please reply to that message.",
  cannotAsk:
    "I could not ask you for the reason. Open a private chat with me, press Start, then press again.",
  nudge: {
    title: "An answer for one person",
    /** After the person's name. */
    text: ", my answer is for you alone, and I can't write to you yet. Open a private chat with me, press Start, and try again.",
    open: "Open private chat",
  },
  anonymous: {
    title: "I can't tell who you are",
    text: "You write as the group or a channel, so I can't answer you privately. Turn off “Remain anonymous” for yourself and try again.",
  },
  missing: {
    title: "Something is missing",
    text: (command: string, option: string, description: string) =>
      `/${command} needs ${option} (${description}). Type it like this: `,
  },
  groupsOnly: {
    title: "This one is for groups",
    text: (command: string) => `Type /${command} in the group it is about.`,
  },
  expired: { title: "That question has expired", text: "Nothing was done. Please press the button again." },
  reply: (label: string, max: number) =>
    `${label}. Reply to this message with at most ${number(max)} characters.`,
  needsWords: {
    title: "I need words",
    text: (label: string) => `${label}: please reply to my question with text.`,
  },
  tooLong: {
    title: "That is too long",
    text: (label: string, length: number, max: number) =>
      `${label}: your reply has ${number(length)} characters, the limit is ${number(max)}. Please reply to my question again, shorter.`,
  },
  /** Before and after the name of a file. */
  attached: { before: "Too long for one message. It is whole in the attached file ", after: "." },
  empty: "(empty)",
  onlyOnDiscord: (what: string) => `${what}: this can be chosen on Discord only.`,
  pickBelow: "Or choose with the buttons below the message field:",
};
