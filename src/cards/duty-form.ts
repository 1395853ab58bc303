import type { Form } from "../platforms/platform.ts";
import { care } from "../words/index.ts";

/** What is asked of somebody who restored a backup to try it. */
export const drillForm: Form = {
  title: () => care.form.title,
  field: { id: "evidence", label: () => care.form.label, required: true, max: 300 },
};
