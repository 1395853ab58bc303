import { explainFinding } from "../../use-cases/explain-finding.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

/** What could stop working after the fix, and the way back. */
export const findingBreaks: Press = {
  verb: "finding-breaks",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => ({ card: await explainFinding(ctx, row, "breaks") })),
};
