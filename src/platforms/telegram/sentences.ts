/** The few cards that only Telegram needs: the rest of what people read comes from the inbox. */
import { telegram as words } from "../../words/index.ts";
import type { Card, CommandSpec, Form, Inline } from "../platform.ts";
import { usage } from "./command-words.ts";

function notice(title: string, text: Inline[], more: Partial<Card> = {}): Card {
  return { tone: "neutral", title, blocks: [{ kind: "text", text }], buttons: [], ...more };
}

export function nudgeCard(who: { id: string; name: string }, bot: string): Card {
  const { title, text, open } = words.nudge;
  return notice(title, [{ person: who.id, platform: "telegram", name: who.name }, text], {
    buttons: [[{ href: `https://t.me/${bot}?start=hello`, label: open }]],
  });
}

export function anonymousCard(): Card {
  return notice(words.anonymous.title, [words.anonymous.text]);
}

export function missingCard(spec: CommandSpec, { name, description }: CommandSpec["options"][number]): Card {
  const { title, text } = words.missing;
  return notice(title, [text(spec.name, name, description()), { code: usage(spec) }]);
}

export function groupsOnlyCard({ name }: CommandSpec): Card {
  return notice(words.groupsOnly.title, [words.groupsOnly.text(name)]);
}

export function expiredCard(): Card {
  return notice(words.expired.title, [words.expired.text]);
}

export function promptCard(form: Form, who: { id: string; name: string }, group: boolean): Card {
  const { label, max } = form.field;
  const ask: Inline[] = [words.reply(label(), max)];
  return notice(
    form.title(),
    group ? [{ person: who.id, platform: "telegram", name: who.name }, ": ", ...ask] : ask,
  );
}

export function unfitCard(form: Form, length: number): Card {
  const { label, max } = form.field;
  const { needsWords, tooLong } = words;
  return length === 0
    ? notice(needsWords.title, [needsWords.text(label())])
    : notice(tooLong.title, [tooLong.text(label(), length, max)]);
}
