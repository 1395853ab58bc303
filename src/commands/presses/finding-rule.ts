import { explainFinding } from "../../use-cases/explain-finding.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

/** What a finding's rule looks at, how it can be wrong, and how to fix it by hand. */
export const findingRule: Press = {
  verb: "finding-rule",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => ({ card: await explainFinding(ctx, row, "rule") })),
};
