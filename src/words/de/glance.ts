import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { glance as en } from "../en/glance.ts";

const { count, number } = countingIn("de");

export const glance: Same<typeof en> = {
  past: {
    heading: (page) => (page === 1 ? "Zuletzt entschieden" : `Früher entschieden, Seite ${number(page)}`),
    specs: { show: "alle, genehmigt, abgelehnt oder unentschieden", agent: "nur zu diesem Agenten" },
    show: { all: "Alle", approved: "Genehmigt", denied: "Abgelehnt", undecided: "Unentschieden" },
    everyAgent: "Alle Agenten",
    badShow: {
      title: "Das habe ich nicht verstanden",
      text: "Schreib alle, genehmigt, abgelehnt oder unentschieden hinter /approvals, oder nichts davon für alle.",
    },
    nothing: {
      all: "Hier wurde noch nichts entschieden.",
      approved: "Hier wurde noch nichts genehmigt.",
      denied: "Hier wurde noch nichts abgelehnt.",
      undecided: "Bisher wurde hier über jede Anfrage entschieden.",
    },
    by: "von",
    open: "öffnen",
    untold: "der Agent weiß es nicht: seine Rückrufadresse hat nicht geantwortet",
    older: "Ältere",
    newer: "Neuere",
    sign: { approved: "✓", denied: "✗", expired: "–", cancelled: "–", invalidated: "–" },
    status: {
      approved: "genehmigt",
      denied: "abgelehnt",
      expired: "niemand hat rechtzeitig entschieden",
      cancelled: "zurückgezogen",
      invalidated: "gilt nicht mehr",
    },
  },
  approvers: {
    heading: "Wie Menschen in den letzten 30 Tagen entschieden haben",
    line: (decisions, deniedPercent, medianMs) =>
      `${count(decisions, { one: "Entscheidung", other: "Entscheidungen" })}, ${number(deniedPercent)} % abgelehnt, die Hälfte innerhalb von ${duration(medianMs)}`,
    rubberStamp: "nie ein Nein, und in Sekunden: Werden die gelesen?",
  },
  pick: { title: "Welchen Ort?", text: "Du darfst dir mehrere Orte ansehen. Wähl einen:" },
  nowhere: {
    title: "Noch nichts zu zeigen",
    text: "Ich kenne auf dieser Plattform keinen Ort, den du betreibst oder für den du entscheidest.",
  },
  agents: {
    description: "Die Agenten hier: wofür sie da sind, ob sie eingefroren sind, was auf Entscheidung wartet",
    title: "Agenten",
    none: "Für diesen Ort ist kein Agent eingetragen. Das tut, wer Countersign betreibt, mit countersign apply.",
    purpose: {
      support: "Hilfe für Mitglieder",
      moderation: "Moderation",
      announcements: "Ankündigungen",
      reader: "liest nur",
      custom: "eigener Zweck",
    },
    frozen: "❄ eingefroren",
    pending: (n) =>
      n === 0 ? "nichts wartet" : count(n, { one: "Anfrage wartet", other: "Anfragen warten" }),
    actions: (n) =>
      n === 0 ? "darf nichts anfragen" : `darf ${count(n, { one: "Aktion", other: "Aktionen" })} anfragen`,
    hint: "Einen anhalten: /freeze AGENT und warum. Was wartet: /approvals.",
  },
};

/** Nach „innerhalb von“. */
function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return count(seconds, { one: "Sekunde", other: "Sekunden" });
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${number(minutes)} Minuten` : `${number(Math.round(minutes / 60))} Stunden`;
}
