import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDiscord } from "../../src/cli/doctor/discord.ts";
import { checkSettings } from "../../src/cli/doctor/settings.ts";
import { checkTelegram } from "../../src/cli/doctor/telegram.ts";
import { loadConfig } from "../../src/config.ts";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { cli } from "../support/cli.ts";

let discord: DiscordSandbox;
let telegram: TelegramSandbox;
let folder: string;
beforeAll(async () => {
  [discord, telegram, folder] = await Promise.all([
    startDiscordSandbox({ world: discordWorld }),
    startTelegramSandbox({ world: telegramWorld }),
    mkdtemp(join(tmpdir(), "countersign-doctor-")),
  ]);
});
afterAll(async () => {
  await Promise.all([discord.close(), telegram.close()]);
  await rm(folder, { recursive: true, force: true });
});

test("where all is well it says so and exits 0", async () => {
  const env = {
    DISCORD_TOKEN: tokens.discord,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: tokens.telegram,
    TELEGRAM_API_URL: telegram.apiUrl,
    DATA_DIR: folder,
  };
  const { code, out, err } = await cli(env, "doctor");
  expect(err).toBe("");
  expect(out).toMatch(/^ok {7}Discord: Signed in as .+ \(\d+\)\.$/m);
  expect(out).toMatch(/^ok {7}Telegram: Signed in as @\w+ \(\d+\)\.$/m);
  expect(out).toMatch(/^ok {7}clock: This machine and Discord agree on the time\.$/m);
  expect(out).toMatch(/^ok {7}Discord server .+: Countersign holds what it needs and no power\.$/m);
  expect(out).toMatch(/^ok {7}database: Fine\.$/m);
  expect(out).toMatch(/All is well\.\n$/);
  expect(code).toBe(0);
  expect(out).not.toContain(tokens.discord);
}, 30_000);

const now = Date.parse("2026-11-22T12:00:00Z");
/** Answers by the last part of the path. */
const answering = (answers: Record<string, unknown>, status = 200): typeof fetch => {
  const date = new Date(now - 3_600_000).toUTCString();
  return async (input) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const body = Object.entries(answers).find(([end]) => path.endsWith(end))?.[1];
    return Response.json(body ?? {}, { status, headers: { date } });
  };
};
const said = (checks: { verdict: string; about: string; says: string }[]) =>
  checks.map(({ verdict, about, says }) => `${verdict} ${about}: ${says}`).join("\n");

test("what is wrong on Discord is named, with what to do", async () => {
  const settings = { token: "t", apiUrl: null, shards: "auto", messages: false } as const;
  const found = said(
    await checkDiscord(
      settings,
      answering({
        "/users/@me": { id: "1", username: "Countersign" },
        "/applications/@me": { flags: 1 << 19 },
        "/users/@me/guilds": [
          { id: "1", name: "Shop", permissions: "8" },
          { id: "2", name: "Club", permissions: "1024" },
        ],
      }),
      now,
    ),
  );
  expect(found).toContain(
    "problem clock: This machine is 3600 s ahead of Discord. Turn on time synchronisation (NTP).",
  );
  expect(found).toContain("problem Discord intents: Privileged intents are on");
  expect(found).toContain(
    "problem Discord server Shop: Countersign holds Administrator and needs none of it.",
  );
  expect(found).toContain("problem Discord server Club: Countersign lacks Send Messages, View Audit Log.");
  expect(said(await checkDiscord(settings, answering({}, 401), now))).toMatch(
    /^problem Discord: Discord refuses DISCORD_TOKEN\./,
  );
  expect(said(await checkDiscord(settings, answering({}, 502), now))).toMatch(/^unknown Discord: /);
});

test("what is wrong on Telegram is named, with what to do", async () => {
  const settings = { token: "1:t", apiUrl: null, webhook: null };
  const me = {
    id: 1,
    username: "countersign_bot",
    can_join_groups: false,
    can_read_all_group_messages: true,
  };
  const found = said(
    await checkTelegram(
      settings,
      answering({ "/getMe": { result: me }, "/getWebhookInfo": { result: { url: "https://x.test" } } }),
      now,
    ),
  );
  expect(found).toContain("problem Telegram privacy: Privacy mode is off");
  expect(found).toContain("problem Telegram groups: Countersign can't be added to groups");
  expect(found).toContain("problem Telegram updates: A webhook is set by something else");
  expect(said(await checkTelegram(settings, answering({}, 401), now))).toMatch(
    /^problem Telegram: Telegram refuses TELEGRAM_TOKEN\./,
  );
  const silent = said(await checkTelegram(settings, answering({ "/getMe": { result: me } }), now));
  expect(silent).toContain("unknown Telegram updates: Telegram did not say how updates are delivered.");
});

test("addresses that would expose keys are named", () => {
  const settings = (env: Record<string, string>) => {
    const result = loadConfig({ TELEGRAM_TOKEN: "1:t", ...env }, () => "");
    return result.ok ? said(checkSettings(result.config)) : result.problems.join();
  };
  expect(settings({})).toBe("ok settings: The settings can be read.");
  expect(settings({ PUBLIC_URL: "http://countersign.test" })).toContain(
    "problem PUBLIC_URL: Agents would send their keys unencrypted.",
  );
  expect(settings({ HOST: "0.0.0.0" })).toContain("problem PUBLIC_URL: HOST 0.0.0.0 lets other machines in");
  expect(settings({ HOST: "0.0.0.0", PUBLIC_URL: "https://countersign.test" })).not.toContain("problem");
});
