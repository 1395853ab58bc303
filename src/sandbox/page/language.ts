/** The language of somebody's apps. Whoever owns the server switches its language too, in its settings. */
import type { Sandbox } from "../run.ts";
import { discordIds } from "../world/ids.ts";
import { people, type PersonName } from "../world/people.ts";

export type Spoken = "en" | "de";

const names = { en: "English", de: "German" } as const satisfies Record<Spoken, string>;
const tags = { en: "en-US", de: "de" } as const satisfies Record<Spoken, string>;

export function spokenBy(sandbox: Sandbox, who: PersonName): Spoken {
  return sandbox.discord.control.as(people[who].discord).locale().startsWith("de") ? "de" : "en";
}

/** Returns what came of it, in a sentence. */
export function speak({ sandbox }: { sandbox: Sandbox }, who: PersonName, language: Spoken): string {
  const { name, discord, telegram } = people[who];
  const person = sandbox.discord.control.as(discord);
  person.appLanguage(tags[language]);
  sandbox.telegram.control.as(telegram).appLanguage(language);
  const owns = who === "olivia";
  if (owns) person.serverLanguage(tags[language], discordIds.guild);
  return owns
    ? `${name}'s apps speak ${names[language]} now, and so does her Discord server. Type a command and see.`
    : `${name}'s apps speak ${names[language]} now. Type a command and see. Cards for everybody speak as the server does, which is Olivia's.`;
}
