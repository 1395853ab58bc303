/** The sandbox has every Bot API method that the service calls, and knows no method that Telegram doesn't. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { telegramMethods } from "../../src/sandbox/telegram/methods/index.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

const source = join(import.meta.dirname, "../../src");
const callers = ["platforms/telegram", "cli"];

function called(): string[] {
  const files = callers.flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(source, folder, file)),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bcallApi(?:<[^(]*>)?\(\s*"(\w+)"/g)].map((match) => match[1]),
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

test("every method that the service calls is there", () => {
  const names = called();
  expect(names).toContain("getUpdates");
  expect(names.filter((name) => !(name in telegramMethods))).toEqual([]);
});

test("every method is one of Bot API 10.3", () => {
  const calls = Object.keys(telegramMethods).map((method) => ({
    method,
    botId: "1",
    params: {},
    encoding: "json" as const,
    status: 0,
    response: null,
  }));
  expect(checkTelegramTraffic(calls).filter((complaint) => complaint.includes("not a method"))).toEqual([]);
});
