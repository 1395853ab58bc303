import { describe, expect, test } from "vitest";
import { heatMap } from "../../../src/cards/heat-map.ts";
import { drawable, fitted, lettering, widthOf } from "../../../src/cards/lettering.ts";
import { auditReportCard } from "../../../src/cards/audit-report.ts";
import { accessMap, type Access, type AccessMap } from "../../../src/domain/audit/access.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { render as renderDiscord } from "../../../src/platforms/discord/render.ts";
import { render as renderTelegram } from "../../../src/platforms/telegram/render.ts";
import { drawHeatMap } from "../../../src/use-cases/draw-heat-map.ts";
import { chat, core, guild, id, overwrite, takenAt } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const at = Date.parse(takenAt);

function server(parts: Parameters<typeof guild>[0]): AccessMap {
  const read = readDiscordSnapshot(guild(parts));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return accessMap(read.snapshot, [], at);
}

function group(parts: Parameters<typeof chat>[0]): AccessMap {
  const read = readTelegramSnapshot(chat(parts));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return accessMap(read.snapshot, [], at);
}

const cells = (map: AccessMap, bot: string): Record<string, Access> => {
  const row = map.rows.find((one) => one.id === bot);
  return Object.fromEntries(map.columns.map((column, index) => [column.id, row?.cells[index] ?? "none"]));
};

describe("who reaches what on Discord", () => {
  test("each level, from the channel's own permissions", () => {
    const map = server({
      bot: core,
      second: core,
      overwrites: {
        general: [overwrite(id.bot, ["MANAGE_WEBHOOKS"], [], 1)],
        help: [overwrite(id.bot, [], ["SEND_MESSAGES", "SEND_MESSAGES_IN_THREADS"], 1)],
        news: [overwrite(id.bot, [], ["VIEW_CHANNEL"], 1)],
      },
    });
    expect(cells(map, id.bot)).toMatchObject({
      [id.general]: "manages",
      [id.help]: "sees",
      [id.news]: "none",
      [id.staff]: "none",
    });
    expect(cells(map, id.second)[id.general]).toBe("writes");
    expect(map.rows.find(({ self }) => self)?.id).toBe(id.countersign);
  });

  test("a hidden channel is unknown, except to an administrator; who reaches most comes first", () => {
    const map = server({ bot: core, second: ["ADMINISTRATOR"], hidden: true });
    expect(cells(map, id.bot)[id.hidden]).toBe("unknown");
    expect(cells(map, id.second)[id.hidden]).toBe("manages");
    expect(map.rows[0]?.id).toBe(id.second);
    expect(map.columns.filter(({ hidden }) => hidden).map((column) => column.id)).toEqual([id.hidden]);
  });

  test("a bot known by its role alone is unknown everywhere", () => {
    const map = server({ bot: ["ADMINISTRATOR"], withoutMember: true });
    expect(new Set(Object.values(cells(map, id.bot)))).toEqual(new Set(["unknown"]));
  });
});

test("on Telegram the columns are what one can do in the chat", () => {
  const map = group({ rights: ["can_delete_messages", "can_do_the_future"] });
  const [bot] = map.rows.filter(({ self }) => !self);
  expect(map.columns.map((column) => column.id)).toEqual(
    expect.arrayContaining(["reads", "writes", "can_delete_messages", "can_do_the_future"]),
  );
  expect(cells(map, bot?.id ?? "")).toMatchObject({
    reads: "sees",
    writes: "writes",
    can_delete_messages: "manages",
    can_do_the_future: "manages",
  });
  const [plain] = group({ rights: null, reports: [] }).rows.filter(({ self }) => !self);
  expect(plain?.cells[0]).toBe("unknown");
});

function made(rows: number, columns: number, cell: (row: number, column: number) => Access): AccessMap {
  return {
    platform: "discord",
    workspace: { id: "1", name: "A <b>&\"'</b> server" },
    takenAt: at,
    columns: Array.from({ length: columns }, (_, n) => ({ id: `${n}`, name: `channel-${n}`, hidden: false })),
    rows: Array.from({ length: rows }, (_, row) => ({
      id: `90000${row}`,
      name: `Bot ${row}`,
      self: false,
      cells: Array.from({ length: columns }, (_unused, column) => cell(row, column)),
    })),
  };
}

const levels: Access[] = ["none", "sees", "writes", "manages", "unknown"];
const squares = (svg: string) => svg.match(/<rect x=/g)?.length ?? 0;

describe("the picture", () => {
  test("is a real PNG of twice the drawing's size, without a single text element", () => {
    const map = made(4, 10, (row, column) => levels[(row * column) % 5] ?? "none");
    const { svg, width, height } = heatMap(map);
    expect(svg).not.toMatch(/<text|font|&(?!amp;)|<b>/);
    const { name, mime, content } = drawHeatMap(map);
    const png = Buffer.from(content);
    expect([name, mime]).toEqual(["who-reaches-what.png", "image/png"]);
    expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
    // Blank paper of this size is a fifth of that.
    expect(png.length).toBeGreaterThan(8_000);
  });

  test("is told apart without colour: every level has its own letter, and unknown is hatched", () => {
    const drawn = levels.map((level) => heatMap(made(1, 1, () => level)).svg.replaceAll(/#[0-9a-f]{6}/g, ""));
    expect(new Set(drawn).size).toBe(levels.length);
    expect(drawn[4]?.match(/url\(#hatch\)/g)).toHaveLength(2);
    expect(drawn[0]?.match(/url\(#hatch\)/g)).toHaveLength(1);
  });

  test("a large server: alike channels stand together, the rest is counted", () => {
    const alike = heatMap(made(3, 500, (row, column) => (column < 20 ? "writes" : (levels[row] ?? "none"))));
    expect(alike.width).toBeLessThan(1_000);
    const different = heatMap(
      made(100, 500, (row, column) => levels[(row + (column >> (row % 9))) % 5] ?? "none"),
    );
    expect([different.width, different.height].every((side) => side < 1_800)).toBe(true);
    // 30 bots, 40 channels, 5 squares of the legend; the hatching is a second one.
    expect(squares(different.svg)).toBeGreaterThanOrEqual(30 * 40 + 5);
    const small = heatMap(made(30, 40, () => "none"));
    expect(squares(small.svg)).toBe(30 * 40 + 5 + 1);
    // Every channel of the first is drawn or counted: 20 alike ones and 480 alike ones are two columns.
    expect(squares(alike.svg)).toBe(3 * 2 + 5 + 1);
    const cropped = heatMap(made(31, 40, () => "none"));
    expect(cropped.height).toBe(small.height + 22);
  });

  test("goes with the report on both platforms", () => {
    const report = auditCase({ file: guild({ bot: ["ADMINISTRATOR"] }) });
    const picture = drawHeatMap(server({ bot: ["ADMINISTRATOR"] }));
    const card = auditReportCard(report, { picture });
    expect(renderDiscord(card).files.map(({ name }) => name)).toEqual(["who-reaches-what.png", "audit.md"]);
    expect(JSON.stringify(renderDiscord(card).body)).toContain("attachment://who-reaches-what.png");
    expect(renderTelegram(card).documents.map(({ name }) => name)).toEqual([
      "who-reaches-what.png",
      "audit.md",
    ]);
  });
});

describe("letters without a font", () => {
  test("every printable ASCII letter is drawn, on the grid, and no two alike", () => {
    const all = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n));
    const paths = all.map((letter) => lettering(letter, 0, 0, 1));
    expect(new Set(paths).size).toBe(all.length);
    for (const [index, path] of paths.entries()) {
      expect(path, all[index]).toMatch(/^(M\d \d(L\d \d)+)+$/);
      expect(drawable(all[index] ?? "")).toBe(true);
    }
  });

  test("accents fall off, other scripts are boxes, names are cut with three dots", () => {
    expect(lettering("é", 0, 0, 1)).toBe(lettering("e", 0, 0, 1));
    expect([drawable("Übersicht"), drawable("日本語")]).toEqual([true, false]);
    expect(fitted("a\u202Eb\n c", 100)).toBe("ab c");
    const cut = fitted("a-name-that-goes-on-and-on", 40);
    expect(cut).toMatch(/^a-name.*…$/);
    expect(widthOf(cut)).toBeLessThanOrEqual(40);
  });
});
