/** Forms that presses on a request's card open. Which verbs a card has depends on the policy's `requireReason`. */
import type { Form } from "../platforms/platform.ts";
import { approval as words } from "../words/en/approval.ts";

export const denyForm = form(words.forms.deny.title, words.forms.deny.label, false);
export const denyBecauseForm = form(words.forms.deny.title, words.forms.deny.label, true);
export const approveBecauseForm = form(words.forms.approve.title, words.forms.approve.label, true);

function form(title: string, label: string, required: boolean): Form {
  return { title, field: { id: "reason", label, required, max: 500 } };
}
