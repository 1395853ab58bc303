import type { Same } from "../catalogue.ts";
import type { findings as en } from "../en/findings.ts";
import type { AcceptanceRefusal } from "../../domain/audit/acceptance.ts";
import type { Reopened } from "../../domain/audit/lifecycle.ts";
import type { Inline } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const counting = countingIn("de");

const findingsCount = (n: number) => counting.count(n, { one: "Befund", other: "Befunde" });

const show = { open: "Offen", accepted: "Akzeptiert", closed: "Erledigt" };

export const findings: Same<typeof en> = {
  specs: {
    description: "Was die Prüfung hier gefunden hat: offen, akzeptiert, erledigt",
    show: "offen, akzeptiert oder erledigt",
    severity: "kritisch, hoch, mittel oder niedrig: diese und schlimmere",
    agent: "nur zu diesem Bot",
  },
  list: {
    title: (workspace: string) => `Befunde in ${workspace}`,
    count: (n: number, which: keyof typeof show) => `${findingsCount(n)}, ${show[which].toLowerCase()}.`,
    show,
    severity: { all: "Jede Schwere", atLeast: (severity: string) => `${severity} und schlimmer` },
    everyBot: "Jeder Bot",
    only: (name: string) => `Nur ${name}`,
    none: {
      open: "Nichts Passendes ist offen. Was nicht zu sehen war, kann trotzdem falsch sein: /audit sagt, was das ist.",
      accepted: "Nichts Passendes ist akzeptiert.",
      closed: "Noch ist nichts Passendes erledigt.",
    },
    open: (number: number) => `${number} öffnen`,
    earlier: "Zurück",
    more: "Weiter",
    page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
    never: {
      title: "Noch nichts aufzulisten",
      text: "Ich habe mir diesen Ort noch nicht angesehen. Schreib /audit und frag dann noch einmal.",
    },
    badShow: {
      title: "Diese Art Befund kenne ich nicht",
      text: "Schreib hinter /findings offen, akzeptiert oder erledigt, dazu kritisch, hoch, mittel oder niedrig, oder gar nichts.",
    },
    here: {
      title: "Noch nichts aufzulisten",
      text: "Ich bin in keinem Server und keiner Gruppe, die du betreust. Schreib /findings dort, wo du die Befunde sehen möchtest.",
    },
    pick: { title: "Welche?", text: "Ich bin an mehreren Orten, die du betreust. Wähl einen:" },
    button: "Befund für Befund",
  },
  state: {
    open: (since: Inline): Inline[] => ["Offen, zuerst gesehen ", since],
    baseline: (since: Inline): Inline[] => ["Offen, schon bei meinem ersten Blick da, ", since],
    accepted: (until: Inline, by: Inline[], note: Inline): Inline[] => [
      "Akzeptiert bis ",
      until,
      " von ",
      ...by,
      ": ",
      note,
    ],
    reopened: {
      "came-back": (closed: Inline): Inline[] => ["Wieder offen: war behoben ", closed],
      expired: (): Inline[] => ["Wieder offen: die Akzeptanz ist abgelaufen"],
      worse: (): Inline[] => ["Wieder offen: schlimmer geworden, als akzeptiert war"],
      outgrown: (): Inline[] => ["Wieder offen: es ist jetzt mehr, als akzeptiert war"],
      changed: (): Inline[] => ["Wieder offen: die Tatsachen haben sich geändert, seit es akzeptiert wurde"],
      withdrawn: (): Inline[] => ["Wieder offen: die Akzeptanz wurde beendet"],
    } satisfies Record<Reopened["why"], (closed: Inline) => Inline[]>,
    before: (by: Inline[], note: Inline): Inline[] => ["; vorher akzeptiert von ", ...by, ": ", note],
    fixed: (at: Inline): Inline[] => ["Behoben, gesehen ", at],
    fixedBy: (at: Inline, by: Inline[], did: string): Inline[] => [
      "Behoben, gesehen ",
      at,
      ": ",
      ...by,
      " ",
      did,
    ],
    orphaned: (at: Inline): Inline[] => ["Vorbei: worum es ging, gibt es nicht mehr, gesehen ", at],
    deprecated: (at: Inline): Inline[] => ["Vorbei: die Regel wurde aufgegeben, ", at],
    taken: (name: Inline): Inline[] => ["übernommen von ", name],
  },
  card: {
    bot: "Betrifft",
    state: "Stand",
    assignee: "Übernommen von",
    nobody: "noch niemandem",
    fixedTitle: (title: string) => `Behoben: ${title}`,
    overTitle: (title: string) => `Vorbei: ${title}`,
    acceptedTitle: (title: string) => `Akzeptiert: ${title}`,
    undescribed:
      "Seit ich Beschreibungen aufhebe, habe ich mir das nicht mehr angesehen. Schreib /audit und öffne es dann noch einmal.",
  },
  tried: {
    lead: (at: Inline, by: Inline[] | null): Inline[] => [
      { bold: "Hat nicht gewirkt" },
      ", gesehen ",
      at,
      ...(by ? [" (versucht von ", ...by, ")"] : []),
      ": ",
    ],
    leftOn: (names: string, role: Inline | null): Inline[] =>
      role ? [`${names} ist noch angehakt in der Rolle `, role] : [`er hat immer noch ${names}`],
    otherRole: (names: string, role: Inline): Inline[] => [
      "die Rolle ",
      role,
      ` gibt ihm immer noch ${names}`,
    ],
    everyone: (names: string): Inline[] => [`@everyone gibt immer noch ${names}`],
    overwrites: (names: string, channels: Inline[]): Inline[] => [
      `Kanalrechte geben immer noch ${names} in `,
      ...channels,
    ],
    roleStays: (roles: Inline[]): Inline[] => ["er hat immer noch die Rolle ", ...roles],
    channelStays: (channels: Inline[]): Inline[] => ["die Rechte von ", ...channels, " sind wie vorher"],
    elsewhere: (): Inline[] => ["die Rechte aus dem Link wurden in einem anderen Server gesetzt, nicht hier"],
    unexplained: (): Inline[] => [
      "alles wurde getan, und es ist trotzdem noch da; was jetzt da ist, steht oben",
    ],
    and: "; ",
  },
  buttons: {
    fix: "Behebung öffnen",
    breaks: "Was ginge kaputt?",
    explain: "Erklären",
    docs: "Über diese Regel",
    accept: (days: number) => `${days} Tage akzeptieren`,
    endAcceptance: "Akzeptanz beenden",
    take: "Ich übernehme",
    giveBack: "Zurückgeben",
    share: "Allen zeigen",
  },
  form: {
    title: (days: number) => `${days} Tage damit leben`,
    label: "Warum ist das so gut? (alle können es lesen)",
  },
  breaks: {
    title: "Was kaputtginge",
    changes: "Was sich ändert:",
    stays: "Was bleibt:",
    undo: "Der Weg zurück:",
    who: "Wer es tun kann:",
    undoButton: "Zurück zu den heutigen Rechten",
  },
  explain: {
    title: "Warum das ein Befund ist",
    seen: "Was ich gesehen habe",
    history: "Was bisher geschah",
    steps: "Schritt für Schritt",
    confidence: {
      low: "Ich bin mir nicht sicher.",
      medium: "Ich bin mir ziemlich sicher.",
      high: "Ich bin mir sicher.",
    },
  },
  docs: {
    what: "Worauf sie schaut",
    byHand: "Wie man es von Hand behebt",
    wrong: "Wie sie irren kann",
    standards: (ids: string) => `Im Einklang mit ${ids}.`,
    gone: "Diese Regel wurde aufgegeben. Es gibt nichts mehr zu beheben.",
  },
  events: {
    new: "gefunden",
    changed: "die Tatsachen haben sich geändert",
    reopened: "wieder da",
    "acceptance-expired": "die Akzeptanz lief ab",
    "acceptance-worse": "es wurde schlimmer, als akzeptiert war",
    "acceptance-outgrown": "es war mehr, als akzeptiert war",
    fixed: "behoben",
    orphaned: "worum es ging, gibt es nicht mehr",
    deprecated: "die Regel wurde aufgegeben",
    accepted: "akzeptiert",
    withdrawn: "die Akzeptanz wurde beendet",
    taken: "übernommen",
    "given-back": "zurückgegeben",
  },
  answer: {
    gone: "Diesen Befund kenne ich nicht mehr. Schreib /findings, um zu sehen, was jetzt da ist.",
    accepted: "Akzeptiert. Es zählt weiter in der Note und kommt von selbst wieder.",
    withdrawn: "Die Akzeptanz ist vorbei: der Befund ist wieder offen.",
    notAccepted: "Er ist gerade nicht akzeptiert, also gibt es nichts zu beenden.",
    taken: "Das ist jetzt deins.",
    givenBack: "Niemand kümmert sich mehr darum.",
    takenBy: (name: string) =>
      `${name} hat das gerade übernommen und kann es zurückgeben, dann kannst du es übernehmen.`,
    closed: "Das ist schon vorbei: es gibt nichts mehr zu tun.",
    already: (name: string) => `${name} hat das schon akzeptiert.`,
    shared: "Es steht jetzt am Ort für Berichte.",
    sharedAlready: "Es steht schon am Ort für Berichte und wird dort aktuell gehalten.",
    noPlace: "Hier ist kein Ort für Berichte festgelegt, also weiß ich nicht, wo ich es zeigen soll.",
    refused: {
      "no-note": "Bitte sag, warum: ohne Grund zählt eine Akzeptanz nicht.",
      "in-the-past": "Dieses Ende ist schon vorbei. Nichts wurde geändert.",
      "too-long": "Mehr als 180 Tage gehen nicht. Nichts wurde geändert.",
      "needs-somebody-else":
        "Du bist für diesen Bot verantwortlich, und das hier ist ernst, also muss es jemand anders akzeptieren.",
      "not-open": "Er ist nicht offen, also gibt es nichts zu akzeptieren.",
    } satisfies Record<AcceptanceRefusal, string>,
  },
  report: {
    since: "Seit diesem Bericht",
    more: (n: number) => `und ${findingsCount(n)} mehr: schreib /findings`,
  },
  failure: {
    notConnected: "diese Plattform ist nicht mehr verbunden",
    gone: "die Karte wurde dort gelöscht, oder den Ort gibt es nicht mehr",
    unreachable: "Countersign darf dort nicht schreiben",
    refused: "die Plattform hat die Karte abgelehnt",
    givenUp: "die Plattform versagte immer wieder",
  },
};
