/** What axe-core finds on the page as it is now, in both colour schemes. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Serious and critical violations, as sentences. The page keeps the colour scheme that it had. */
export async function seriousProblems(page: Page, when: string): Promise<string[]> {
  const dark = await page.evaluate(`matchMedia("(prefers-color-scheme: dark)").matches`);
  const own = dark === true ? "dark" : "light";
  const problems: string[] = [];
  for (const scheme of [own === "dark" ? "light" : "dark", own] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    problems.push(...(await inThisScheme(page, `${when}, ${scheme}`)));
  }
  return problems;
}

async function inThisScheme(page: Page, when: string): Promise<string[]> {
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
