/** The picture of who reaches what, as SVG: lines and squares only, no text elements, so that no machine needs a font for it. */
import type { Access, AccessMap } from "../domain/audit/access.ts";
import { heatMap as words } from "../words/index.ts";
import { drawable, fitted, lettering, widthOf } from "./lettering.ts";

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** More would be too small to read in a chat. */
const mostRows = 30;
const mostColumns = 40;

const CELL = 26;
const MARGIN = 20;
const UNIT = 1.75;
/** Grid units that a name may take. */
const NAME = 110;
const SLANT = (55 * Math.PI) / 180;

const look: Record<Access, { fill: string; ink: string }> = {
  none: { fill: "#f4f5f7", ink: "#9aa3ad" },
  sees: { fill: "#d3e5f6", ink: "#12263a" },
  writes: { fill: "#7fb2e5", ink: "#0b1a29" },
  manages: { fill: "#123f78", ink: "#ffffff" },
  // The hatching is drawn over it.
  unknown: { fill: "#ffffff", ink: "#12263a" },
};
const order: Access[] = ["none", "sees", "writes", "manages", "unknown"];

interface Column {
  label: string;
  at: number;
}

export function heatMap(map: AccessMap): Picture {
  const all = alike(map);
  // As few channels as possible are left out: those that stand for the most stay, in the order people know.
  const columns = [...all]
    .sort((a, b) => b.stands - a.stands)
    .slice(0, mostColumns)
    .sort((a, b) => a.at - b.at);
  const rows = map.rows.slice(0, mostRows);
  const missing = map.columns.length - columns.reduce((sum, column) => sum + column.stands, 0);
  const notes = [
    ...(map.rows.length > rows.length || missing > 0
      ? [words.leftOut(map.rows.length - rows.length, missing)]
      : []),
    ...(columns.some(({ stands }) => stands > 1) ? [words.alikeNote] : []),
    ...(map.rows.some(({ self }) => !self) ? [] : [words.nobody]),
  ];

  const names = rows.map(({ id, name, self }) => fitted(self ? words.self(name) : legible(name, id), NAME));
  const labels = columns.map(({ label }) => fitted(label, NAME));
  const left = MARGIN + Math.max(0, ...names.map(widthOf)) * UNIT + 12;
  const slope = Math.max(0, ...labels.map(widthOf)) * UNIT;
  const head = MARGIN + 46;
  const top = head + slope * Math.sin(SLANT) + 14;
  const right = left + columns.length * CELL;
  const bottom = top + rows.length * CELL;
  const legend = order.map((level) => ({
    level,
    width: CELL + 8 + widthOf(words.legend[level]) * UNIT + 18,
  }));
  const title = fitted(words.title(map.workspace.name), 260);
  const seen = words.seen(map.takenAt);
  const width = Math.ceil(
    MARGIN +
      Math.max(
        right + slope * Math.cos(SLANT) + 10,
        MARGIN + legend.reduce((sum, one) => sum + one.width, 0),
        MARGIN + widthOf(title) * UNIT * 1.3,
        ...notes.map((note) => MARGIN + widthOf(note) * UNIT),
      ),
  );
  const height = Math.ceil(bottom + 24 + CELL + notes.length * 22 + MARGIN);

  const shapes = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ink(lettering(title, MARGIN, MARGIN, UNIT * 1.3), "#12263a", 2.2),
    ink(lettering(seen, MARGIN, MARGIN + 24, UNIT), "#5a6672"),
    ...labels.map((label, index) => {
      const x = left + index * CELL + CELL / 2 - 4;
      const turn = `rotate(${-(SLANT * 180) / Math.PI} ${fixed(x)} ${fixed(top - 8)})`;
      return `<g transform="${turn}">${ink(lettering(label, x, top - 8 - 3 * UNIT, UNIT), "#12263a")}</g>`;
    }),
    ...rows.flatMap((row, line) => {
      const y = top + line * CELL;
      return [
        ink(lettering(names[line] ?? "", MARGIN, y + CELL / 2 - 3 * UNIT, UNIT), "#12263a"),
        ...columns.map(({ at }, index) => square(left + index * CELL, y, row.cells[at] ?? "unknown")),
      ];
    }),
  ];
  let x = MARGIN;
  for (const { level, width: wide } of legend) {
    shapes.push(square(x, bottom + 24, level));
    const y = bottom + 24 + CELL / 2 - 3 * UNIT;
    shapes.push(ink(lettering(words.legend[level], x + CELL + 8, y, UNIT), "#12263a"));
    x += wide;
  }
  for (const [index, note] of notes.entries())
    shapes.push(ink(lettering(note, MARGIN, bottom + 24 + CELL + 12 + index * 22, UNIT), "#8a3b00"));

  const hatch = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="#9aa3ad" stroke-width="1"/></pattern></defs>`;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${hatch}${shapes.join("")}</svg>`,
    width,
    height,
  };
}

/**
 * One column a channel while they fit. Otherwise, and for hidden channels (whose names are made up) always, channels in which
 * every bot has the same stand together under the first one's name.
 */
function alike({ columns, rows }: AccessMap): (Column & { stands: number })[] {
  const crowded = columns.length > mostColumns;
  const groups = new Map<string, Column & { stands: number; name: string }>();
  for (const [at, { name, hidden, id }] of columns.entries()) {
    const same = `${hidden}/${rows.map((row) => row.cells[at]).join("/")}`;
    const key = crowded || hidden ? same : id;
    const group = groups.get(key);
    if (group) group.stands += 1;
    else groups.set(key, { at, stands: 1, name: hidden ? words.hidden : legible(name, id), label: "" });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    label: group.stands > 1 ? words.alike(group.name, group.stands - 1) : group.name,
  }));
}

/** A name in letters that we can't draw is told apart by the end of its id. */
function legible(name: string, id: string): string {
  return drawable(name) ? name : `…${id.slice(-4)} ${name}`;
}

function square(x: number, y: number, level: Access): string {
  const { fill, ink: colour } = look[level];
  const at = `x="${fixed(x + 1)}" y="${fixed(y + 1)}" width="${CELL - 2}" height="${CELL - 2}" rx="3"`;
  const letter = words.letter[level];
  const place = lettering(letter, x + CELL / 2 - (widthOf(letter) * 2) / 2, y + CELL / 2 - 6, 2);
  return [
    `<rect ${at} fill="${fill}"/>`,
    ...(level === "unknown" ? [`<rect ${at} fill="url(#hatch)"/>`, ink(place, "#ffffff", 5)] : []),
    ink(place, colour, 2),
  ].join("");
}

function ink(path: string, colour: string, width = 1.5): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function fixed(value: number): string {
  return value.toFixed(2);
}
