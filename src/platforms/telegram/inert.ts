/** Makes untrusted text show everything it holds: nothing invisible, nothing that turns the reading order. */

/**
 * Controls (but line feeds), format and bidi characters, zero-width and other invisible ones, spaces that are not the space,
 * lone surrogates, private and unassigned code points; and three combining marks that Telegram silently removes
 * (TDLib, clean_input_string), so that what people read is what the agent wrote.
 */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u{2800}]|\u{30a}|\u{333}|\u{33f}/gu;

/** Shows what is hidden as `\u{…}`. What cards have spelled out already (domain/approval/safe-text.ts) stays as it is. */
export function inert(text: string): string {
  return text.replace(hidden, (char: string, at: number, whole: string) =>
    char === "\n" || char === " " || emojiVariant(char, whole, at) ? char : escape(char),
  );
}

/** The same for what has one line: names, labels. */
export function inertLine(text: string): string {
  return inert(text).replaceAll("\n", "\\u{A}");
}

/** Our own words: only what Telegram would refuse, remove or turn around. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/gu, " ");
}

/** The one variation selector that ordinary emoji carry, right after such an emoji. */
function emojiVariant(char: string, whole: string, at: number): boolean {
  return char === "\u{fe0f}" && /\p{Extended_Pictographic}$/u.test(whole.slice(Math.max(0, at - 2), at));
}

function escape(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/**
 * Whether Telegram could find a link, mention, hashtag, command or number in this text by itself. It looks everywhere
 * but in code, even when entities are given explicitly, so text that may hold one goes into `code` or `pre`.
 */
export function mayLink(text: string): boolean {
  return /[@#$/\\:]|\.\S|\d{5,}/u.test(text);
}
