import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { adminRights, memberPermissions } from "../../../src/domain/telegram/rights.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { chat, telegramBot } from "../../fixtures/audit/build.ts";

function member(file: unknown, id = telegramBot) {
  const read = readTelegramSnapshot(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.snapshot.members.find((one) => one.id === id);
}

function problems(file: unknown): string[] {
  const read = readTelegramSnapshot(file);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("a Telegram snapshot file", () => {
  it("gives numeric ids as strings and rights as a sorted list", () => {
    const bot = member(chat({ rights: ["can_pin_messages", "can_delete_messages"] }));
    expect(bot?.rights).toEqual(["can_delete_messages", "can_manage_chat", "can_pin_messages"]);
  });

  it("keeps rights that do not exist yet, and tolerates other unknown fields", () => {
    const file = chat({ rights: ["can_fly"] });
    file.chat["shape_of_the_moon"] = { round: true };
    expect(member(file)?.unknownRights).toEqual(["can_fly"]);
    file.administrators[2]!["can_swim"] = "maybe";
    expect(member(file)?.unknownRights).toEqual(["can_fly", "can_swim"]);
  });

  it("says which rights the file is silent about", () => {
    const file = chat({ rights: [] });
    delete file.administrators[2]!["can_promote_members"];
    expect(member(file)?.untold).toEqual(["can_promote_members"]);
  });

  it("gives the creator everything", () => {
    expect(member(chat(), "5550001")?.rights).toContain("can_promote_members");
  });

  it("knows who is really here", () => {
    const file = chat();
    const user = file.members[0]!["user"];
    for (const [status, more, present] of [
      ["left", {}, false],
      ["kicked", {}, false],
      ["restricted", { is_member: true }, true],
      ["restricted", { is_member: false }, false],
    ] as const) {
      file.members = [{ status, user, ...more }];
      expect(member(file)?.present).toBe(present);
    }
  });

  it("keeps the wider of two answers about the same bot", () => {
    const file = chat({ rights: ["can_delete_messages"] });
    file.members.push({ status: "member", user: file.administrators[2]!["user"] });
    expect(member(file)).toMatchObject({
      status: "administrator",
      rights: ["can_delete_messages", "can_manage_chat"],
    });
  });

  it("refuses with the path and what was expected", () => {
    const twice = chat({ rights: [] });
    twice.administrators.push(structuredClone(twice.administrators[2]!));
    expect(problems(twice)).toEqual([
      "administrators[3].user.id: 6123 is already listed at administrators[2]",
    ]);
    expect(problems({ ...chat(), chat: { id: 5, type: "private" } })).toEqual([
      "chat.type: expected a group, supergroup or channel: a private chat has nothing to audit",
    ]);
    const text = chat({ rights: [] });
    text.administrators[2]!["can_promote_members"] = "yes";
    expect(problems(text)).toEqual(["administrators[2].can_promote_members: expected true or false"]);
    const plain = chat();
    plain.administrators.push({ status: "member", user: { id: 1, is_bot: false, first_name: "x" } });
    expect(problems(plain)).toEqual([
      "administrators[2].status: expected creator or administrator, found member",
    ]);
    expect(problems({ ...chat(), takenAt: "yesterday" })).toEqual([
      "takenAt: expected a time such as 2026-11-22T15:00:00Z",
    ]);
    for (const nothing of [null, 7, "x", [], {}]) expect(problems(nothing).length).toBeGreaterThan(0);
  });
});

const spec = "/work/shared/specs/telegram-bot-api-10.3.json";

describe.runIf(existsSync(spec))("the rights table against Bot API 10.3", () => {
  const { types } = JSON.parse(existsSync(spec) ? readFileSync(spec, "utf8") : '{"types":{}}') as {
    types:
      | Record<string, { fields: { name: string; required: boolean }[] }>
      | { name: string; fields: { name: string; required: boolean }[] }[];
  };
  const fieldsOf = (name: string) =>
    (Array.isArray(types) ? types.find((type) => type.name === name) : types[name])?.fields ?? [];

  it("has every administrator right, and knows which are always told", () => {
    const rights = fieldsOf("ChatAdministratorRights");
    expect(rights.length).toBeGreaterThan(10);
    expect(adminRights.map((right) => right.key).sort()).toEqual(rights.map((field) => field.name).sort());
    expect(
      adminRights
        .filter((right) => right.always)
        .map((right) => right.key)
        .sort(),
    ).toEqual(
      rights
        .filter((field) => field.required)
        .map((field) => field.name)
        .sort(),
    );
  });

  it("has every chat permission", () => {
    expect(Object.keys(memberPermissions).sort()).toEqual(
      fieldsOf("ChatPermissions")
        .map((field) => field.name)
        .sort(),
    );
  });
});
