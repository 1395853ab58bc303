import type { PlatformId } from "../../platforms/platform.ts";
import type { Same } from "../catalogue.ts";
import type { commandWords as en } from "../en/commands.ts";

const platformName: Record<PlatformId, string> = { discord: "Discord", telegram: "Telegram" };
const managerRight: Record<PlatformId, string> = {
  discord: "die Berechtigung „Server verwalten“",
  telegram: "Adminrechte in dieser Gruppe",
};

export const commandWords: Same<typeof en> = {
  specs: {
    audit: "Sieh, was die Agenten-Bots hier wirklich können, und wie du jedes Risiko am kleinsten behebst",
    auditAgent: "Nur dieser Bot (sein Name oder seine ID)",
    auditHere: "Ein Bot, aus den Mitgliedern gewählt: was er in genau diesem Kanal darf",
    help: "Was Countersign tut, und was du schreiben kannst",
  },
  noAccess: (platform, command) => ({
    title: "Das ist für die Menschen, die diesen Ort betreiben",
    text: `Für /${command} brauchst du ${managerRight[platform]}, oder du musst hier Freigaben erteilen dürfen. Frag jemanden, der diesen Ort betreibt.`,
  }),
  onlyManagers: (platform, command) => ({
    title: "Das ist für die Menschen, die diesen Ort betreiben",
    text: `Für /${command} brauchst du ${managerRight[platform]}. Frag jemanden, der diesen Ort betreibt.`,
  }),
  standingUnknown: (platform) => ({
    title: "Ich kann gerade nicht prüfen, wer du bist",
    text: `${platformName[platform]} hat mir nicht gesagt, was du hier darfst, deshalb habe ich nichts getan. Bitte versuch es in einer Minute noch einmal.`,
  }),
  failed: {
    title: "Das hat nicht geklappt",
    text: "Auf unserer Seite ist etwas schiefgegangen, und es hat sich nichts geändert. Bitte versuch es noch einmal; bleibt es dabei, dann sag dem Menschen Bescheid, der Countersign betreibt: Im Protokoll steht, warum.",
  },
  unknownCommand: (name) => ({
    title: "Diesen Befehl kenne ich nicht",
    text: `/${name} gibt es hier nicht. Schreib /help, um zu sehen, was es gibt.`,
  }),
  unknownPress: {
    title: "Dieser Knopf hat ausgedient",
    text: "Er gehört zu einer älteren Version von Countersign. Schreib den Befehl noch einmal, dann kommt eine frische Karte.",
  },
  help: {
    title: "Countersign passt auf die anderen Bots auf",
    intro:
      "Ich sehe nach, was die Agenten-Bots hier wirklich können, und frage Menschen, bevor ein Agent etwas Wichtiges tut. Ich ändere selbst nichts: Das tun Menschen, auf ihrem eigenen Bildschirm.",
    commandsHeading: "Das kannst du schreiben",
    others: "Einige Befehle fehlen hier, weil sie für die Menschen sind, die diesen Ort betreiben.",
    approvals:
      "Braucht ein Agent ein Ja, dann erscheint am Ort für Freigaben eine Karte mit „Genehmigen“ und „Ablehnen“. Nur Knöpfe zählen; mit Text genehmigt man nie.",
  },
  privateAudit: {
    pickTitle: "Welchen Ort?",
    pick: "Du betreibst mehrere Orte, an denen ich bin. Wähl einen:",
    noneTitle: "Noch nichts zu prüfen",
    none: (platform) =>
      platform === "telegram"
        ? "Ich bin in keiner Gruppe, die du betreibst. Füg mich einer hinzu (als Admin ohne jedes Recht, damit ich die anderen Bots sehe) und schreib dann noch einmal /audit."
        : "Ich bin auf keinem Server, den du betreibst. Füg mich einem hinzu und schreib dann dort /audit.",
  },
  noSuchAgent: (names) => ({
    title: "Einen Bot mit diesem Namen kenne ich hier nicht",
    text: `Diese kenne ich: ${names.join(", ")}. Schreib einen Namen so, wie er dort steht, oder nur /audit für alle.`,
  }),
  auditFailed: {
    title: "Die Prüfung ist nicht fertig geworden",
    text: (why) =>
      `${why} Es wurde nichts beurteilt, also nimm das nicht als gutes Ergebnis. Versuch es in einer Minute noch einmal.`,
    because: {
      notConnected: "Dieses Countersign ist mit dieser Plattform nicht verbunden.",
      unreadable: (said) => `Die Plattform hat etwas geschickt, das ich nicht lesen kann (${said}).`,
      gone: (platform) => `${platformName[platform]} kennt diesen Ort nicht mehr.`,
      unreachable: (platform) => `${platformName[platform]} lässt mich an diesem Ort nicht nachsehen.`,
      busy: (platform) =>
        `${platformName[platform]} ist gerade nicht zu erreichen oder bittet mich zu warten.`,
      refused: (platform) => `${platformName[platform]} hat mir die Auskunft verweigert.`,
    },
  },
};
