/** Forms that presses on a request's card open. Which verbs a card has depends on the policy's `requireReason`. */
import type { Form } from "../platforms/platform.ts";
import { approval } from "../words/index.ts";

const words = approval.forms;

export const denyForm = form("deny", false);
export const denyBecauseForm = form("deny", true);
export const approveBecauseForm = form("approve", true);

function form(which: keyof typeof words, required: boolean): Form {
  return {
    title: () => words[which].title,
    field: { id: "reason", label: () => words[which].label, required, max: 500 },
  };
}
