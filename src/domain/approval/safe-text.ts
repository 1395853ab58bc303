/**
 * Makes what can't be seen visible, for display only: hashes are always over the raw bytes. Covers control, bidi, zero-width,
 * tag and other format characters, exotic spaces, invisible letters, piles of combining marks, and letters of another script
 * that stand in for Latin ones: inside a Latin word, or as whole words in a text that has no letter but such ones of that
 * script. Can be wrong: lookalikes within one script (rn for m), and lookalike words beside real words of that script.
 */

/** Anything that draws nothing, draws elsewhere, or draws like plain ASCII without being it. Line feed is handled by callers. */
const hidden = new RegExp(
  [
    String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]`,
    // The one variation selector that ordinary emoji carry stays, right behind such an emoji; all others are hidden letters.
    String.raw`(?<!\p{Extended_Pictographic})\uFE0F|(?!\uFE0F)\p{Default_Ignorable_Code_Point}`,
    // Spaces other than the ordinary one, and the braille blank.
    String.raw`(?! )\p{Zs}|\u2800`,
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

/** Letters that can't be told from Latin ones, of the scripts that have enough of them for whole words. */
const twins = [
  { script: /\p{Script=Cyrillic}/gu, twin: /[асеорхуіјѕһԁԛԝАВЕЗКМНОРСТУХІЈЅԌ]/u },
  { script: /\p{Script=Greek}/gu, twin: /[ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]/u },
];

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
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => reveal(spelled(line), inText))
    .join("\n");
}

/** One line of somebody's words: line breaks are spelled out too. */
export function visibleLine(text: string): string {
  return reveal(spelled(text), inText);
}

/**
 * Canonical JSON, indented for reading; parses to exactly the value that was hashed. Spelled out are also what a code block
 * could not hold: a fence, and marks that Telegram drops.
 */
export function visibleJson(canonicalText: string): string {
  return JSON.stringify(JSON.parse(canonicalText), null, 2)
    .split("\n")
    .map((line) =>
      reveal(line, inJson)
        .replaceAll("```", "``\\u0060")
        .replaceAll(/[\u030A\u0333\u033F]/g, inJson),
    )
    .join("\n");
}

/** Whether anything had to be spelled out: worth a warning beside it. */
export function hidesSomething(text: string): boolean {
  return text.split("\n").some((line) => reveal(line.replace(/\r$/, ""), inText) !== line.replace(/\r$/, ""));
}

/** A backslash that could be taken for the start of one of our escapes is one itself: two texts never look the same. */
function spelled(text: string): string {
  return text.replaceAll("\\u{", "\\u{5C}u{");
}

function reveal(line: string, escape: Escape): string {
  return wholeWords(line, escape)
    .replace(word, (letters) => (latin.test(letters) ? letters.replace(lookalike, escape) : letters))
    .replace(hidden, escape);
}

/** A text in which a script has no letter but twins of Latin ones is not written in that script. */
function wholeWords(line: string, escape: Escape): string {
  return twins.reduce((text, { script, twin }) => {
    const letters = text.match(script) ?? [];
    return letters.length > 0 && letters.every((letter) => twin.test(letter))
      ? text.replace(script, escape)
      : text;
  }, line);
}
