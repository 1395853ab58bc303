import type { Same } from "../catalogue.ts";
import type { changes as en } from "../en/changes.ts";

export const changes: Same<typeof en> = {
  title: "Darf dieser Agent mehr?",
  asks: "dürfte mehr als bisher. Noch hat sich nichts geändert.",
  askedBy: "Gewünscht von",
  until: "Offen bis",
  more: "Damit darf er mehr",
  rest: "Ändert sich außerdem",
  second:
    "Ein zweiter Mensch muss zustimmen: jemand, der für diesen Agenten entscheidet, nicht der, der fragt, und nicht der Besitzer des Agenten.",
  confirm: "Das darf er",
  drop: "Alles lassen, wie es ist",
  confirmed: "Der Agent darf jetzt mehr",
  dropped: "Es bleibt, wie es ist",
  superseded: "Überholt: inzwischen wurde etwas anderes gefragt",
  decidedBy: "Entschieden von",
  draft: (id) =>
    `${id} ist ein Entwurf, den niemand geprüft hat. Lies jede Zeile und setz dann metadata.reviewed auf true.`,
  answer: {
    confirmed: "Bestätigt: Das neue Manifest gilt.",
    dropped: "Verworfen: Es ändert sich nichts.",
    owner:
      "Du hast selbst darum gebeten oder bist für diesen Agenten verantwortlich, also muss jemand anders zustimmen.",
    over: "Das ist schon entschieden oder zu lange her. Wer es braucht, kann mit countersign apply noch einmal fragen.",
    outdated:
      "Das Manifest hat sich seit der Frage geändert, der Unterschied stimmt also nicht mehr. Wer es braucht, kann mit countersign apply noch einmal fragen.",
    notYours: "Du gehörst nicht zu denen, die für diesen Agenten entscheiden. Es ist nichts passiert.",
    unknown:
      "Deine Rechte waren gerade nicht zu prüfen, deshalb ist nichts entschieden. Bitte drück gleich noch einmal.",
  },
};
