/** The few sentences that only Telegram needs: the rest of what people read comes as cards. */
import type { Card, CommandSpec, Form, Inline } from "../platform.ts";
import { usage } from "./command-words.ts";

export const sentences = {
  sentPrivately: "I have sent you my answer in our private chat.",
  onlyYouSeeIt: "My answer is in the chat; only you can see it.",
  cannotReachYou:
    "I can't write to you yet. Open a private chat with me, press Start, then press this button again.",
  askedAlready: "I have asked you in the chat just now. Please reply to that message.",
  cannotAsk:
    "I could not ask you for the reason. Open a private chat with me, press Start, then press again.",
} as const;

function notice(title: string, text: Inline[], more: Partial<Card> = {}): Card {
  return { tone: "neutral", title, blocks: [{ kind: "text", text }], buttons: [], ...more };
}

export function nudgeCard(who: { id: string; name: string }, bot: string): Card {
  return notice(
    "An answer for one person",
    [
      { person: who.id, platform: "telegram", name: who.name },
      ", my answer is for you alone, and I can't write to you yet. Open a private chat with me, press Start, and try again.",
    ],
    { buttons: [[{ href: `https://t.me/${bot}?start=hello`, label: "Open private chat" }]] },
  );
}

export const anonymousCard = notice("I can't tell who you are", [
  "You write as the group or a channel, so I can't answer you privately. Turn off “Remain anonymous” for yourself and try again.",
]);

export function missingCard(spec: CommandSpec, missing: CommandSpec["options"][number]): Card {
  return notice("Something is missing", [
    `/${spec.name} needs ${missing.name} (${missing.description}). Type it like this: `,
    { code: usage(spec) },
  ]);
}

export function groupsOnlyCard(spec: CommandSpec): Card {
  return notice("This one is for groups", [`Type /${spec.name} in the group it is about.`]);
}

export const expiredCard = notice("That question has expired", [
  "Nothing was done. Please press the button again.",
]);

export function promptCard(form: Form, who: { id: string; name: string }, group: boolean): Card {
  const { label, max } = form.field;
  const ask: Inline[] = [
    `${label}. Reply to this message with at most ${max.toLocaleString("en")} characters.`,
  ];
  return notice(
    form.title,
    group ? [{ person: who.id, platform: "telegram", name: who.name }, ": ", ...ask] : ask,
  );
}

export function unfitCard(form: Form, length: number): Card {
  const { label, max } = form.field;
  if (length === 0) return notice("I need words", [`${label}: please reply to my question with text.`]);
  return notice("That is too long", [
    `${label}: your reply has ${length.toLocaleString("en")} characters, the limit is ${max.toLocaleString("en")}. Please reply to my question again, shorter.`,
  ]);
}
