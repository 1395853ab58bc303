/** `countersign audit --live`: a server and a group as they are now, by the token alone or as the instance knows them. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { manifestFile } from "../../src/sandbox/run.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { cli } from "../support/cli.ts";

let discord: DiscordSandbox;
let telegram: TelegramSandbox;
const folder = mkdtempSync(join(tmpdir(), "countersign-live-"));
beforeAll(async () => {
  discord = await startDiscordSandbox({ world: discordWorld });
  telegram = await startTelegramSandbox({ world: telegramWorld });
});
afterAll(async () => await Promise.all([discord.close(), telegram.close()]));

const env = (over: Record<string, string> = {}) => ({
  DISCORD_TOKEN: tokens.discord,
  DISCORD_API_URL: discord.apiUrl,
  TELEGRAM_TOKEN: tokens.telegram,
  TELEGRAM_API_URL: telegram.apiUrl,
  DATA_DIR: join(folder, "none"),
  ...over,
});
const live = (workspace: string, ...more: string[]) => cli(env(), "audit", "--live", workspace, ...more);

describe("with the token alone", () => {
  it("audits a server by the given manifests, and says what one look can't know", async () => {
    const { code, out } = await live(discordIds.guild, "--manifest", manifestFile, "--format", "json");
    const report = JSON.parse(out);
    expect(code).toBe(15);
    expect(report.workspace).toMatchObject({ platform: "discord", name: "Lumen Lamps" });
    expect(report.findings.map((one: { rule: string }) => one.rule)).toEqual(
      expect.arrayContaining(["discord.bot.administrator", "discord.bot.admin-bypasses-channel-scope"]),
    );
    expect(report.coverage.unseen.join(" ")).toContain("one look with the token alone");
  });

  it("audits a group without anything written down, and finds ordinary bots that a manifest names", async () => {
    const { code, out } = await live(telegramIds.team);
    expect([code, out]).toEqual([15, expect.stringContaining("Add New Admins")]);
    expect(out).not.toContain("Night Desk");
    const named = await live(`telegram:${telegramIds.team}`, "--manifest", manifestFile);
    expect(named.out).toContain("Night Desk");
  });

  it("names itself as the source in SARIF", async () => {
    const { code, out } = await live(discordIds.guild, "--format", "sarif");
    expect([code, out]).toEqual([0, expect.stringContaining(`"discord:${discordIds.guild}"`)]);
  });

  it("leaves no trace on this machine", async () => {
    await live(telegramIds.team);
    expect(await import("node:fs").then(({ existsSync }) => existsSync(join(folder, "none")))).toBe(false);
  });
});

it("asks the instance when there is one: its manifests count, and what it may not judge by is said", async () => {
  const here = env({ DATA_DIR: join(folder, "data"), PUBLIC_URL: "http://localhost:8787" });
  const applied = await cli(here, "apply", "-f", manifestFile, "--yes");
  expect([applied.code, applied.err]).toEqual([0, ""]);
  const { out } = await cli(here, "audit", "--live", discordIds.guild, "--format", "json");
  const helpdesk = JSON.parse(out).agents.find((one: { id: string }) => one.id === discordIds.helpdesk);
  expect(helpdesk.manifest).toBe("helpdesk");
  expect(out).not.toContain("one look with the token alone");
  const auditor = await cli(here, "audit", "--live", discordIds.guild, "--persona", "auditor");
  expect(auditor.out).toContain("Where the slash commands of Helpdesk work");
  const elsewhere = await cli(here, "audit", "--live", "999999999999999999");
  expect([elsewhere.code, elsewhere.err]).toEqual([
    1,
    expect.stringMatching(/^discord:999999999999999999 can't be looked at\. .*Is the id right/),
  ]);
});

describe("refused with one sentence", () => {
  const noToken = { DISCORD_TOKEN: "", TELEGRAM_TOKEN: "" };
  it.each([
    ["abc", {}, 2, /“abc” is no workspace/],
    ["2000000001", {}, 2, /could be anything: .*Say discord:2000000001 or telegram:-1002000000001\.$/],
    ["telegram:5550001", {}, 2, /negative ids, and 5550001 is a person or a bot/],
    ["discord:-1002000000001", {}, 2, /Did you mean telegram:-1002000000001\?$/],
    ["613742000000000000", noToken, 2, /set DISCORD_TOKEN to Countersign's token\.$/],
    ["-1002000000001", noToken, 2, /set TELEGRAM_TOKEN to Countersign's token\.$/],
    ["999999999999999999", {}, 1, /can't be looked at\. Discord did not show this server: .*Is the id right/],
    ["-1009999999999", {}, 1, /can't be looked at\. Telegram says: .*chat not found/],
    ["-1002000000001", { TELEGRAM_TOKEN: "7000000001:wrong" }, 1, /does not know this token/],
  ])("%s %j", async (workspace, over, code, words) => {
    const ended = await cli(env(over), "audit", "--live", workspace);
    expect([ended.code, ended.err.trim()]).toEqual([code, expect.stringMatching(words)]);
    expect(ended.out).toBe("");
  });

  it("neither a file nor a workspace, or both", async () => {
    writeFileSync(join(folder, "some.json"), "{}");
    const words = /Say what to audit: --snapshot FILE or --live WORKSPACE/;
    expect(await cli(env(), "audit")).toMatchObject({ code: 2, err: expect.stringMatching(words) });
    const both = await cli(env(), "audit", "--live", "1", "--snapshot", join(folder, "some.json"));
    expect(both).toMatchObject({ code: 2, err: expect.stringMatching(words) });
  });
});
