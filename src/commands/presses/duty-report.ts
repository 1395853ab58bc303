import { drillForm } from "../../cards/duty-form.ts";
import { looksSecret } from "../../domain/care/secret-shaped.ts";
import { finishDuty } from "../../use-cases/answer-duty.ts";
import { care, checklist } from "../../words/index.ts";
import { onDuty, sayAnswer } from "../duty-press.ts";
import type { Press } from "./press.ts";

/** Somebody restored a backup; the form asks what they saw. */
export const dutyReport: Press = {
  verb: "duty-report",
  form: drillForm,
  run: (ctx, event, [id]) =>
    onDuty(ctx, event, id, async (duty) => {
      if (duty.body.kind !== "drill") return care.answer.gone;
      const evidence = ("fields" in event ? (event.fields["evidence"] ?? "") : "").trim();
      if (evidence === "") return care.answer.noEvidence;
      if (looksSecret(evidence)) return checklist.answer.secret;
      const answer = await finishDuty(ctx, { id: duty.id, actor: event.actor, evidence });
      return sayAnswer(answer, care.answer.done);
    }),
};
