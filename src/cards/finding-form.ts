/** The form that asks why a finding may stay for a while. */
import type { Form } from "../platforms/platform.ts";
import { findings } from "../words/index.ts";

export function acceptForm(days: number): Form {
  return {
    title: () => findings.form.title(days),
    field: { id: "note", label: () => findings.form.label, required: true, max: 300 },
  };
}
