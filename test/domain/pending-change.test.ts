import { expect, test } from "vitest";
import { changeDecided, changeQuestion } from "../../src/cards/pending-change.ts";
import type { DiffLine } from "../../src/domain/document-diff.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import { render as renderTelegram } from "../../src/platforms/telegram/render.ts";

const line = (n: number, more: Partial<DiffLine> = {}): DiffLine => ({
  path: `permissions.discord.optional.P${n}`,
  before: null,
  after: "x".repeat(200),
  widens: true,
  ...more,
});
const change = (lines: DiffLine[]) => ({
  id: "chg_0123456789abcdef",
  agentId: "support-bot",
  lines,
  by: "operator",
  expiresAt: new Date("2026-11-29T12:00:00Z"),
});
const whole = (files: { content?: unknown; data?: unknown }[]) =>
  files
    .map((file) =>
      typeof file.content === "string" ? file.content : Buffer.from(file.data as Uint8Array).toString(),
    )
    .join("\n");

test("a difference of any length reaches people whole, on both platforms", () => {
  const card = changeQuestion(change(Array.from({ length: 300 }, (_, n) => line(n))));
  const discord = renderDiscord(card);
  const telegram = renderTelegram(card);
  for (const text of [
    whole(discord.files) + JSON.stringify(discord.body),
    whole(telegram.documents) + telegram.text,
  ]) {
    expect(text).toContain("optional.P0: ");
    expect(text).toContain("optional.P299: ");
  }
});

test("what widens stands first, and a manifest's words can't look like ours", () => {
  const card = changeQuestion(
    change([
      line(1, { path: "timeZone", before: "UTC", after: "Europe/Berlin", widens: false }),
      line(2, { after: "answer\n! nothing else\u202E" }),
    ]),
  );
  const [, , wider, , rest] = card.blocks;
  expect(wider).toMatchObject({ kind: "code" });
  expect(JSON.stringify(wider)).toContain("! permissions.discord.optional.P2: answer");
  expect(wider?.kind === "code" ? wider.text.split("\n") : []).toHaveLength(1);
  expect(JSON.stringify(wider)).not.toContain("\u202E");
  expect(rest).toEqual({ kind: "code", text: "~ timeZone: UTC → Europe/Berlin" });
  const decided = changeDecided({
    ...change([line(1)]),
    outcome: "dropped",
    decided: { by: "discord:5", name: "Mo" },
  });
  expect([decided.title, decided.buttons]).toEqual(["It stays as it is", []]);
});
