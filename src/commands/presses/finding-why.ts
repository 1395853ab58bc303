import { explainFinding } from "../../use-cases/explain-finding.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

/** The evidence for a finding, how to fix it step by step, and what happened to it so far. */
export const findingWhy: Press = {
  verb: "finding-why",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => ({ card: await explainFinding(ctx, row, "why") })),
};
