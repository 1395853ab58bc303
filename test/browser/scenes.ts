/** What a visitor does beside the tour, each by what the page offers to press, type or choose. */
import type { Locator, Page } from "playwright-core";

type Name = "Olivia" | "Mo" | "Fiona" | "Oskar";
type Platform = "discord" | "telegram";

const PATIENCE = { timeout: 30_000 };

export async function become(page: Page, name: Name): Promise<void> {
  await page.locator("#people label", { hasText: name }).click();
}

export async function type(page: Page, platform: Platform, words: string): Promise<void> {
  const input = page.locator(`#${platform} .write input`);
  await input.fill(words);
  await input.press("Enter");
}

export async function openRoom(page: Page, platform: Platform, name: string): Promise<void> {
  const button = page.locator(`#${platform} .rooms button`, { hasText: name });
  if (!(await button.isVisible())) await page.locator(`#${platform} .show-rooms`).first().click();
  await button.click();
}

/** The newest message with these words, once it is there. */
export async function message(page: Page, platform: Platform, words: string | RegExp): Promise<Locator> {
  const found = page.locator(`#${platform} .messages > li`, { hasText: words }).last();
  await found.waitFor(PATIENCE);
  return found;
}

/** Opens the menu with this label, searches where it can be searched, presses what is wanted, and closes it. */
export async function chooseFrom(menu: Locator, wanted: string): Promise<void> {
  await menu.locator(".menu-button").click();
  const search = menu.locator(".menu-search");
  if (await search.count()) await search.fill(wanted);
  await menu.locator('[role="option"]', { hasText: wanted }).first().click();
  const done = menu.getByRole("button", { name: "Done" });
  if (await done.count()) await done.click();
}

/** `/setup` on Discord, from the menus to Finish; returns what Countersign says in the end. */
export async function setUpByMenus(page: Page): Promise<string> {
  await type(page, "discord", "/setup");
  const card = await message(page, "discord", "Set up Lumen Lamps");
  const menu = (label: RegExp) => card.locator(".menu", { has: page.getByRole("button", { name: label }) });
  await chooseFrom(menu(/^Curator/), "Curator: moderation");
  await card.getByRole("button", { name: "Curator: moderation" }).waitFor(PATIENCE);
  await chooseFrom(menu(/^Approvers/), "@Moderator");
  await card.getByRole("button", { name: /^Approvers: .*@Moderator/ }).waitFor(PATIENCE);
  await chooseFrom(menu(/^Reports go to/), "#staff-room");
  await card.getByRole("button", { name: "Reports go to: #staff-room" }).waitFor(PATIENCE);
  await card.getByRole("button", { name: "Finish and audit" }).click();
  const done = await message(page, "discord", "From now on this holds");
  return (await done.textContent()) ?? "";
}

/** The private chat on Telegram: Start, then a group and a bot from Telegram's own lists. Returns the setup card's words. */
export async function setUpByPickers(page: Page): Promise<string> {
  await openRoom(page, "telegram", "Countersign");
  const start = page.locator("#telegram .start");
  if (await start.isVisible()) await start.click();
  else await type(page, "telegram", "/start");
  await pick(page, "Choose a group", "Lumen Team");
  await pick(page, "Name bots", "Night Desk");
  const card = await message(page, "telegram", "I know one bot more");
  return (await card.textContent()) ?? "";
}

async function pick(page: Page, key: string, wanted: string): Promise<void> {
  const button = page.locator("#telegram .key", { hasText: key });
  await button.waitFor(PATIENCE);
  await button.click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator(".pick", { hasText: wanted }).click();
  await dialog.getByRole("button", { name: "Choose" }).click();
}

/** Breaks something; returns what Countersign says, and mends it again. */
export async function breakAndMend(page: Page, id: string, look?: () => Promise<void>): Promise<string> {
  const item = page.locator("#troubles > li", { has: page.locator(`[data-spot="${id}"]`) });
  await item.locator(`[data-spot="${id}"]`).click();
  const answer = item.locator(".answer:not(.waiting)");
  await answer.waitFor({ timeout: 45_000 });
  const words = (await answer.textContent()) ?? "";
  await look?.();
  await item.locator(`[data-spot="${id}"]`).click();
  await item.locator(".answer").waitFor({ state: "detached", timeout: 60_000 });
  return words;
}
