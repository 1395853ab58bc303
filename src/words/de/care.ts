/** Worum Menschen immer wieder gebeten werden, und die Woche in einer Nachricht. */
import type { Decision } from "../../domain/care/duty.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("de");

export const care = {
  title: {
    usage: (workspace: string) => `Die Agenten von gestern in ${workspace}`,
    sample: (workspace: string) => `Lies ein paar Nachrichten der Agenten in ${workspace}`,
    review: (workspace: string) => `Monatliche Durchsicht der Berechtigungen in ${workspace}`,
    rotation: (workspace: string) => `Zeit, die Schlüssel der Agenten in ${workspace} auszutauschen`,
    drill: () => "Zeit, eine Sicherung zurückzuspielen, um zu sehen, dass es geht",
    digest: (workspace: string) => `Diese Woche in ${workspace}`,
  },
  usage: {
    line: (asked: number, denied: number, did: number) =>
      `${counting.number(asked)}-mal gefragt, ${counting.number(denied)}-mal abgelehnt; das Protokoll zeigt ${counting.count(did, { one: "Handlung", other: "Handlungen" })}`,
    unusual: (usual: number) => `weit mehr als üblich (${counting.number(usual)} am Tag)`,
    more: (n: number) => `und ${counting.count(n, { one: "weiterer Agent", other: "weitere Agenten" })}`,
    hint: "Was die Modelle kosten, sehe ich nicht: Schau auch auf die Nutzungsseite deines Anbieters.",
  },
  sample: {
    lead: "Lies sie wie ein Fremder: Tut ein Agent, worum ihn niemand gebeten hat, oder gehorcht er jemandem, dem er nicht sollte? Ich behalte nur Links, nie was dort steht.",
    link: "diese Nachricht",
    around: (at: Inline): Inline[] => ["Was er schreibt, höre ich nicht: Lies um diese Zeit herum: ", at],
  },
  review: {
    lead: "Braucht jeder noch, was er darf? Behalten, stutzen oder entfernen: Der Knopf ändert selbst nichts, er ist dein Wort.",
    grade: (grade: string, findings: number) =>
      `Note ${grade}, ${counting.count(findings, { one: "Befund", other: "Befunde" })}`,
    decided: (who: Inline[], at: Inline): Inline[] => [" durch ", ...who, " ", at],
    decide: (name: string) => `Über ${name} entscheiden`,
    rest: (n: number) =>
      `${counting.count(n, { one: "weiterer Agent kommt", other: "weitere Agenten kommen" })}, sobald über diese entschieden ist.`,
    escalated:
      "Zwei Wochen lang hat niemand geantwortet, also ist das jetzt ein Befund. Wer hier entscheidet, erledigt ihn.",
    what: { keep: "behalten", trim: "stutzen", remove: "entfernen" } satisfies Record<Decision, string>,
    buttons: {
      keep: "Behalten",
      trim: "Berechtigungen stutzen",
      remove: "Entfernen",
    } satisfies Record<Decision, string>,
    one: (name: string) => `Was wird aus ${name}?`,
    hint: "/agent zeigt, was er darf und was er genutzt hat. Zum Stutzen öffne die Abhilfe eines Befunds; zum Entfernen nimm ihn von Hand heraus: Dieses Recht habe ich nicht.",
    kept: {
      keep: "Notiert: Er bleibt, wie er ist.",
      trim: "Notiert. Jetzt tu es: /agent zeigt, was er nie genutzt hat, und /findings hat die Links.",
      remove:
        "Notiert. Entferne ihn jetzt von Hand; wenn er um Freigaben bittet, frier ihn vorher mit /freeze ein.",
    } satisfies Record<Decision, string>,
  },
  rotation: {
    lead: "Setz jedes Token auf seiner Plattform zurück, gib dem Agenten das neue und sieh nach, dass er läuft. Bestätige es dann in /checklist, Nummer 7. Füg nie ein Token in einen Chat ein.",
    agents: "Agenten",
  },
  drill: {
    lead: "Führ countersign backup aus, dann countersign restore --check mit dieser Datei auf einem anderen Rechner. Das kann, wer Countersign betreibt; sag dann hier, was du gesehen hast.",
  },
  buttons: { done: "Erledigt", later: "Später", report: "Erledigt, und das habe ich gesehen" },
  form: { title: "Die Probe der Sicherung", label: "Was hast du gesehen? (keine Schlüssel)" },
  doneBy: (who: Inline[], at: Inline): Inline[] => ["Erledigt von ", ...who, " ", at, "."],
  saw: "Gesehen wurde",
  reminder: {
    title: (title: string) => `Noch offen: ${title}`,
    since: (at: Inline): Inline[] => ["Niemand hat geantwortet seit ", at, "."],
    card: "Karte öffnen",
  },
  answer: {
    done: "Notiert: erledigt.",
    later: "Notiert. Ich frage wieder.",
    already: "Das hat schon jemand erledigt.",
    gone: "Das kenne ich nicht mehr. Schreib /checklist, um zu sehen, was jetzt ansteht.",
    owner: "Du stehst für diesen Agenten ein, also muss jemand anders entscheiden, dass er bleibt.",
    noEvidence: "Sag bitte, was du gesehen hast: Eine Probe ohne das beweist nichts.",
  },
  digest: {
    since: (at: Inline): Inline[] => ["Seit ", at, ". Diese Nachricht geht mit der Woche mit."],
    changes: "Änderungen, die Macht wegnahmen",
    findings: "Befunde",
    counts: (found: number, fixed: number, accepted: number, open: number) =>
      `${counting.number(found)} neu, ${counting.number(fixed)} behoben, ${counting.number(accepted)} akzeptiert; ${counting.number(open)} jetzt offen`,
    ending: "Akzeptanzen, die bald enden",
    approvals: "Freigaben",
    decisions: (decisions: number, denied: number) =>
      `${counting.count(decisions, { one: "Entscheidung", other: "Entscheidungen" })}, davon ${counting.number(denied)} Nein`,
    half: (ms: number) => `die Hälfte innerhalb von ${duration(ms)}`,
    grades: "Noten, die sich bewegt haben",
    moved: (was: string, is: string) => `${was}, jetzt ${is}`,
    waited: "An dem Tag nicht gesagt, weil es warten konnte",
    widened: (n: number) =>
      `${counting.count(n, { one: "Änderung, die mehr Macht gab", other: "Änderungen, die mehr Macht gaben" })}: Schreib /since`,
    until: (at: Inline): Inline[] => [" bis ", at],
    quiet: "Sonst ist bisher nichts geschehen.",
  },
};

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return counting.count(seconds, { one: "Sekunde", other: "Sekunden" });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return counting.count(minutes, { one: "Minute", other: "Minuten" });
  return counting.count(Math.round(minutes / 60), { one: "Stunde", other: "Stunden" });
}
