import type { PlatformId } from "../../platforms/platform.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { people as en } from "../en/people.ts";

const { count } = countingIn("de");
const name: Record<PlatformId, string> = { discord: "Discord", telegram: "Telegram" };
const other: Record<PlatformId, string> = { discord: "Telegram", telegram: "Discord" };

export const people: Same<typeof en> = {
  platform: name,
  spec: "Sag mir, dass dein Discord- und dein Telegram-Konto beide dir gehören; du zählst dann einmal",
  specCode: "Der Code, den ich dir auf der anderen Plattform gezeigt habe",
  code: {
    title: "Verbinde deine Konten",
    enter: (platform) =>
      `Öffne auf ${other[platform]} einen privaten Chat mit mir und schreib innerhalb von 10 Minuten:`,
    works: "Er gilt einmal. Gib ihn niemandem: Wer ihn eingibt, zählt von da an als du.",
    until: "Gilt bis",
  },
  linked: {
    title: "Diese Konten gehören dir",
    text: "Ich zähle sie als einen Menschen: Du genehmigst oder lehnst eine Anfrage einmal ab, wo du möchtest.",
    notYou: "Das warst nicht du? Drück auf „Trennen“ und sag denen Bescheid, die diesen Ort betreiben.",
    unlink: "Dieses Konto trennen",
  },
  unlinked: {
    title: "Getrennt",
    text: "Dieses Konto steht wieder für sich. Anfragen von bisher zählen deine Konten weiter als einen Menschen. Schreib /link, um sie wieder zu verbinden.",
  },
  notLinked: {
    title: "Nichts ist verbunden",
    text: "Dieses Konto ist mit keinem anderen verbunden. Schreib /link, um eins zu verbinden.",
  },
  wrongCode: {
    title: "Dieser Code gilt nicht",
    text: "Vielleicht ist er vertippt, älter als 10 Minuten oder schon benutzt. Schreib auf der anderen Plattform /link für einen neuen und gib den hier ein.",
  },
  ownCode: (platform) => ({
    title: "Das ist der Code dieses Kontos",
    text: `Gib ihn auf ${other[platform]} in einem privaten Chat mit mir ein.`,
  }),
  tooManyTries: (minutes) =>
    `Zu viele falsche Codes. In ${count(minutes, { one: "Minute", other: "Minuten" })} kannst du es wieder versuchen.`,
  noPerson:
    "Nur ein Mensch mit eigenem Namen kann Konten verbinden, kein Bot und niemand, der anonym schreibt.",
  privately: (platform) => ({
    title: "Lass uns das privat machen",
    text:
      platform === "telegram"
        ? "Codes sind nur für deine Augen. Öffne einen privaten Chat mit mir, drück auf Start und schreib dort /link."
        : "Codes sind nur für deine Augen. Öffne eine Direktnachricht an mich und schreib dort /link.",
  }),
};
