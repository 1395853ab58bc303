import { Resvg } from "@resvg/resvg-js";
import { heatMap } from "../cards/heat-map.ts";
import type { AccessMap } from "../domain/audit/access.ts";
import type { Attachment } from "../platforms/platform.ts";
import { heatMap as words } from "../words/index.ts";

/** Twice the size of the drawing, for screens with fine pixels. */
const ZOOM = 2;

/** The picture of who reaches what, as a PNG file that goes with a report. Looks the same on every machine: it uses no font. */
export function drawHeatMap(map: AccessMap): Attachment {
  const { svg } = heatMap(map);
  const drawn = new Resvg(svg, {
    font: { loadSystemFonts: false },
    fitTo: { mode: "zoom", value: ZOOM },
  }).render();
  return { name: words.file, mime: "image/png", content: new Uint8Array(drawn.asPng()) };
}
