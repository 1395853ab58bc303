import { acceptForm } from "../../cards/finding-form.ts";
import { acceptFor } from "../accept-for.ts";
import type { Press } from "./press.ts";

/** Accept a finding for 30 days; the form asks why. */
export const findingAccept30: Press = {
  verb: "finding-accept-30",
  form: acceptForm(30),
  run: (ctx, event, [id]) => acceptFor(ctx, event, id, 30),
};
