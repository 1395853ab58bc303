/** What is asked of somebody who confirms a check, and of somebody who takes a word back. */
import type { Form } from "../platforms/platform.ts";
import { checklist } from "../words/index.ts";

export const confirmForm: Form = {
  title: () => checklist.form.title,
  field: { id: "evidence", label: () => checklist.form.label, required: true, max: 300 },
};

export const revokeForm: Form = {
  title: () => checklist.form.revokeTitle,
  field: { id: "why", label: () => checklist.form.revokeLabel, required: true, max: 300 },
};
