import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { keys as en } from "../en/keys.ts";

const { count } = countingIn("de");

export const keys: Same<typeof en> = {
  expiring: {
    title: (agentId, days) =>
      `Der Schlüssel von ${agentId} läuft ${days === 1 ? "innerhalb eines Tages" : `in ${count(days, { one: "Tag", other: "Tagen" })}`} ab`,
    text: (agentId) =>
      `Danach kann er nicht mehr um Freigaben bitten. Wer Countersign betreibt, macht einen neuen mit: countersign keys rotate ${agentId}. Der alte gilt danach noch einen Tag.`,
    at: "Läuft ab",
  },
};
