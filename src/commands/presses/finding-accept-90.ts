import { acceptForm } from "../../cards/finding-form.ts";
import { acceptFor } from "../accept-for.ts";
import type { Press } from "./press.ts";

/** Accept a finding for 90 days; the form asks why. */
export const findingAccept90: Press = {
  verb: "finding-accept-90",
  form: acceptForm(90),
  run: (ctx, event, [id]) => acceptFor(ctx, event, id, 90),
};
