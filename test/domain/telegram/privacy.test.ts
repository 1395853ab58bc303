import { describe, expect, it } from "vitest";
import { reported, whatItReads } from "../../../src/domain/telegram/privacy.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { chat, privacy, takenAt, telegramBot } from "../../fixtures/audit/build.ts";
import type { ChatParts } from "../../fixtures/audit/build.ts";

const now = Date.parse(takenAt);

function read(parts: ChatParts) {
  const answer = readTelegramSnapshot(chat(parts));
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const member = answer.snapshot.members.find((one) => one.id === telegramBot);
  if (member === undefined) throw new Error("the bot is not in the chat");
  return { snapshot: answer.snapshot, reading: whatItReads(answer.snapshot, member, now) };
}

describe("what a bot reads", () => {
  it("is everything for an administrator, whatever the evidence says about privacy mode", () => {
    expect(read({ rights: [], reports: [privacy(false, "mtproto-observed")] }).reading).toMatchObject({
      reads: "everything",
      rung: "telegram-derived",
      ageMs: 0,
    });
  });

  it("is unknown for a plain member without evidence, never assumed on", () => {
    expect(read({ reports: [] }).reading).toMatchObject({
      reads: "unknown",
      rung: "unknown",
      at: null,
      ageMs: null,
    });
  });

  it("is everything in a channel", () => {
    expect(read({ type: "channel", reports: [] }).reading.reads).toBe("everything");
  });

  it("comes from the best rung, with its age", () => {
    const { reading } = read({
      reports: [
        privacy(false, "self-reported", "2026-11-21T12:00:00Z"),
        privacy(true, "local-probe", "2026-11-22T00:00:00Z"),
      ],
    });
    expect(reading).toMatchObject({ reads: "everything", rung: "local-probe", ageMs: 12 * 3600_000 });
  });

  it("lets newer bad news from a lower rung outvote older good news, but not the other way round", () => {
    const good = privacy(false, "local-probe", "2026-11-01T00:00:00Z");
    expect(
      read({ reports: [good, privacy(true, "self-reported", "2026-11-20T00:00:00Z")] }).reading,
    ).toMatchObject({
      reads: "everything",
      rung: "self-reported",
    });
    const bad = privacy(true, "local-probe", "2026-11-01T00:00:00Z");
    expect(
      read({ reports: [bad, privacy(false, "self-reported", "2026-11-20T00:00:00Z")] }).reading.reads,
    ).toBe("everything");
    expect(
      read({ reports: [good, privacy(true, "self-reported", "2026-10-01T00:00:00Z")] }).reading.reads,
    ).toBe("addressed");
  });

  it("believes the bad news of two reports from the same moment, and a report from this very moment", () => {
    const both = [privacy(false, "local-probe", takenAt), privacy(true, "self-reported", takenAt)];
    expect(read({ reports: both }).reading).toMatchObject({
      reads: "everything",
      rung: "self-reported",
      ageMs: 0,
    });
  });

  it("takes the newest of one rung for other facts too", () => {
    const told = (at: string, value: boolean) => ({
      bot: 6123,
      rung: "self-reported",
      at,
      facts: { can_manage_bots: value },
    });
    const { snapshot } = read({
      reports: [told("2026-11-01T00:00:00Z", true), told("2026-11-02T00:00:00Z", false)],
    });
    expect(reported(snapshot, telegramBot, "can_manage_bots", now)?.value).toBe(false);
  });

  it("ignores evidence from the future and evidence about somebody else", () => {
    expect(read({ reports: [privacy(false, "local-probe", "2026-12-01T00:00:00Z")] }).reading.reads).toBe(
      "unknown",
    );
    expect(read({ reports: [{ ...privacy(false), bot: 99 }] }).reading.reads).toBe("unknown");
  });

  it("answers other reported facts with their rung", () => {
    const facts = { can_join_groups: true, supports_guest_queries: false };
    const { snapshot } = read({ reports: [{ bot: 6123, rung: "self-reported", at: takenAt, facts }] });
    expect(reported(snapshot, telegramBot, "supports_guest_queries", now)).toEqual({
      value: false,
      rung: "self-reported",
      at: now,
    });
    expect(reported(snapshot, telegramBot, "can_manage_bots", now)).toBeNull();
  });
});
