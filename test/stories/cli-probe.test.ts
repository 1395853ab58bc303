import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { latestReports } from "../../src/db/reports.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { cli } from "../support/cli.ts";
import { httpWorld } from "../support/http-world.ts";

let telegram: TelegramSandbox;
beforeAll(async () => {
  telegram = await startTelegramSandbox({ world: telegramWorld });
});
afterAll(async () => await telegram.close());

const env = () => ({ TELEGRAM_API_URL: telegram.apiUrl, TELEGRAM_AGENT_TOKEN: tokens.telegram });

test("prints booleans, never the token", async () => {
  const { code, out, err } = await cli(env(), "probe", "telegram");
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toMatchObject({
    userId: tokens.telegram.split(":")[0],
    telegram: { is_bot: true, can_read_all_group_messages: expect.any(Boolean) },
    defaultAdministratorRights: { groups: expect.any(Object), channels: expect.any(Object) },
    webhookSet: false,
    commands: expect.any(Number),
  });
  expect(out).not.toContain(tokens.telegram.split(":")[1]);
});

test("calls only what reads and disturbs nobody", async () => {
  const called: string[] = [];
  const server = createServer((request, response) => {
    called.push((request.url ?? "").replace(/^\/bot[^/]+/, ""));
    const result = request.url?.includes("getMyCommands")
      ? []
      : { id: 1, url: "https://secret.test/hook", can_join_groups: true };
    response.end(JSON.stringify({ ok: true, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { out } = await cli(
    { TELEGRAM_API_URL: apiUrl, TELEGRAM_AGENT_TOKEN: "1:token" },
    "probe",
    "telegram",
  );
  server.close();
  expect(called).toEqual([
    "/getMe",
    "/getWebhookInfo",
    "/getMyCommands",
    "/getMyDefaultAdministratorRights",
    "/getMyDefaultAdministratorRights?for_channels=true",
  ]);
  expect(out).toContain('"webhookSet": true');
  expect(out).not.toContain("secret");
});

test("sends the booleans with the agent's key, and nothing else", async () => {
  const world = await httpWorld();
  const { key } = await world.agent("support-bot");
  const given = { ...env(), COUNTERSIGN_URL: world.url, COUNTERSIGN_KEY: key };
  const { code, err } = await cli(given, "probe", "telegram", "--report");
  expect([code, err]).toEqual([0, "Sent, as what this agent says about itself.\n"]);
  const [kept] = await latestReports(world.ctx.db, "support-bot", 1);
  expect(kept?.body).toEqual({
    telegram: expect.objectContaining({ can_read_all_group_messages: expect.any(Boolean) }),
  });
  const refused = await cli({ ...given, COUNTERSIGN_KEY: "csk_wrong" }, "probe", "telegram", "--report");
  expect(refused.code).toBe(1);
  await world.stop();
});

test.each([
  [{ TELEGRAM_AGENT_TOKEN: "" }, 2, /^Give the agent's token: TELEGRAM_AGENT_TOKEN=/],
  [{ TELEGRAM_AGENT_TOKEN: "nonsense" }, 2, /^This is not a Telegram bot token/],
  [{ TELEGRAM_AGENT_TOKEN: "1:wrong" }, 1, /^Telegram refuses this token\./],
  [{ TELEGRAM_API_URL: "http://127.0.0.1:9" }, 1, /^http:\/\/127\.0\.0\.1:9 can't be reached\./],
])("%j", async (over, code, words) => {
  const ended = await cli({ ...env(), ...over }, "probe", "telegram");
  expect(ended.code).toBe(code);
  expect(ended.err).toMatch(words);
  expect(ended.err).not.toContain(tokens.telegram);
});

test("--report without an address or key says what is missing", async () => {
  const { code, err } = await cli(env(), "probe", "telegram", "--report");
  expect([code, err]).toEqual([2, expect.stringMatching(/^--report needs COUNTERSIGN_URL/)]);
});
