/** What axe-core finds on the page as it is now. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Serious and critical violations, as sentences. */
export async function seriousProblems(page: Page, when: string): Promise<string[]> {
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

/** The same in both colour schemes. The page keeps its own. */
export async function seriousProblemsInBoth(page: Page, when: string): Promise<string[]> {
  const dark = await page.evaluate(`matchMedia("(prefers-color-scheme: dark)").matches`);
  const [own, other] = dark === true ? (["dark", "light"] as const) : (["light", "dark"] as const);
  const problems = await seriousProblems(page, `${when}, ${own}`);
  await page.emulateMedia({ colorScheme: other });
  problems.push(...(await seriousProblems(page, `${when}, ${other}`)));
  await page.emulateMedia({ colorScheme: own });
  return problems;
}
