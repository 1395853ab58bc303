/** The sandbox's page, played in a real browser by pressing what a person would press, on a desktop and on a phone. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Page as Served, servePage } from "../../src/sandbox/page/serve.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/run.ts";
import { seriousProblems, seriousProblemsInBoth } from "./accessibility.ts";
import { chromiumPath, startChromium } from "./chromium.ts";
import { become, breakAndMend, message, openRoom, setUpByMenus, setUpByPickers, type } from "./scenes.ts";
import { playStep } from "./visitor.ts";

const root = join(import.meta.dirname, "../..");
const pictures = join(root, "screenshots");
const devices: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1400, height: 950 }, colorScheme: "light" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true, isMobile: true },
};
/** Machines that build are busy. */
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 20_000 });
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

  it("shows who really wrote a fake card, and that it approves nothing", { timeout: 60_000 }, async () => {
    const page = await browser.newPage(devices["desktop"]);
    await page.goto(worlds.get("desktop")?.served.url ?? "");
    await page.getByRole("button", { name: "Post a fake card" }).click();
    await become(page, "Fiona");
    await openRoom(page, "discord", "approvals");
    const fake = await message(page, "discord", "Approval needed");
    expect(await fake.locator(".from strong").textContent()).toBe("Helpdesk");
    await fake.getByRole("button", { name: "Approve" }).click();
    await eventually(() => page.locator("#toasts").textContent()).toContain("This interaction failed");
    await page.screenshot({ path: join(pictures, "fake-card.png") });
    await page.close();
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
      const problems = [await seriousProblemsInBoth(page, "at the start")];
      for (let step = 1; step <= 8; step += 1) {
        await eventually(() => page.locator("#guide h2").textContent()).toContain(`Step ${step} of 8`);
        await page.screenshot({ path: join(pictures, `${device}-${step}.png`) });
        if (device === "desktop" && step === 6 && process.env["COUNTERSIGN_PICTURE"])
          await pictureForReadme(page);
        await playStep(page, REASON);
        problems.push(await seriousProblems(page, `after step ${step}`));
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
          options.viewport?.width ?? 0,
        );
      }
      problems.push(await seriousProblemsInBoth(page, "at the end"));
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

  /** The desktop's page, as Olivia sees it, in the dark. */
  const desktop = async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 950 }, colorScheme: "dark" });
    await page.goto(worlds.get("desktop")?.served.url ?? "");
    await eventually(() => page.locator("#discord .rooms").textContent()).toContain("payroll");
    return page;
  };
  const log = async (page: Page) => (await page.locator("#log").textContent()) ?? "";

  it("offers menus: a bot's purpose, a role, a channel, on a phone", { timeout: 120_000 }, async () => {
    const context = await browser.newContext(devices["phone"]);
    const page = await context.newPage();
    await page.goto(worlds.get("phone")?.served.url ?? "");
    const done = await setUpByMenus(page);
    expect(done).toContain("Curator: moderation");
    // Another role that may approve is more power: somebody else has to agree.
    expect(done).toContain("Somebody else has to agree");
    await page.screenshot({ path: join(pictures, "phone-setup.png") });
    await context.close();
  });

  it("has Telegram's own lists of groups and bots", { timeout: 120_000 }, async () => {
    const page = await desktop();
    expect(await setUpByPickers(page)).toContain("Night Desk");
    expect(await seriousProblemsInBoth(page, "with a keyboard of a bot")).toEqual([]);
    await page.screenshot({ path: join(pictures, "desktop-pickers.png") });
    await page.close();
  });

  it("completes what one types, from what the bot knows", { timeout: 60_000 }, async () => {
    const page = await desktop();
    const input = page.locator("#discord .write input");
    await input.fill("/agent agent:cu");
    const offered = page.locator("#discord .write [role=option]");
    await eventually(() => offered.allTextContents()).toEqual([expect.stringMatching(/^Curator/i)]);
    await input.press("Enter");
    await input.press("Enter");
    await message(page, "discord", /Curator[^]*Purpose|Curator[^]*purpose/);
    await page.close();
  });

  it("speaks German with who wants it", { timeout: 120_000 }, async () => {
    const page = await desktop();
    await page.locator("#language").getByText("Deutsch").click();
    const input = page.locator("#discord .write input");
    await eventually(async () => {
      await input.fill("/he");
      return await page.locator("#discord .write [role=option]").allTextContents();
    }).toEqual([expect.stringContaining("Was Countersign tut")]);
    await type(page, "discord", "/help");
    await message(page, "discord", "Das kannst du schreiben");
    await type(page, "telegram", "/help@countersign_bot");
    await message(page, "telegram", "Das kannst du schreiben");
    await page.getByRole("button", { name: "Ask for approval" }).click();
    await openRoom(page, "discord", "approvals");
    const card = await message(page, "discord", "Freigabe nötig");
    expect(await card.getByRole("button", { name: "Genehmigen", exact: true }).count()).toBe(1);
    expect(await card.textContent()).toMatch(/in 1\d Minuten/);
    await page.screenshot({ path: join(pictures, "desktop-german.png") });
    expect(await seriousProblemsInBoth(page, "in German")).toEqual([]);
    await become(page, "Fiona");
    await eventually(() => page.getByLabel("English").isChecked()).toBe(true);
    // The card is German, as the server is; the form that opens is hers.
    await openRoom(page, "discord", "approvals");
    await (
      await message(page, "discord", "Freigabe nötig")
    )
      .getByRole("button", { name: "Ablehnen" })
      .click();
    const form = page.locator("dialog[open]");
    await form.locator("textarea").fill("First the receipt.");
    await form.getByRole("button", { name: "Submit" }).click();
    await eventually(() => log(page)).toContain("First the receipt.");
    await become(page, "Olivia");
    await page.locator("#language").getByText("English").click();
    await page.close();
  });

  it("shows what Countersign says about each thing that breaks", { timeout: 300_000 }, async () => {
    const page = await desktop();
    const shoot = (name: string) => () =>
      page.screenshot({ path: join(pictures, `broken-${name}.png`), fullPage: true }).then(() => undefined);
    expect(await breakAndMend(page, "administrator", shoot("administrator"))).toMatch(
      /More power than before.*Herald can now: Administrator/,
    );
    expect(await breakAndMend(page, "hidden", shoot("hidden"))).toMatch(/judging 5 of 7 channels/);
    expect(await breakAndMend(page, "discord", shoot("discord"))).toMatch(/Discord/);
    expect(await breakAndMend(page, "telegram", shoot("telegram"))).toMatch(/Telegram/);
    expect(await breakAndMend(page, "power", shoot("power"))).toMatch(/Nobody answers/);
    await eventually(() => page.locator("#health").textContent()).toContain("is running");
    await page.close();
  });

  it("shows what the agent's tricks lead to, and who may see what", { timeout: 120_000 }, async () => {
    const page = await desktop();
    // Since the fix, Helpdesk cannot even see where a fake card would go.
    await page.getByRole("button", { name: "Post a fake card" }).click();
    await eventually(() => log(page)).toContain("Refused: Missing Access");
    await page.getByRole("button", { name: "Ask 30 times at once" }).click();
    await eventually(() => log(page)).toContain("were refused");
    expect(await seriousProblems(page, "at the end")).toEqual([]);
    await page.screenshot({ path: join(pictures, "desktop-dark.png"), fullPage: true });

    await become(page, "Oskar");
    await eventually(() => page.locator("#discord .rooms").textContent()).not.toContain("approvals");
    await page.close();
  });

  it("can be played with the keyboard alone", { timeout: 120_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 950 } });
    await page.goto(worlds.get("desktop")?.served.url ?? "");
    const input = page.locator("#discord .write input");
    await input.focus();
    await page.keyboard.type("/he");
    await eventually(() => input.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await input.inputValue()).toBe("/help");
    await page.keyboard.press("Enter");
    await eventually(() => page.locator("#discord .messages > li:last-child").textContent()).toContain(
      "/audit",
    );
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(`document.activeElement.closest("#discord .messages") !== null`)).toBe(true);

    await type(page, "discord", "/setup");
    const card = await message(page, "discord", "Set up Lumen Lamps");
    const menu = card.locator(".menu-button").first();
    await menu.focus();
    await page.keyboard.press("Enter");
    expect(await seriousProblems(page, "with a menu open")).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await menu.getAttribute("aria-expanded")).toBe("false");
    for (const key of ["Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await eventually(() => menu.getAttribute("aria-label")).toContain("Curator: moderation");
    // The card is drawn anew with what was chosen, and the focus stays.
    await eventually(() => page.evaluate("document.activeElement.textContent")).toContain(
      "Curator: moderation",
    );
    await page.close();
  });
});

/** What the README shows: made anew with COUNTERSIGN_PICTURE=1. */
async function pictureForReadme(page: Page): Promise<void> {
  await page.evaluate(`[...document.querySelectorAll("#discord .messages > li")]
    .findLast((each) => each.textContent.includes("Exactly this would run"))
    .scrollIntoView({ block: "start" })`);
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: join(root, "docs/sandbox.png") });
}
