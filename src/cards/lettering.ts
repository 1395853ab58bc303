/**
 * Letters as lines, so that a picture needs no font: machines differ in what they have, and a server may have none.
 * Each letter is drawn on a grid: x from 0, y 0 (top) to 6 (base line), 8 (below it). Two digits a point, a space lifts the pen.
 */
const letters: Record<string, string> = {
  A: "062046 1434",
  B: "003041423303 3344453606 0006",
  C: "4130100105163645",
  D: "00062644422000",
  E: "40000646 0333",
  F: "400006 0333",
  G: "41301001051636454323",
  H: "0006 4046 0343",
  I: "0020 1016 0626",
  J: "4045361605",
  K: "0006 4003 1246",
  L: "000646",
  M: "0600234046",
  N: "06004640",
  O: "103041453616050110",
  P: "06003041423303",
  Q: "103041453616050110 2446",
  R: "06003041423303 2346",
  S: "413010010213334445361605",
  T: "0040 2026",
  U: "000516364540",
  V: "002640",
  W: "0016223640",
  X: "0046 4006",
  Y: "002340 2326",
  Z: "00400646",
  a: "02223336 341405162635",
  b: "0006 0312223335261605",
  c: "3322120305162635",
  d: "3036 3322120305162635",
  e: "043433221203051636",
  f: "30201116 0232",
  g: "3237281807 3322120305162635",
  h: "0006 0312223336",
  i: "0206 0000",
  j: "121708 1010",
  k: "0006 3204 1336",
  l: "000516",
  m: "0206 03122326 23324346",
  n: "0206 0312223336",
  o: "122233352616050312",
  p: "0208 0312223335261605",
  q: "3238 3322120305162635",
  r: "0206 031222",
  s: "3212031424352606",
  t: "10152636 0232",
  u: "0205162635 3236",
  v: "022642",
  w: "0216233642",
  x: "0236 3206",
  y: "0226 4218",
  z: "02320636",
  0: "103041453616050110 1531",
  1: "112026 1636",
  2: "01103041420646",
  3: "01103041423313 334445361605",
  4: "36300444",
  5: "400002324345361605",
  6: "4130100105163645443303",
  7: "004016",
  8: "13020110304142331304051636454433",
  9: "0516364541301001021343",
  "-": "0434",
  _: "0747",
  ".": "0606",
  ",": "1607",
  ":": "0303 0606",
  ";": "1313 1607",
  "!": "0004 0606",
  "?": "01103041422324 2626",
  "#": "1016 3036 0242 0444",
  "/": "4006",
  "\\": "0046",
  "(": "10020416",
  ")": "00121406",
  "[": "10000616",
  "]": "00101606",
  "{": "20111203141526",
  "}": "00111223141506",
  "|": "0006",
  "+": "0343 2125",
  "=": "0242 0444",
  "*": "2125 0244 4204",
  "'": "0002",
  '"': "0002 2022",
  "`": "0011",
  "^": "022042",
  "~": "04133443",
  "@": "3322132433344441301001051646",
  "&": "4612112031320405162644",
  "%": "4006 0010110100 3545463635",
  $: "413010010213334445361605 2026",
  "<": "310335",
  ">": "013305",
  "…": "0606 2626 4646",
  "·": "0303",
};

/** For what no letter is drawn for: an empty box, which says that something stands there. */
const BOX = "0040460600";
const GAP = 2;
const SPACE = 2;

/** How many grid units wide the text is. */
export function widthOf(text: string): number {
  const all = glyphs(text);
  return all.reduce((sum, glyph) => sum + advance(glyph), 0) - (all.length > 0 ? GAP : 0);
}

/** SVG path data of the text, to be stroked. `x`, `y`: its upper left corner; `unit`: the side of a grid square. */
export function lettering(text: string, x: number, y: number, unit: number): string {
  const parts: string[] = [];
  let left = x;
  for (const glyph of glyphs(text)) {
    for (const stroke of glyph === " " ? [] : glyph.split(" ")) {
      const points = stroke.match(/../g) ?? [];
      const [first, ...rest] = points.map(
        ([px, py]) => `${round(left + Number(px) * unit)} ${round(y + Number(py) * unit)}`,
      );
      parts.push(`M${first}${rest.map((point) => `L${point}`).join("")}`);
    }
    left += advance(glyph) * unit;
  }
  return parts.join("");
}

/** Whether every letter of it can be drawn; another one is shown as an empty box. */
export function drawable(text: string): boolean {
  return !glyphs(readable(text)).includes(BOX);
}

/** No wider than `most` grid units; what is left out is three dots. */
export function fitted(text: string, most: number): string {
  const whole = readable(text);
  if (widthOf(whole) <= most) return whole;
  let kept = Array.from(whole);
  while (kept.length > 0 && widthOf(`${kept.join("")}…`) > most) kept = kept.slice(0, -1);
  return `${kept.join("").trimEnd()}…`;
}

/** Control characters are dropped and blanks made one, as wherever somebody else's words are shown. */
function readable(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim();
}

/** Accents fall off: é is drawn as e. */
function glyphs(text: string): string[] {
  return Array.from(text.normalize("NFKD").replace(/\p{M}/gu, "")).map((letter) =>
    letter === " " ? letter : (letters[letter] ?? BOX),
  );
}

function advance(glyph: string): number {
  if (glyph === " ") return SPACE + GAP;
  return (
    Math.max(...glyph.split(" ").flatMap((stroke) => (stroke.match(/../g) ?? []).map(([px]) => Number(px)))) +
    GAP
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
