import type { telegram as en } from "../en/telegram.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";

const { number } = countingIn("de");

export const telegram: Same<typeof en> = {
  sentPrivately: "Ich habe dir in unserem privaten Chat geantwortet.",
  onlyYouSeeIt: "Meine Antwort steht im Chat; nur du siehst sie.",
  cannotReachYou:
    "Ich kann dir noch nicht schreiben. Öffne einen privaten Chat mit mir, drück auf Start und dann noch einmal auf diesen Knopf.",
  askedAlready: "Ich habe dich gerade im Chat gefragt. Bitte antworte auf diese Nachricht.",
  cannotAsk:
    "Ich konnte dich nicht nach dem Grund fragen. Öffne einen privaten Chat mit mir, drück auf Start und versuch es dann noch einmal.",
  nudge: {
    title: "Eine Antwort nur für dich",
    text: ", meine Antwort ist nur für dich, und ich kann dir noch nicht schreiben. Öffne einen privaten Chat mit mir, drück auf Start und versuch es noch einmal.",
    open: "Privaten Chat öffnen",
  },
  anonymous: {
    title: "Ich sehe nicht, wer du bist",
    text: "Du schreibst als Gruppe oder Kanal, deshalb kann ich dir nicht privat antworten. Schalte „Anonym bleiben“ bei dir aus und versuch es noch einmal.",
  },
  missing: {
    title: "Da fehlt noch etwas",
    text: (command, option, description) => `/${command} braucht ${option} (${description}). Schreib es so: `,
  },
  groupsOnly: {
    title: "Das geht nur in Gruppen",
    text: (command) => `Schreib /${command} in der Gruppe, um die es geht.`,
  },
  expired: {
    title: "Diese Frage ist abgelaufen",
    text: "Es ist nichts passiert. Bitte drück noch einmal auf den Knopf.",
  },
  reply: (label, max) => `${label}. Antworte auf diese Nachricht, mit höchstens ${number(max)} Zeichen.`,
  needsWords: {
    title: "Ich brauche Worte",
    text: (label) => `${label}: Bitte antworte auf meine Frage mit einem Text.`,
  },
  tooLong: {
    title: "Das ist zu lang",
    text: (label, length, max) =>
      `${label}: Deine Antwort hat ${number(length)} Zeichen, möglich sind ${number(max)}. Bitte antworte noch einmal auf meine Frage, kürzer.`,
  },
  attached: {
    before: "Zu lang für eine Nachricht. Vollständig steht es in der angehängten Datei ",
    after: ".",
  },
  empty: "(leer)",
  onlyOnDiscord: (what: string) => `${what}: Das lässt sich nur auf Discord auswählen.`,
  pickBelow: "Oder wähle mit den Schaltflächen unter dem Eingabefeld:",
};
