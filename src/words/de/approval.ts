import type { RequestStatus, WhyNot } from "../../domain/approval/request.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import { approval as en } from "../en/approval.ts";
import { retold } from "../kept.ts";

const { count, form, number } = countingIn("de");

const late: Record<RequestStatus, string> = {
  pending: "Das ist noch nicht entschieden.",
  approved: "Zu spät: Das ist schon genehmigt.",
  denied: "Zu spät: Das ist schon abgelehnt. Es läuft nicht.",
  expired: "Zu spät: Niemand hat rechtzeitig entschieden. Es läuft nicht.",
  cancelled: "Zu spät: Der Agent hat die Anfrage zurückgezogen. Es läuft nicht.",
  invalidated: "Zu spät: Diese Anfrage gilt nicht mehr. Es läuft nicht.",
};

const busy = "Viele haben gleichzeitig gedrückt, deshalb zählt dieser Druck nicht. Bitte drück noch einmal.";

const failure = {
  notConnected: "diese Plattform ist nicht mehr verbunden",
  gone: "die Karte wurde dort gelöscht, oder den Ort gibt es nicht mehr",
  unreachable: "Countersign darf dort nicht schreiben (entfernt, blockiert oder ohne Berechtigung)",
  refused: "die Plattform hat die Karte abgelehnt",
  givenUp: "die Plattform hat immer wieder versagt",
  notStarted: (link: string) =>
    `diese Person muss einmal auf Start drücken, bevor ich sie fragen kann: ${link}`,
};

const invalidatedBecause = {
  policyChanged: "die Regeln für diese Aktion wurden geändert",
  actionGone: "die Aktion wurde aus dem Manifest des Agenten gestrichen",
  frozen: (reason: string) => `der Agent wurde eingefroren: ${reason}`,
  unreachable: "niemand, der das genehmigen darf, war noch zu erreichen",
};

export const approval: Same<typeof en> = {
  card: {
    title: {
      pending: "Freigabe nötig",
      approved: "Genehmigt",
      denied: "Abgelehnt",
      expired: "Abgelaufen: Niemand hat rechtzeitig entschieden",
      cancelled: "Zurückgezogen",
      invalidated: "Gilt nicht mehr",
    },
    asks: "möchte ausführen:",
    agent: "Agent",
    action: "Aktion",
    executor: "Läuft bei",
    fingerprint: "Prüfsumme",
    approvals: "Genehmigungen",
    deadline: "Entscheiden bis",
    from: "Gewünscht von",
    message: "Nachricht",
    on: (platform) => `auf ${platform === "discord" ? "Discord" : "Telegram"}`,
    fromUnverified: "(nach Angabe des Agenten)",
    account: (platform) => (platform === "discord" ? "Discord-Konto" : "Telegram-Konto"),
    callbackFailed:
      "Dem Agenten konnte es nicht gesagt werden: Seine Rückrufadresse hat nicht geantwortet. Die Entscheidung gilt, und der Agent kann sie weiterhin lesen.",
    exactly: "Genau das würde ausgeführt:",
    attached:
      "Was ausgeführt würde, ist länger als eine Nachricht: Lies alles in der angehängten Datei, bevor du entscheidest.",
    agentSays: "Der Agent sagt (ungeprüft):",
    hidden: "Hier stehen Zeichen, die andere verstecken oder nachahmen. Sie sind als \\u… ausgeschrieben.",
    secret:
      "Hier stand ein Geheimnis; es ist verborgen, damit es nicht im Chat bleibt. Es gehört zu dem, was ausgeführt würde; Agenten sollten keine Geheimnisse schicken.",
    progress: (have, need) => `${have} von ${need}`,
    grade: "Note des Agenten in der Prüfung",
    posture: {
      critical:
        "Eine Genehmigung mehr als sonst: Eine Prüfung hat etwas Kritisches an diesem Agenten gefunden, und es ist offen.",
    },
    approvedBy: "hat genehmigt",
    deniedBy: "hat abgelehnt",
    remembered: "gemerkt von einer gleichen Anfrage",
    groups: "Braucht",
    group: (need, name) => `${need} von ${name}`,
    notCounted: "zählt nicht mehr: darf nicht mehr entscheiden",
    reason: "Grund",
    unreachable: "Ein anderer Ort war nicht zu erreichen",
    neverRan: "Es wurde nicht ausgeführt.",
    useBy: "Darf ausgeführt werden bis",
    grant: {
      unclaimed: "Die Freigabe wurde noch nicht verwendet.",
      consumed: "Die Freigabe wurde verwendet.",
      lapsed: "Die Freigabe wurde nicht verwendet und ist verfallen.",
    },
    endings: {
      denied: "Eine Ablehnung ist endgültig.",
      expired: "Niemand hat rechtzeitig entschieden.",
      cancelled: "Der Agent hat seine Anfrage zurückgezogen.",
      invalidated: "Die Anfrage gilt nicht mehr.",
    },
  },
  details: {
    policy: "Wer entscheidet, und wie",
    request: "Anfrage",
    actionHash: "Prüfsumme der Aktion",
    policyHash: "Prüfsumme der Regeln",
    mayDecide: "Es dürfen entscheiden:",
    role: "die Discord-Rolle",
    admins: "die Admins der Telegram-Gruppe",
    group: (need, name) => `Mindestens ${need} von ${name}`,
    needs: (quorum, veto) =>
      `Genehmigt mit ${count(quorum, { one: "Genehmigung", other: "Genehmigungen" })} verschiedener Menschen; beendet durch ${count(veto, { one: "Ablehnung", other: "Ablehnungen" })}`,
    clocks: (decide, use) => `${decide} zum Entscheiden, danach ${use} zum Ausführen, einmal`,
    escalates: (after) => `Nach ${after} ohne Entscheidung auch:`,
    askedPrivately: "Die einzeln genannten Menschen werden auch in privaten Chats gefragt",
    excluded: "Dürfen für diesen Agenten nie entscheiden:",
    duration: (ms) =>
      ms % 86_400_000 === 0
        ? count(ms / 86_400_000, { one: "Tag", other: "Tage" })
        : ms % 3_600_000 === 0
          ? count(ms / 3_600_000, { one: "Stunde", other: "Stunden" })
          : ms % 60_000 === 0
            ? count(ms / 60_000, { one: "Minute", other: "Minuten" })
            : count(ms / 1000, { one: "Sekunde", other: "Sekunden" }),
  },
  buttons: {
    approve: "Genehmigen",
    approveFor: (duration) => `Für ${duration} genehmigen`,
    deny: "Ablehnen",
    details: "Einzelheiten",
  },
  forms: {
    deny: { title: "Diese Anfrage ablehnen", label: "Grund (der Agent liest ihn)" },
    approve: { title: "Diese Anfrage genehmigen", label: "Grund" },
  },
  answer: {
    approved: "Du hast das genehmigt. Es darf jetzt ausgeführt werden.",
    approvedMore: (have, need) =>
      `Du hast das genehmigt. Bisher ${have} von ${need} Genehmigungen; es wird ausgeführt, sobald die anderen genehmigt haben.`,
    denied: "Du hast das abgelehnt. Es wird nicht ausgeführt.",
    deniedMore: (have, need) => `Du hast dagegen gestimmt. Bisher ${have} von ${need} Ablehnungen.`,
    unknown: "Diese Anfrage gibt es hier nicht mehr.",
    oldCard: "Das ist eine alte Kopie der Anfrage. Bitte entscheide auf der neuesten.",
    unavailable:
      "Deine Rechte waren gerade nicht zu prüfen, deshalb ist nichts entschieden. Bitte drück gleich noch einmal.",
    busy,
  },
  whyNot(why: WhyNot, status: RequestStatus): string {
    switch (why.code) {
      case "already_final":
        return late[why.status];
      case "too_late":
        return "Die Zeit zum Entscheiden ist vorbei. Es wird nicht ausgeführt.";
      case "anonymous":
        return "Du handelst gerade anonym oder für einen Kanal. Nur ein Mensch mit eigenem Namen kann entscheiden: Schalte das aus und drück noch einmal.";
      case "bot":
        return "Bots können nicht entscheiden. Das muss ein Mensch tun.";
      case "requester":
        return "Du hast das selbst gewünscht, also muss jemand anders entscheiden.";
      case "excluded":
        return "Du bist für diesen Agenten verantwortlich, also muss jemand anders entscheiden.";
      case "not_approver":
        return "Du gehörst nicht zu denen, die das entscheiden dürfen. Es ist nichts passiert.";
      case "already_voted":
        return why.verdict === "approve"
          ? "Du hast das schon genehmigt. Es zählt einmal."
          : "Du hast das schon abgelehnt. Es zählt einmal.";
      case "reason_required":
        return why.verdict === "deny"
          ? "Bitte nenne einen Grund: Ohne ihn zählt eine Ablehnung hier nicht."
          : "Bitte nenne einen Grund: Ohne ihn zählt eine Entscheidung hier nicht.";
      case "unchecked":
        return busy;
      case "not_due":
      case "not_approved":
      case "grant_consumed":
      case "grant_expired":
        return late[status];
    }
  },
  late,
  // Agents read these: English, like everything in the interface for them.
  toAgent: en.toAgent,
  refusal: en.refusal,
  invalidatedBecause,
  list: {
    description: "Was hier auf eine Entscheidung wartet, und was ohne eine genehmigt wird",
    title: "Freigaben",
    nothing: "Hier wartet nichts auf eine Entscheidung.",
    open: "öffnen",
    remembered: "Genehmigt ohne zu fragen",
    rememberedWhy: "Menschen haben genau das schon einmal genehmigt und erlaubt, dass es sich wiederholt.",
    uses: (left) =>
      left === 1 ? "noch einmal" : `noch ${number(left)} ${form(left, { one: "Mal", other: "Mal" })}`,
    forget: (n) => `${n} vergessen`,
    elsewhere: {
      title: "Frag mich dort, wo es passiert",
      text: "Schreib /approvals in dem Server oder der Gruppe, deren Freigaben du sehen möchtest.",
    },
  },
  memory: {
    forgotten: "Vergessen: Die nächste solche Anfrage fragt wieder Menschen.",
    gone: "Da ist nichts zu vergessen: Es ist schon zu Ende.",
    notYours:
      "Du gehörst nicht zu denen, die das genehmigen dürfen, deshalb kannst du nicht ändern, was darüber gemerkt ist.",
  },
  failure,
  failureLink: "den Chat öffnen",
  unreachablePlace: (platform, person, why) =>
    `${platform === "discord" ? "Discord" : "Telegram"}${person === null ? "" : `, privater Chat mit Konto ${person}`}: ${why}`,
  kept: { failure: retold(en.failure, failure), because: retold(en.invalidatedBecause, invalidatedBecause) },
};
