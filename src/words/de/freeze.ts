import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { freeze as en } from "../en/freeze.ts";

const { count } = countingIn("de");

export const freeze: Same<typeof en> = {
  specs: {
    freeze: "Einen Agenten sofort anhalten: Nichts, was er möchte, wird noch weitergegeben",
    unfreeze: "Einen eingefrorenen Agenten wieder fragen lassen; ein zweiter Mensch muss zustimmen",
    stop: (agent) => `${agent} einfrieren`,
    agent: "Der Agent: sein Name im Manifest oder seine ID",
    reason: "Warum: Alle, die für ihn entscheiden, lesen das",
  },
  form: { title: "Diesen Agenten einfrieren", label: "Warum? (alle, die entscheiden, lesen es)" },
  button: "Agent einfrieren",
  title: "Agent eingefroren",
  frozen:
    "ist eingefroren. Sein Schlüssel wird abgewiesen, seine offenen Anfragen sind beendet, und ungenutzte Freigaben sind verfallen.",
  by: "Von",
  operator: "dem Betreiber",
  restored: (at) =>
    `wiederhergestellt aus einer Sicherung vom ${at.slice(0, 16).replace("T", " ")} UTC; was danach entschieden wurde, ist hier nicht bekannt`,
  reason: "Grund",
  undo: (agentId) =>
    `Damit er wieder fragen darf, schreib /unfreeze ${agentId} und warum; ein zweiter Mensch muss zustimmen.`,
  done: (agentId, invalidated, revoked) => ({
    title: `${agentId} ist eingefroren`,
    text: `Er kann nichts mehr anfragen. Mit ihm beendet: ${count(invalidated, { one: "offene Anfrage", other: "offene Anfragen" })}, ${count(revoked, { one: "ungenutzte Freigabe", other: "ungenutzte Freigaben" })}. Was ein ausführendes System schon in der Hand hat und selbst prüft, verfällt in wenigen Minuten; halte auch dieses System an, wenn es darauf ankommt.`,
  }),
  already: (agentId, reason) => ({
    title: `${agentId} ist schon eingefroren`,
    text: reason ? `Grund: ${reason}` : "Es hat sich nichts geändert.",
  }),
  notFrozen: (agentId) => ({
    title: `${agentId} ist nicht eingefroren`,
    text: "Es hat sich nichts geändert.",
  }),
  needsReason: {
    title: "Sag, warum",
    text: "Einfrieren braucht einen Grund, denn alle, die für diesen Agenten entscheiden, werden sich fragen. Schreib ihn hinter den Namen des Agenten.",
  },
  unfreeze: {
    title: "Einen Agenten auftauen?",
    asks: "möchte ihn wieder fragen lassen:",
    second:
      "Das gibt einem Agenten seine Macht zurück, deshalb muss ein zweiter Mensch zustimmen: nicht der, der fragt, und nicht der Besitzer des Agenten.",
    until: "Offen bis",
    confirm: "Auftauen",
    drop: "Eingefroren lassen",
    confirmed: "Agent aufgetaut",
    mayAsk: "darf wieder fragen. Was beendet wurde, bleibt beendet.",
    askedBy: "Gewünscht von",
    confirmedBy: "Bestätigt von",
    dropped: "Er bleibt eingefroren",
    droppedBy: "Entschieden von",
  },
  answer: {
    unfrozen: "Aufgetaut: Er darf wieder fragen.",
    dropped: "Er bleibt eingefroren.",
    same: "Du hast selbst darum gebeten, also muss jemand anders zustimmen.",
    owner: "Du bist für diesen Agenten verantwortlich, also muss jemand anders zustimmen.",
    over: "Das ist schon entschieden oder zu lange her. Schreib noch einmal /unfreeze, wenn es noch gebraucht wird.",
    elsewhere: "Bitte entscheide das dort, wo gefragt wurde.",
    notYours: "Du gehörst nicht zu denen, die das entscheiden dürfen. Es ist nichts passiert.",
    unknown:
      "Deine Rechte waren gerade nicht zu prüfen, deshalb ist nichts entschieden. Bitte drück gleich noch einmal.",
    notPosted:
      "Ich konnte das hier niemand anderem zeigen, also kann niemand zustimmen. Bitte frag an einem Ort, an dem ich schreiben darf.",
  },
  undeclared: {
    title: "Von diesem Ort hat mir noch niemand erzählt",
    text: "Wer ihn verwaltet, tippt /setup, oder wer Countersign betreibt, trägt ihn ein (countersign apply); dann kann man Agenten von hier aus sehen und anhalten.",
  },
  unknownAgent: (names) => ({
    title: "Einen Agenten mit diesem Namen kenne ich hier nicht",
    text:
      names.length > 0
        ? `Diese kenne ich hier: ${names.join(", ")}.`
        : "Für diesen Ort ist kein Agent eingetragen. Das tut, wer Countersign betreibt, mit countersign apply.",
  }),
};
