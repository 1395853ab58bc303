import type { Form } from "../platforms/platform.ts";
import { approval as words } from "../words/en/approval.ts";

const reason = (title: string, label: string, required: boolean): Form => ({
  title,
  field: { id: "reason", label, required, max: 500 },
});

/** Forms that presses on a request's card open, by verb. Which verbs a card has depends on the policy's `requireReason`. */
export const requestForms = {
  deny: reason(words.forms.deny.title, words.forms.deny.label, false),
  "deny-because": reason(words.forms.deny.title, words.forms.deny.label, true),
  "approve-because": reason(words.forms.approve.title, words.forms.approve.label, true),
} satisfies Record<string, Form>;
