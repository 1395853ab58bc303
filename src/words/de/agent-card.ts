/** Die Karte eines Agenten. */
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { agentCard as en } from "../en/agent-card.ts";

const counting = countingIn("de");
const days = (n: number) => counting.count(n, { one: "Tag", other: "Tagen" });

export const agentCard: Same<typeof en> = {
  spec: "Ein Agent: wofür er da ist, was er darf und nutzt, Note, Schlüssel und was wartet",
  option: "Sein Name oder ein Bot hier",
  pick: { title: "Welcher?", text: "Wähle einen Bot aus:" },
  none: {
    title: "Kein Bot da",
    text: "Ich kenne hier noch keinen Bot. Tippe /audit, oder /setup, um einen zu nennen.",
  },
  undeclared: "Niemand hat gesagt, wofür er da ist.",
  purpose: "Wofür",
  choose: "Wofür ist er da?",
  by: { manifest: "laut Manifest", here: "hier gewählt", elsewhere: "an einem anderen Ort eingetragen" },
  grade: "Note",
  graded: (grade: string, creep: number) => `${grade} (Übermaß ${counting.number(creep)} von 100)`,
  partly: (percent: number) => `, davon ${counting.number(percent)} % sichtbar`,
  trend: "Verlauf",
  better: (before: string) => `besser als ${before}, Stand `,
  worse: (before: string) => `schlechter als ${before}, Stand `,
  same: "unverändert seit ",
  noTrend: "noch nichts zum Vergleichen",
  findings: "Zu beheben",
  open: (n: number) => counting.count(n, { one: "Befund", other: "Befunde" }),
  pending: "Wartet",
  frozen: "Eingefroren",
  keys: "Schlüssel",
  noKey: "keiner: Er kann nicht um Zustimmung bitten",
  key: (age: number, left: number) => `vor ${days(age)} gemacht, endet in ${days(left)}`,
  keyEnded: "abgelaufen",
  moreKeys: (n: number) => `und ${counting.number(n)} weitere`,
  usesHeading: "Nachweislich genutzt",
  use: (times: number) => `${counting.number(times)}-mal`,
  last: ", zuletzt ",
  noUses: "Noch wurde nichts gesehen, was eine Spur hinterlässt.",
  freeze: "Einfrieren",
  audit: "Seine Befunde",
  look: "Ansehen",
  declared: "Das gilt jetzt.",
  waits:
    "Jemand anderes muss zustimmen, weil er dann mehr dürfte. Ich habe dort gefragt, wohin Anfragen kommen.",
};
