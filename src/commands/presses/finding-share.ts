import { shareFinding } from "../../use-cases/share-finding.ts";
import { findings } from "../../words/index.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

const words = findings.answer;

/** Shows a finding where the workspace has its reports. */
export const findingShare: Press = {
  verb: "finding-share",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => {
      switch (await shareFinding(ctx, row.id)) {
        case "shared":
          return { say: words.shared, tone: "good" };
        case "already":
          return { say: words.sharedAlready };
        case "no-place":
          return { say: words.noPlace };
        case "gone":
          return { say: words.gone };
      }
    }),
};
