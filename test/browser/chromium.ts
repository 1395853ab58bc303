/** Where a Chromium is, and how it is started without a screen. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Null where there is none: `apt-get install chromium` brings one. */
export const chromiumPath =
  [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    chromium.executablePath(),
  ].find((path) => path !== "" && existsSync(path)) ?? null;

export async function startChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: chromiumPath ?? "",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
