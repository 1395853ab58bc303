/** The tour as a test: the unmodified service in its own process, killed once on the way, and every word on the wire checked. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../src/sandbox/run.ts";
import { runTour, steps } from "../../src/sandbox/tour/index.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

let sandbox: Sandbox;
const printed: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({
    cli: { node: process.execPath, script: join(import.meta.dirname, "../../src/cli.ts") },
    path: process.env["PATH"] ?? "",
  });
}, 90_000);

afterAll(async () => {
  await sandbox.close();
});

it("walks through the main job, and says what each person sees", { timeout: 180_000 }, async () => {
  await runTour(sandbox, (text) => printed.push(text));
  const text = printed.join("\n");
  for (const { title } of steps) expect(text).toContain(title);
  // The cards themselves are printed, not only a story about them.
  expect(text).toMatch(/Fiona on Discord, #approvals/);
  expect(text).toContain('"amount": "49.00"');
});

it("kept to both platforms' own specifications", () => {
  expect(checkDiscordTraffic(sandbox.discord.requests)).toEqual([]);
  expect(checkTelegramTraffic(sandbox.telegram.requests)).toEqual([]);
});

it("printed no secret", () => {
  const everything = printed.join("\n") + sandbox.service.output();
  expect(everything).not.toContain("sandbox-discord-token.countersign");
  expect(everything).not.toContain("sandbox-telegram-token-of-countersign");
  expect(everything).not.toContain(sandbox.agentKey);
});
