import { revokeForm } from "../../cards/checklist-form.ts";
import { revokeAttestation } from "../../use-cases/attest.ts";
import { looksSecret } from "../../domain/care/secret-shaped.ts";
import { checklist as words } from "../../words/index.ts";
import { onWord } from "../checklist-press.ts";
import type { Press } from "./press.ts";

/** Takes a word back, one's own or another's; the form asks why. */
export const checklistRevoke: Press = {
  verb: "checklist-revoke",
  form: revokeForm,
  run: (ctx, event, [id]) =>
    onWord(ctx, event, id, async (word) => {
      const why = "fields" in event ? (event.fields["why"] ?? "") : "";
      if (looksSecret(why)) return words.answer.secret;
      const settled = await revokeAttestation(ctx, { id: word, actor: event.actor, why });
      return settled.ok ? words.answer.revoked : words.answer.refused[settled.why];
    }),
};
