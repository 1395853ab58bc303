import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { heatMap as en } from "../en/heat-map.ts";
import { moment } from "../moment.ts";

const { count } = countingIn("de");

export const heatMap: Same<typeof en> = {
  file: "wer-erreicht-was.png",
  title: (workspace) => `${workspace}: Wer erreicht was`,
  seen: (takenAt) => `gesehen am ${moment(takenAt)}`,
  letter: { none: "·", sees: "S", writes: "W", manages: "M", unknown: "?" },
  legend: {
    none: "kein Zugang",
    sees: "sieht",
    writes: "sieht und schreibt",
    manages: "verwaltet",
    unknown: "lässt sich nicht sagen",
  },
  self: (name) => `${name} (ich)`,
  hidden: "verborgen",
  alike: (name, more) => `${name} +${more}`,
  alikeNote: "+1, +2 …: so viele weitere Kanäle, in denen jeder Bot dasselbe hat",
  nobody: "hier war kein anderer Bot zu sehen",
  leftOut: (rows, columns) =>
    [
      ...(rows > 0
        ? [count(rows, { one: "weiterer Bot mit weniger Zugang", other: "weitere Bots mit weniger Zugang" })]
        : []),
      ...(columns > 0 ? [count(columns, { one: "weiterer Kanal", other: "weitere Kanäle" })] : []),
    ].join(" und ") + " hier nicht gezeigt",
};
