/** Die Prüfliste: was man von jedem Punkt weiß, woher, und was Menschen dazu sagen. */
import type { WordRefusal } from "../../domain/audit/attestation.ts";
import type { State } from "../../domain/care/checklist.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("de");

export const checklist = {
  spec: "Die zehn Prüfpunkte, ehe ein Agent arbeitet: was bekannt ist, durch wen, was ansteht",
  title: (workspace: string) => `Prüfliste von ${workspace}`,
  intro: (settled: number, total: number) =>
    `${counting.number(settled)} von ${counting.count(total, { one: "Punkt", other: "Punkten" })} erledigt. Was niemand weiß, gilt als offen. Schreib hier nie einen Schlüssel, ein Token oder einen Prompt hinein.`,
  agents: (settled: number, total: number) =>
    `${counting.number(settled)} von ${counting.count(total, { one: "Agent", other: "Agenten" })}`,
  noAgents: "hier wurde noch kein Agent gefunden: Schreib /audit",
  open: (number: number) => `${number} öffnen`,
  openNamed: (name: string) => `${name} öffnen`,
  page: (page: number, pages: number) => `Seite ${page} von ${pages}.`,
  earlier: "Zurück",
  more: "Mehr",
  all: "Alle zehn Punkte",
  state: {
    verified: "nachgesehen und in Ordnung",
    told: "in Ordnung nach eigener Meldung",
    attested: "bestätigt",
    waits: "wartet auf einen zweiten Menschen",
    overdue: "überfällig",
    open: "offen",
  } satisfies Record<State, string>,
  fields: {
    state: "Stand",
    about: "Betrifft",
    because: "Was ich weiß",
    rung: "Woher",
    until: "Gilt bis",
    word: "Letztes Wort",
    evidence: "Angesehen wurde",
  },
  rung: {
    automatic: "von Countersign selbst gesehen",
    report: "die eigene Meldung des Agenten, die wenig beweist",
    person: "das Wort eines Menschen",
    nothing: "nichts, was jetzt zählt",
  },
  until: { never: "im Moment gilt nichts", upTo: " bis ", past: " seit " },
  by: (who: Inline[], second: Inline[] | null): Inline[] =>
    second ? [...who, ", und ", ...second, " hat zugestimmt"] : who,
  because: {
    clean: (at: Inline): Inline[] => ["nachgesehen ", at, ": Nichts spricht dagegen"],
    findings: (count: number): Inline[] => [
      `${counting.count(count, { one: "offener Befund spricht", other: "offene Befunde sprechen" })} dagegen: Schreib /findings. Das überwiegt jedes Wort.`,
    ],
    neverLooked: (): Inline[] => ["ich habe noch nicht nachgesehen: Schreib /audit"],
    partly: (percent: number): Inline[] => [
      `ich sehe ${counting.number(percent)} % von dem, was ich sehen müsste, und dort spricht nichts dagegen`,
    ],
    undeclared: (): Inline[] => ["kein Manifest sagt, wofür er da ist"],
    scopeUnseen: (): Inline[] => ["Telegram zeigt mir nur die Chats, in denen ich selbst bin"],
    noActions: (): Inline[] => ["sein Manifest nennt keine Aktion, die eine Freigabe braucht"],
    actions: (count: number): Inline[] => [
      `sein Manifest nennt ${counting.count(count, { one: "Aktion, die auf eine Freigabe wartet", other: "Aktionen, die auf eine Freigabe warten" })}, und keine wurde ohne gesehen`,
    ],
    spend: (limit: Inline, at: Inline): Inline[] => ["er meldete ein Limit von ", limit, " ", at],
    prompt: (since: Inline): Inline[] => [
      "er meldet denselben Prompt seit ",
      since,
      ": dass es derselbe ist, nicht was darin steht",
    ],
    tokens: (since: Inline): Inline[] => ["er meldet dasselbe Token seit ", since],
    duty: (at: Inline): Inline[] => ["die Karte dazu wurde beantwortet ", at],
    personOnly: (): Inline[] => ["das kann nur ein Mensch sagen"],
  },
  critical:
    "Das hier ist ernst: Es zählt erst, wenn jemand anders zustimmt, der nicht für den Agenten einsteht.",
  days: (days: number) =>
    `Ein Wort dazu gilt ${counting.count(days, { one: "Tag", other: "Tage" })}, dann wird wieder danach gefragt.`,
  buttons: {
    confirm: "Bestätigen",
    agree: "Ich stimme zu",
    revoke: "Zurücknehmen",
    back: "Zurück zur Liste",
  },
  form: {
    title: "Bestätigen",
    label: "Was hast du angesehen? (keine Schlüssel)",
    revokeTitle: "Zurücknehmen",
    revokeLabel: "Warum gilt es nicht mehr?",
  },
  answer: {
    given: "Festgehalten. Es zählt ab jetzt.",
    waits:
      "Festgehalten. Es zählt, sobald ein zweiter Mensch zustimmt: Er öffnet es hier und drückt „Ich stimme zu“.",
    agreed: "Zugestimmt. Es zählt ab jetzt.",
    revoked: "Zurückgenommen. Es gilt nichts mehr.",
    gone: "Das kenne ich nicht mehr. Schreib /checklist, um zu sehen, was es jetzt gibt.",
    secret:
      "Das sieht nach einem Schlüssel oder Token aus, also habe ich nichts behalten. Tausch ihn jetzt aus und schreib nur, was du angesehen hast.",
    refused: {
      "no-evidence": "Sag bitte, was du angesehen hast: Ein Wort ohne das zählt nichts.",
      "in-the-past": "Dieses Ende liegt in der Vergangenheit. Nichts wurde geändert.",
      "too-long": "Höchstens 400 Tage. Nichts wurde geändert.",
      "same-person": "Du hast dieses Wort selbst gegeben. Jemand anders muss zustimmen.",
      owner: "Du stehst für diesen Agenten ein, also muss jemand anders zustimmen.",
      over: "Das ist schon vorbei. Nichts wurde geändert.",
    } satisfies Record<WordRefusal | "over", string>,
  },
  here: {
    title: "An welchem Ort?",
    text: "Ich bin in keinem Server und keiner Gruppe, die du leitest. Schreib /checklist dort, wo du es wissen willst.",
  },
  pick: { title: "Welcher Ort?", text: "Du leitest mehrere Orte, an denen ich bin. Such einen aus:" },
};
