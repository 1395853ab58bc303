/** Die erste Minute auf einem Server oder in einer Gruppe, und /setup, wann immer jemand es noch einmal will. */
import type { Purpose } from "../../domain/manifest.ts";
import type { PlatformId } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";
import type { Same } from "../catalogue.ts";
import type { setup as en } from "../en/setup.ts";

const { number } = countingIn("de");
const place = { discord: "Server", telegram: "Gruppe" } as const satisfies Record<PlatformId, string>;

export const setup: Same<typeof en> = {
  specs: {
    setup: "Sag, wofür jeder Bot da ist, wer zustimmt und wohin Karten kommen",
    start: "Los geht's: was ich bin und wie du mich hinzufügst",
  },
  welcome: {
    title: "Ich behalte die Bots hier im Auge",
    what: "Ich sehe nach, was jeder Bot hier wirklich kann, zeige zu jedem Risiko die kleinste Abhilfe und frage Menschen, bevor ein Bot etwas Wichtiges tut. Ich selbst ändere nichts: Das tun Menschen, auf ihrem eigenen Bildschirm.",
    seeHeading: "Was ich sehe und was nicht",
    holds: (names: string) => `Ich habe: ${names}. Mehr brauche ich nicht.`,
    holdsMore: (names: string) =>
      `Außerdem habe ich: ${names}. Das brauche ich nicht: Bitte nimm es mir weg.`,
    holdsNothing: "Ich kann nicht feststellen, was ich hier darf.",
    channels: (seen: number, total: number) =>
      seen === total
        ? `Ich sehe alle ${number(total)} Kanäle, mit Namen und Rechten. Nachrichten lese ich nicht.`
        : `Ich sehe ${number(seen)} von ${number(total)} Kanälen. Die anderen sind mir verborgen; das sage ich, statt zu raten. Nachrichten lese ich nicht.`,
    listens:
      "Ich erfahre, dass Nachrichten geschrieben werden, nicht was darin steht: So zeigt sich, welche Bots wirklich schreiben.",
    telegramSees:
      "Ich bin Administrator ohne jedes Recht: Nur so zeigt mir Telegram die anderen Administratoren. Ich antworte auf Befehle und beachte sonst nichts, was geschrieben wird.",
    telegramBlind:
      "Ich bin ein einfaches Mitglied, deshalb zeigt mir Telegram die anderen Bots nicht. Mach mich zum Administrator und schalte dabei jedes Recht aus.",
    foundHeading: "Bots, die ich gefunden habe",
    none: "Bisher keine.",
    more: (n: number) => `und ${number(n)} weitere`,
    how: {
      role: "hat eine eigene Rolle",
      log: "steht im Audit-Log",
      event: "kam oder änderte sich vor meinen Augen",
      posted: "schreibt hier",
      named: "jemand hat ihn genannt",
      listed: "ist Administrator",
    },
    hiddenHeading: "Bots, die ich selbst nicht finden kann",
    hidden: {
      discord: [
        "Bots, die ohne ein einziges Recht hinzugefügt wurden: Sie haben keine Rolle, an der man sie erkennt.",
        "Apps, die Leute in ihrem eigenen Konto mitbringen: Sie kommen mit der Person.",
        "Webhooks: Sie schreiben unter jedem Namen und sind kein Mitglied.",
      ],
      telegram: [
        "Bots, die einfache Mitglieder sind und die mir niemand genannt hat.",
        "Gast-Bots, die jeder rufen kann, ohne sie hinzuzufügen.",
        "Bots, die über das Konto einer Person arbeiten.",
      ],
    },
    next: (platform: PlatformId) =>
      platform === "discord"
        ? "Du verwaltest diesen Server? Drück auf Einrichten: Es dauert eine Minute, und nur du siehst es."
        : "Du bist hier Admin? Drück auf Einrichten: Es dauert eine Minute, in unserem privaten Chat.",
    setUp: "Einrichten",
    audit: "Jetzt prüfen",
  },
  short: {
    title: "Ich behalte die Bots in dieser Gruppe im Auge",
    text: "Ich sehe nach, was jeder Bot hier wirklich kann, und frage Menschen, bevor ein Bot etwas Wichtiges tut.",
  },
  start: {
    title: "Ich behalte Bots im Auge und frage Menschen, bevor Bots handeln",
    text: "Füg mich einer Gruppe hinzu. Ich sehe nach, was ihre Bots wirklich können, zeige zu jedem Risiko die kleinste Abhilfe und lege Menschen das Wichtige als Schaltflächen vor.",
    rightsHeading: "Was ich brauche, und was es bringt",
    rights: [
      "Als einfaches Mitglied beantworte ich Befehle und zeige Anfragen, kenne aber nur die Bots, die du mir nennst.",
      "Als Administrator, dem jedes Recht ausgeschaltet ist, sehe ich auch, welche Bots Administratoren sind, was jeder von ihnen darf und wer das ändert. Darum bittet die Schaltfläche unten.",
      "Jedes andere Recht bringt nichts: Ich nutze es nicht, also gib es mir bitte nicht. Ich kann nicht löschen, sperren, anheften, einladen oder befördern.",
    ],
    placesHeading: "Gruppen, die du verwaltest und in denen ich bin",
    add: "Einer Gruppe hinzufügen",
    pickGroup: "Gruppe auswählen",
    discord:
      "Füg mich einem Server hinzu, den du verwaltest. Ich brauche drei Rechte: Kanäle ansehen, Nachrichten senden, Audit-Log ansehen.",
    addDiscord: "Einem Server hinzufügen",
    setUp: (title: string) => `${title} einrichten`,
  },
  card: {
    title: (title: string) => `${title} einrichten`,
    intro:
      "Wähle in den Menüs aus, was du weißt. Es gilt erst, wenn du auf Fertig drückst, und mit /setup kommst du jederzeit zurück.",
    botsHeading: "Wofür ist jeder Bot da?",
    noBots: "Ich habe hier noch keinen anderen Bot gefunden.",
    byManifest: (purpose: string) => `${purpose}, laut Manifest. Das ändert man dort, wo es steht.`,
    pickPurpose: "wofür?",
    purpose: {
      support: "beantwortet Fragen",
      moderation: "hält Ordnung: löscht Nachrichten, schickt Leute in Auszeit",
      announcements: "schreibt Neuigkeiten",
      reader: "liest nur",
      custom: "etwas anderes: gemessen am Wenigsten, was ein Bot braucht",
    } satisfies Record<Purpose, string>,
    approversHeading: "Wer sagt ja oder nein?",
    approversText: {
      discord:
        "Alle mit dieser Rolle dürfen dem zustimmen, worum ein Bot bittet. Wähle eine Rolle, die nur Menschen haben.",
      telegram: "Diese Leute dürfen dem zustimmen, worum ein Bot bittet.",
    },
    approvers: "Wer zustimmt",
    allAdmins: "alle Admins",
    placesHeading: "Wohin kommen Karten?",
    approvals: "Anfragen kommen nach",
    reports: "Berichte kommen nach",
    approvalsHere: "Anfragen erscheinen in dieser Gruppe.",
    here: "diese Gruppe",
    nowhere: "nur wer fragt",
    missing: {
      approvers: "Noch kann niemand zustimmen: Wähle aus, wer.",
      approvals: "Anfragen haben noch keinen Ort: Wähle einen Kanal.",
    },
    lost: {
      approvers: "Eine Rolle, die zustimmen durfte, gibt es nicht mehr. Wähle eine andere.",
      approvals: "Den Kanal für Anfragen gibt es nicht mehr. Wähle einen anderen.",
      reports: "Den Kanal für Berichte gibt es nicht mehr. Wähle einen anderen.",
    },
    waiting: "Eine frühere Änderung wartet noch auf eine zweite Person.",
    pickBots: "Bots nennen, die ich nicht sehe",
    botsNamed: (n: number) => (n === 1 ? "Ich kenne einen Bot mehr." : `Ich kenne ${number(n)} Bots mehr.`),
    page: (from: number, to: number, total: number) =>
      `Bots ${number(from)}–${number(to)} von ${number(total)}`,
    finish: "Fertig und prüfen",
    discard: "Auswahl verwerfen",
    discarded: "Deine Auswahl ist verworfen. Was galt, gilt weiter.",
  },
  refused: {
    title: "Das hat nicht geklappt",
    everyone: "Das sind alle: Jeder könnte zustimmen. Wähle eine Rolle, die nur einige haben.",
    botRole:
      "Die Rolle gehört einem Bot, und Bots können nicht zustimmen. Wähle eine Rolle, die Menschen haben.",
    goneRole: "Die Rolle gibt es nicht mehr. Wähle eine andere.",
    goneChannel: "Den Kanal sehe ich nicht. Wähle einen, den ich sehen darf, oder lass mich erst hinein.",
    cantWrite: (channel: string) =>
      `In #${channel} darf ich nicht schreiben. Erlaube mir dort, Nachrichten zu senden, oder wähle einen anderen Kanal.`,
    goneBot: "Der Bot ist nicht mehr hier.",
    manifest: "Der Bot hat ein Manifest, und wofür er da ist, steht dort.",
    goneAdmin: "Diese Person ist hier kein Admin mehr.",
    notConnected: "Diese Plattform ist gerade nicht verbunden.",
    unreadable: "Die Plattform hat etwas geschickt, das ich nicht lesen kann.",
    nothing: "Es gab nichts auszuwählen. Nichts hat sich geändert.",
    cantLook: (why: string) =>
      `${why} Nichts hat sich geändert. Bitte versuch es in einer Minute noch einmal.`,
  },
  readable: (channel: string) =>
    `Alle hier können #${channel} lesen. Worum Bots bitten, kann vertraulich sein: Besser ist ein Kanal nur für die, die zustimmen.`,
  done: {
    title: "Eingerichtet",
    text: "Ab jetzt gilt:",
    purposes: "Bots",
    approvers: "Wer zustimmt",
    approvals: "Anfragen",
    reports: "Berichte",
    none: "noch niemand",
    nowhere: "nur wer fragt",
    notYet: "noch nirgends",
    elsewhere: "etwas, das ich nicht sehe",
    nothing: "Nichts hat sich geändert: Es ist, wie es war.",
    next: "Die Prüfung folgt. Damit ein Bot um Zustimmung bitten kann, braucht er einen Schlüssel; den macht, wer Countersign betreibt, mit countersign keys create und seinem Namen.",
    waits:
      "Dem Rest muss noch jemand zustimmen, weil damit jemand mehr entscheiden oder ein Bot mehr dürfte als bisher. Ich habe dort gefragt, wohin Anfragen kommen.",
  },
  question: {
    title: "Darf sich das ändern?",
    asks: (place: string) => `möchte die Einstellungen von ${place} ändern:`,
    approvers: (before: string, after: string) => `Wer zustimmt: ${before} → ${after}`,
    purpose: (bot: string, before: string, after: string) => `${bot}: ${before} → ${after}`,
    second:
      "Eine zweite Person muss zustimmen: eine, die zustimmen darf oder hier verwaltet, und nicht die, die fragt.",
    until: "Offen bis",
    askedBy: "Gefragt von",
    decidedBy: "Entschieden von",
    confirm: "Zustimmen",
    drop: "So lassen",
    confirmed: "Zugestimmt",
    dropped: "Es bleibt, wie es ist",
  },
  answer: {
    confirmed: "Zugestimmt: Es gilt jetzt.",
    dropped: "Es bleibt, wie es ist.",
    same: "Du hast selbst danach gefragt; deshalb muss jemand anderes zustimmen.",
    over: "Das ist schon entschieden oder überholt. Tippe /setup, wenn es noch nötig ist.",
    notYours: "Du gehörst nicht zu denen, die das entscheiden dürfen. Nichts ist passiert.",
    unknown:
      "Deine Rechte ließen sich gerade nicht prüfen; deshalb ist nichts entschieden. Bitte drück gleich noch einmal.",
  },
  inServer: {
    title: "Tippe es auf deinem Server",
    text: "Rollen und Kanäle lassen sich nur dort auswählen, wo es sie gibt: Tippe /setup auf dem Server. Nur du siehst es.",
  },
  here: (platform: PlatformId) => ({
    title: "Welcher Ort?",
    text: `Du verwaltest mehrere Orte, an denen ich bin. ${platform === "discord" ? "Welchen Server" : "Welche Gruppe"} möchtest du einrichten?`,
  }),
  none: (platform: PlatformId) => ({
    title: "Noch nichts einzurichten",
    text: `Ich bin ${platform === "discord" ? `auf keinem ${place.discord}, den` : `in keiner ${place.telegram}, die`} du verwaltest. Füg mich zuerst hinzu.`,
  }),
};
