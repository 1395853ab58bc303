/** The words in the picture of who reaches what, and beside it. */
import type { Access } from "../../domain/audit/access.ts";
import { moment } from "../moment.ts";

export const heatMap = {
  file: "who-reaches-what.png",
  title: (workspace: string) => `${workspace}: who reaches what`,
  seen: (takenAt: number) => `as seen ${moment(takenAt)}`,
  /** Drawn in the squares: readable without any colour. */
  letter: { none: "·", sees: "S", writes: "W", manages: "M", unknown: "?" } satisfies Record<Access, string>,
  legend: {
    none: "no access",
    sees: "sees",
    writes: "sees and writes",
    manages: "manages",
    unknown: "can't be told",
  } satisfies Record<Access, string>,
  self: (name: string) => `${name} (me)`,
  hidden: "hidden",
  /** One column for several channels in which every bot has the same. */
  alike: (name: string, more: number) => `${name} +${more}`,
  alikeNote: "+1, +2 …: so many more channels in which every bot has the same",
  nobody: "no other bot was seen here",
  leftOut: (rows: number, columns: number) =>
    [
      ...(rows > 0 ? [`${rows} more ${rows === 1 ? "bot" : "bots"} with less access`] : []),
      ...(columns > 0 ? [`${columns} more ${columns === 1 ? "channel" : "channels"}`] : []),
    ].join(" and ") + " not shown here",
} as const;
