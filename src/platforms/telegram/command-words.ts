/** What somebody typed, as a command with its options. */
import type { CommandSpec } from "../platform.ts";

export interface Typed {
  name: string;
  /** The bot it is meant for, when it says so. */
  bot: string | null;
  rest: string;
}

/** Null when the text is not a command. Telegram's own form: `/name`, `/name@bot`, then words. */
export function typedCommand(text: string): Typed | null {
  const match = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{3,32}))?(?=\s|$)\s*([^]*)$/.exec(text);
  if (!match) return null;
  return { name: (match[1] ?? "").toLowerCase(), bot: match[2] ?? null, rest: (match[3] ?? "").trim() };
}

export type Options =
  | { ok: true; options: Record<string, string> }
  | { ok: false; missing: CommandSpec["options"][number] };

/** Words go to the options in order; the last option takes all that is left, so names with spaces need no quotes there. */
export function optionsOf(spec: CommandSpec, rest: string): Options {
  const words = [...rest.matchAll(word)].map(
    (match) => match.slice(1).find((part) => part !== undefined) ?? "",
  );
  const options: Record<string, string> = {};
  const last = spec.options.length - 1;
  for (const [index, { name }] of spec.options.entries()) {
    const value = index === last ? words.slice(index).join(" ") : words[index];
    if (value) options[name] = value;
  }
  const missing = spec.options.find(({ name, required }) => required && options[name] === undefined);
  return missing ? { ok: false, missing } : { ok: true, options };
}

/** Phones turn straight quotes into the local ones, so those work too. */
const word = /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|(\S+)/g;

export function usage({ name, options }: CommandSpec): string {
  return [
    "/" + name,
    ...options.map((o) => (o.required ? o.name.toUpperCase() : `[${o.name.toUpperCase()}]`)),
  ].join(" ");
}
