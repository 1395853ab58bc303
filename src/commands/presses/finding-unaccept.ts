import { endAcceptance } from "../../use-cases/end-acceptance.ts";
import { findings as words } from "../../words/index.ts";
import { onFinding } from "../finding-press.ts";
import type { Press } from "./press.ts";

/** Ends an acceptance before its time. */
export const findingUnaccept: Press = {
  verb: "finding-unaccept",
  run: (ctx, event, [id]) =>
    onFinding(ctx, event, id, async (row) => {
      const ended = await endAcceptance(ctx, { id: row.id, actor: event.actor });
      return { say: ended ? words.answer.withdrawn : words.answer.notAccepted };
    }),
};
