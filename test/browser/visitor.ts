/** A visitor who knows nothing but what the page says: reads the tour's sentence and uses what is highlighted. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";

const PATIENCE_MS = 60_000;

/** Follows the highlight until the tour is at another step; returns what was done, for the one who reads a failure. */
export async function playStep(page: Page, reason: string): Promise<string[]> {
  const start = await page.locator("#guide h2").textContent();
  const done: string[] = [];
  while ((await page.locator("#guide h2").textContent()) === start) {
    const before = await state(page);
    done.push(await useHighlight(page, reason));
    const giveUp = Date.now() + PATIENCE_MS;
    while (!(await movedOn(page, before))) {
      // On a busy machine the service may miss Discord's three seconds: whoever reads that presses again.
      const toasts = (await page.locator("#toasts").textContent()) ?? "";
      if (/interaction failed|did not respond|does not answer/.test(toasts)) {
        done.push(`(${toasts})`);
        break;
      }
      if (Date.now() > giveUp) throw new Error(`Nothing happened after: ${done.join(" → ")}`);
      await sleep(50);
    }
    if (done.length > 20) throw new Error(`The tour leads in circles: ${done.join(" → ")}`);
  }
  return done;
}

interface Shown {
  words: string;
  spot: string | null;
  dialog: boolean;
  over: boolean;
}

async function state(page: Page): Promise<Shown> {
  return (await page.evaluate(`(() => {
    const spot = document.querySelector(".spot:not(:disabled)");
    return {
    words: document.querySelector("#guide").textContent,
    spot: spot && [spot.tagName, spot.textContent, ...Object.values(spot.dataset)].join(" "),
    dialog: document.querySelector("dialog[open]") !== null,
    over: document.querySelector("#guide .say") === null,
    };
  })()`)) as Shown;
}

/** The tour says or points at something else, and there is something to do. */
async function movedOn(page: Page, before: Shown): Promise<boolean> {
  const now = await state(page);
  if (now.over || now.dialog !== before.dialog) return true;
  return now.spot !== null && (now.spot !== before.spot || now.words !== before.words);
}

async function useHighlight(page: Page, reason: string): Promise<string> {
  const dialog = page.locator("dialog[open]");
  const confirm = dialog.locator("button.primary");
  const spot = page.locator(".spot:not(:disabled)");
  // Whichever comes first: an answer may open a dialog just after the tour has moved on.
  await confirm.or(spot).first().waitFor({ timeout: PATIENCE_MS });
  if (await dialog.isVisible()) {
    const words = (await confirm.textContent()) ?? "";
    await confirm.click();
    return `dialog: ${words}`;
  }
  const before = await state(page);
  try {
    // It may be far below, or under the bar that stays in sight on a phone.
    await page.getByRole("button", { name: "Show me where" }).click({ timeout: 3_000 });
    if ((await spot.getAttribute("role")) === "combobox") {
      const command = /type (\/\w+)/.exec((await page.locator("#guide .say").textContent()) ?? "")?.[1];
      await spot.fill(command ?? reason, { timeout: 3_000 });
      await spot.press("Enter");
      return `typed ${command ?? reason}`;
    }
    const words = (await spot.textContent()) ?? "";
    await spot.click({ timeout: 3_000 });
    return `pressed ${words}`;
  } catch (failure) {
    if (await dialog.isVisible()) return await useHighlight(page, reason);
    if (await movedOn(page, before)) return "(the tour moved on by itself)";
    throw failure;
  }
}
