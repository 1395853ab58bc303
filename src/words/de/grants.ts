import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { grants as en } from "../en/grants.ts";

const { count } = countingIn("de");

export const grants: Same<typeof en> = {
  heading: "Berechtigungen, verglichen mit dem Manifest",
  state: {
    forbidden: "vom Manifest verboten, aber da",
    undeclared: "da, aber nicht eingetragen",
    missing: "eingetragen, aber nicht da: Das wird nicht gehen",
    review: "eingetragen und da, aber nicht in Gebrauch gesehen",
    unknown: "lässt sich nicht sagen",
    ok: "wie eingetragen",
  },
  everywhere: (n) => `${count(n, { one: "Berechtigung", other: "Berechtigungen" })} wie eingetragen`,
  of: ": ",
};
