/** What the things that people confirm are called, in findings and on cards: templates, translated like the audit's own sentences. */
import { say } from "../audit/phrase.ts";
import type { Phrase } from "../audit/phrase.ts";
import type { ItemId } from "./checklist.ts";

const itemTitles: Record<ItemId, Phrase> = {
  "secret-storage": say("Keys are kept in a secret store"),
  "spend-limit": say("There is a spending limit on its model account"),
  "least-privilege": say("Its tokens can do no more than they must"),
  "prompt-defence": say("Its system prompt stands up to injected instructions"),
  "approvals-required": say("Sensitive actions wait for a person"),
  "limited-channels": say("It is in no more channels and groups than it needs"),
  "key-rotation": say("Keys are changed every quarter"),
  monitoring: say("Somebody reads a sample of what agents write"),
  "restore-drill": say("A backup was restored to try it"),
  training: say("The team knows how to handle keys and tokens"),
};

const others: Record<string, Phrase> = {
  "permission-review": say("The monthly review of permissions"),
  "separate-machines": say("One agent on two platforms, kept apart"),
  "slash-scope": say("Commands are limited to the channels they are for"),
  "privacy-mode": say("The bot does not read the whole group"),
};

/** By control; every one that is not here goes by its own name. */
export const titles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...itemTitles, ...others }).map(([control, phrase]) => [control, textOf(phrase)]),
);

export function titleOf(item: ItemId): string {
  return textOf(itemTitles[item]);
}

function textOf({ say: template }: Phrase): string {
  return typeof template === "string" ? template : template.other;
}
