/**
 * Makes what can't be seen visible, for display only: hashes are always over the raw bytes. Covers control, bidi, zero-width,
 * tag and other format characters, exotic spaces, invisible letters, piles of combining marks, and letters of another script
 * that stand in for Latin ones. Can be wrong: lookalikes within one script (rn for m), and whole words of a foreign script.
 */

/** Anything that draws nothing, draws elsewhere, or draws like plain ASCII without being it. Line feed is handled by callers. */
const hidden = new RegExp(
  [
    String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]`,
    // Spaces other than the ordinary one, and letters that draw nothing: fillers, the braille blank.
    String.raw`(?! )\p{Zs}|[\u115F\u1160\u2800\u3164\uFFA0]`,
    // Marks that draw nothing: joiners, inherent vowels, variation selectors.
    String.raw`\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]`,
    // Full-width and mathematical letters.
    String.raw`[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}]`,
    // A fourth mark on one letter, and all that follow.
    String.raw`(?<=\p{M}{3})\p{M}`,
  ].join("|"),
  "gu",
);

const word = /[\p{L}\p{M}\p{N}_.-]+/gu;
const latin = /\p{Script=Latin}/u;
/** Scripts with letters that look like Latin ones. */
const lookalike =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}]/gu;

type Escape = (character: string) => string;

const inText: Escape = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

/** JSON's own escapes: the text stays the same JSON value. */
const inJson: Escape = (character) =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");

/** Somebody's words on screen: line breaks stay, everything that hides is spelled out as `\u{202E}`. */
export function visible(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => reveal(line, inText))
    .join("\n");
}

/** One line of somebody's words: line breaks are spelled out too. */
export function visibleLine(text: string): string {
  return reveal(text, inText);
}

/** Canonical JSON, indented for reading; parses to exactly the value that was hashed. */
export function visibleJson(canonicalText: string): string {
  return JSON.stringify(JSON.parse(canonicalText), null, 2)
    .split("\n")
    .map((line) => reveal(line, inJson))
    .join("\n");
}

/** Whether anything had to be spelled out: worth a warning beside it. */
export function hidesSomething(text: string): boolean {
  return text.split("\n").some((line) => reveal(line.replace(/\r$/, ""), inText) !== line.replace(/\r$/, ""));
}

function reveal(line: string, escape: Escape): string {
  return line
    .replace(word, (letters) => (latin.test(letters) ? letters.replace(lookalike, escape) : letters))
    .replace(hidden, escape);
}
