/** SIGTERM to the real process: who waits is answered, what is in hand is finished, and a second signal is obeyed at once. */
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DiscordSandbox, startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { startTelegramSandbox, type TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { manifestFile } from "../../src/sandbox/run.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { cli } from "../support/cli.ts";
import { send } from "../support/http-world.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

/** What docs/running.md promises. */
const STOP_MS = 15_000;
const wish = (order: string) => ({
  action: "refund.issue",
  params: { orderId: `A-${order}`, amount: "49.00", currency: "EUR" },
  audience: "payments",
});

let folder: string;
let discord: DiscordSandbox;
let telegram: TelegramSandbox;
let env: Record<string, string>;
let key: string;
let service: ServiceProcess;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-stop-"));
  [discord, telegram] = await Promise.all([
    startDiscordSandbox({ world: discordWorld }),
    startTelegramSandbox({ world: telegramWorld }),
  ]);
  env = {
    DISCORD_TOKEN: tokens.discord,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: tokens.telegram,
    TELEGRAM_API_URL: telegram.apiUrl,
    DATA_DIR: folder,
    PORT: "0",
  };
  await begin();
  expect((await cli(env, "apply", "-f", manifestFile, "--yes")).err).toBe("");
  key = /csk_[A-Za-z0-9_-]+/.exec((await cli(env, "keys", "create", "helpdesk")).out)?.[0] ?? "";
}, 90_000);
afterAll(async () => {
  await service.kill();
  await Promise.all([discord.close(), telegram.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  service = await startProcess(env);
  url = /"url":"(http:[^"]+)"/.exec(service.output())?.[1] ?? "";
}

const fiona = () => discord.control.as(people.fiona.discord);

test("a process that is asked to stop finishes what it has in hand, in time, and goes on where it stopped", async () => {
  const asked = await send(`${url}/v1/requests`, key, { body: wish("1") });
  const { id } = asked.json;
  const card = await fiona().waitFor(discordIds.approvals, ({ text }) => text.includes("A-1"), 15_000);
  const waiting = send(`${url}/v1/requests/${id}?wait=50s`, key);
  await sleep(200);
  // Discord is slow with the answer to an edit: the job is in hand when the signal comes.
  const go = discord.faults.hang(/PATCH .*messages/);
  const pressed = await fiona().press(discordIds.approvals, card.id, "Approve");
  expect(pressed.acknowledged).toBe(true);
  expect((await waiting).json.state).toBe("approved");
  const { id: open } = (await send(`${url}/v1/requests`, key, { body: wish("2") })).json;
  const undecided = send(`${url}/v1/requests/${open}?wait=50s`, key);
  await sleep(300);
  const began = performance.now();
  const stopped = service.terminate();
  expect((await undecided).json.state).toBe("pending");
  expect(performance.now() - began).toBeLessThan(3_000);
  await sleep(300);
  go();
  const { code, ms } = await stopped;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(STOP_MS);
  expect(service.output()).toContain("stopped");

  await begin();
  await fiona().waitFor(
    discordIds.approvals,
    ({ text }) => text.includes("A-1") && text.includes("Approved"),
    15_000,
  );
  expect(service.output()).toContain("resumed the Discord session");
  expect((await send(`${url}/v1/requests/${open}`, key)).json.state).toBe("pending");
}, 90_000);

test("a second signal ends it at once, and nothing is lost by that", async () => {
  const { hostname, port } = new URL(url);
  const slow = connect(Number(port), hostname);
  slow.on("error", () => undefined);
  // Half a call: it gets its grace, so the process is still stopping when it is told again.
  slow.write(
    `POST /v1/requests HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{`,
  );
  await sleep(300);
  service.signal("SIGTERM");
  await sleep(1_000);
  const again = performance.now();
  service.signal("SIGTERM");
  expect(await service.ended).toBe(1);
  expect(performance.now() - again).toBeLessThan(1_000);
  slow.destroy();
  await begin();
  expect((await send(`${url}/v1/requests`, key, { body: wish("3") })).status).toBe(201);
}, 60_000);
