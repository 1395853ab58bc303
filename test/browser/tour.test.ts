/** The sandbox's page, played in a real browser by pressing what a person would press, on a desktop and on a phone. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Page as Served, servePage } from "../../src/sandbox/page/serve.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/run.ts";
import { chromiumPath, startChromium } from "./chromium.ts";
import { playStep } from "./visitor.ts";

const root = join(import.meta.dirname, "../..");
const pictures = join(root, "screenshots");
const devices: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1400, height: 950 }, colorScheme: "light" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true, isMobile: true },
};
const REASON = "Over 500 EUR needs a receipt.";

if (!chromiumPath)
  console.warn("The browser test is skipped: no Chromium was found. `apt-get install chromium` brings one.");

describe.skipIf(!chromiumPath)("the sandbox's page in Chromium", () => {
  let browser: Browser;
  const worlds = new Map<string, { sandbox: Sandbox; served: Served }>();

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    const opening = Object.keys(devices).map(async (device) => {
      const sandbox = await startSandbox({
        cli: { node: process.execPath, script: join(root, "src/cli.ts") },
        path: process.env["PATH"] ?? "",
      });
      worlds.set(device, { sandbox, served: await servePage(sandbox, 0) });
    });
    const [started] = await Promise.all([startChromium(), ...opening]);
    browser = started;
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    for (const { sandbox, served } of worlds.values()) {
      await served.close();
      await sandbox.close();
    }
  });

  for (const [device, options] of Object.entries(devices)) {
    it(`leads through its eight steps on a ${device}`, { timeout: 240_000 }, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (line) => {
        if (line.type() === "error" || line.type() === "warning") complaints.push(line.text());
      });
      page.on("pageerror", (failure) => complaints.push(failure.message));

      await page.goto(worlds.get(device)?.served.url ?? "");
      await page.locator(".spot").waitFor();
      const problems = [await accessibility(page, "at the start")];
      for (let step = 1; step <= 8; step += 1) {
        await expect.poll(() => page.locator("#guide h2").textContent()).toContain(`Step ${step} of 8`);
        await page.screenshot({ path: join(pictures, `${device}-${step}.png`) });
        await playStep(page, REASON);
        problems.push(await accessibility(page, `after step ${step}`));
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
          options.viewport?.width ?? 0,
        );
      }
      await page.screenshot({ path: join(pictures, `${device}-end.png`), fullPage: true });
      expect(await page.locator("#guide h2").textContent()).toBe("The tour is over");

      const log = (await page.locator("#log").textContent()) ?? "";
      expect(log).toContain("grant_mismatch");
      expect(log).toContain("49.00 EUR go back for A-1041");
      expect(log).toContain("grant_consumed");
      expect(log).toContain(REASON);
      expect(log).toMatch(/ledger is whole/i);
      expect(problems.flat()).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });
  }

  it("shows what breaking things does, and who may see what", { timeout: 120_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 950 }, colorScheme: "dark" });
    await page.goto(worlds.get("desktop")?.served.url ?? "");
    const channels = page.locator("#discord .rooms");
    await expect.poll(() => channels.textContent()).toContain("payroll");

    // Since the fix, Helpdesk cannot even see where a fake card would go.
    await page.getByRole("button", { name: "Post a fake card" }).click();
    await expect.poll(() => page.locator("#log").textContent()).toContain("Refused: Missing Access");
    await page.getByRole("button", { name: "Ask 30 times at once" }).click();
    await expect
      .poll(() => page.locator("#log").textContent(), { timeout: 20_000 })
      .toContain("were refused");
    await page.getByRole("button", { name: "Cut the line to Discord" }).click();
    await expect
      .poll(() => page.locator("#health").textContent(), { timeout: 20_000 })
      .toContain("has trouble");
    await page.screenshot({ path: join(pictures, "desktop-dark.png"), fullPage: true });
    await page.getByRole("button", { name: "Mend the line to Discord" }).click();

    await page.getByRole("radio", { name: /Oskar/ }).check({ force: true });
    await expect.poll(() => channels.textContent()).not.toContain("approvals");
    await page.close();
  });

  it("can be played with the keyboard alone", { timeout: 120_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 950 } });
    await page.goto(worlds.get("desktop")?.served.url ?? "");
    const input = page.locator("#discord .write input");
    await input.focus();
    await page.keyboard.type("/he");
    await expect.poll(() => input.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await input.inputValue()).toBe("/help");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.locator("#discord .messages > li:last-child").textContent())
      .toContain("/audit");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(`document.activeElement.closest("#discord .messages") !== null`)).toBe(true);
    await page.close();
  });
});

/** Serious and critical violations, as sentences. */
async function accessibility(page: Page, when: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${when}: ${id} (${help}): ${node.html.slice(0, 160)}`),
    );
}
