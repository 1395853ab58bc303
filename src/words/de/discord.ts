import type { Block } from "../../platforms/platform.ts";
import type { discord as en } from "../en/discord.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";

const { number } = countingIn("de");

const things = {
  code: "der genaue Text",
  quote: "der ganze Wortlaut",
  list: "die ganze Liste",
  fields: "der ganze Abschnitt",
  text: "der ganze Text",
  note: "der ganze Text",
  heading: "der ganze Text",
  section: "der ganze Text",
  select: "die ganze Auswahl",
  divider: "der ganze Text",
} satisfies Record<Block["kind"], string>;

export const discord: Same<typeof en> = {
  onlyYou: "Das siehst nur du: Countersign darf in diesem Kanal nicht schreiben.",
  elsewhere: {
    title: "Countersign arbeitet nur auf Servern, die es hinzugefügt haben.",
    text: "Bitte jemanden, der diesen Server verwaltet, es hinzuzufügen.",
  },
  inFile: (kind, characters, file) =>
    `Zu lang, um hier zu stehen: ${things[kind]} (${number(characters)} Zeichen) steht in der angehängten Datei ${file}`,
  part: (file, n, of) => `${file}, Teil ${n} von ${of}`,
  noFiles: (where, extras) => {
    const told = [
      ...(where
        ? [
            `was in eine Datei gehört, steht in den Nachrichten ${where === "above" ? "über dieser" : "rund um diese"}`,
          ]
        : []),
      ...(extras ? ["Bilder und längere Berichte fehlen"] : []),
      ...(where || extras ? [] : ["was in eine Datei gehört, fehlt"]),
    ];
    return `Countersign darf hier keine Dateien anhängen: ${told.join("; ")}.`;
  },
};
