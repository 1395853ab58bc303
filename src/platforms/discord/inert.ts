/** Text that can't do anything: no markup, no mention, no link, no hidden character. */

/**
 * Control, format, bidi, zero-width, filler, private-use and unassigned characters, lone surrogates, line and paragraph
 * separators, and spaces that are not the space.
 */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\u2800]/gu;

/**
 * Shows every character that would not be seen as `\u{…}`. Line feeds stay; so does the emoji selector after an emoji. What
 * cards have spelled out already (domain/approval/safe-text.ts) stays as it is.
 */
export function reveal(text: string): string {
  return text.replace(HIDDEN, (character, at: number, whole: string) => {
    if (character === "\n" || character === " ") return character;
    if (character === "\uFE0F" && /\p{Extended_Pictographic}$/u.test(whole.slice(Math.max(0, at - 2), at)))
      return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
  });
}

/** The same with line breaks shown as well: for labels, names and everything else that has one line. */
export function revealLine(text: string): string {
  return reveal(text).replaceAll("\n", "\\u{A}");
}

/**
 * Plain text as Discord markdown that shows exactly that text. Discord's escape rule takes a backslash before any
 * punctuation; `:` and `@` are among them because of bare links, emoji, timestamps and mentions.
 */
export function escape(text: string): string {
  return reveal(text)
    .replace(/[\\`*_~|<>#[\]():@]/g, "\\$&")
    .replace(/^(\s*)([-+])/gm, "$1\\$2")
    .replace(/^(\s*\d+)\./gm, "$1\\.");
}

/** Cuts at a whole character, with `…` in place of what is gone. `max` counts UTF-16 units. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
