import type { AgentLine, AuditReport } from "../../domain/audit/audit.ts";
import type { Severity } from "../../domain/audit/severity.ts";
import type { Same } from "../catalogue.ts";
import { countingIn } from "../counting.ts";
import type { audit as en } from "../en/audit.ts";

const { count, form, number } = countingIn("de");

const bots = (n: number): string => count(n, { one: "Bot", other: "Bots" });

const basis = {
  manifest: "nach seinem Manifest",
  purpose: "nach seinem eingetragenen Zweck",
  unknown: "nach dem Grundstock des Leitfadens, weil niemand seinen Zweck eingetragen hat",
} as const;

const severity: Record<Severity, string> = {
  info: "Hinweis",
  low: "Niedrig",
  medium: "Mittel",
  high: "Hoch",
  critical: "Kritisch",
};

/** „Das Schlimmste ist …“ */
const worstIs = (worst: Severity): string => `Am schwersten wiegt ein Befund der Stufe „${severity[worst]}“.`;

export const audit: Same<typeof en> = {
  title: (workspace) => `Prüfung von ${workspace}`,
  severity,
  confidence: { low: "nicht sicher", medium: "ziemlich sicher", high: "sicher" },
  headline: (report: AuditReport): string => {
    const others = report.agents.filter((agent) => !agent.self);
    const risky = others.filter((agent) => agent.worst !== null && agent.worst !== "info");
    const { seen, total, hidden } = report.coverage.channels;
    const limit = hidden > 0 ? ` (beurteilt nach ${number(seen)} von ${number(total)} Kanälen)` : "";
    if (others.length === 0)
      return "Ich habe hier keinen anderen Bot gefunden. Bots, die ich nicht sehen kann, sind vielleicht trotzdem da.";
    const looked = `Ich habe mir ${bots(others.length)} angesehen${limit} und`;
    if (report.findings.length === 0)
      return `${looked} in dem, was zu sehen war, nichts gefunden, was zu beheben wäre.`;
    if (risky.length === 0) return `${looked} nur Kleinigkeiten zum Aufräumen gefunden.`;
    const worst = report.findings[0]?.severity ?? "low";
    const who =
      others.length === 1
        ? "Der einzige Bot hier kann"
        : `${number(risky.length)} von ${bots(others.length)} hier ${form(risky.length, { one: "kann", other: "können" })}`;
    return `${who} mehr als nötig${limit}. ${worstIs(worst)}`;
  },
  aboutOne: (agent: AgentLine): string =>
    agent.worst === null || agent.worst === "info"
      ? "In dem, was zu sehen war, habe ich bei diesem Bot nichts gefunden, was zu beheben wäre."
      : `Bei diesem Bot ist etwas zu beheben. ${worstIs(agent.worst)}`,
  moreAgents: (n) =>
    `${count(n, { one: "weiterer Bot", other: "weitere Bots" })}, bei denen weniger zu beheben ist, in der angehängten Datei.`,
  agentsHeading: "Bots",
  told: {
    lead: (day) => `nach eigener Auskunft vom ${day}: `,
    prompt: (day, changed) =>
      changed
        ? `sein Prompt hat sich geändert, gesehen am ${day}`
        : `sein Prompt ist derselbe seit mindestens ${day}`,
    tokens: (day, changed) =>
      changed
        ? `er hat seit ${day} andere Tokens als vorher`
        : `seine Tokens sind dieselben seit mindestens ${day}`,
    and: "; ",
  },
  judged: (agent) => (agent.self ? "das ist Countersign" : `beurteilt ${basis[agent.basis]}`),
  grade: (agent) => `Note ${agent.grade}, ${number(agent.creep)} von 100 Punkten Überschuss`,
  partly: (agent) => (agent.coverage < 1 ? `, ${Math.round(agent.coverage * 100)} % sichtbar` : ""),
  findingsHeading: "Was zu beheben ist, das Schlimmste zuerst",
  why: "Warum es wichtig ist:",
  evidence: "Gesehen:",
  fix: "Behebung:",
  steps: "Schritt für Schritt:",
  breaks: "Was sich ändert:",
  still: "Was bleibt:",
  who: "Wer es tun kann:",
  undo: "Der Weg zurück:",
  accepted: (until) => `akzeptiert bis ${until}`,
  also: (titles) => `Dieselbe Behebung beendet auch: ${[...new Set(titles)].join("; ")}.`,
  more: (n) =>
    `${count(n, { one: "weiterer Befund steht", other: "weitere Befunde stehen" })} in der angehängten Datei.`,
  restAttached: "Jeder Schritt, die Belege und der Weg zurück stehen in der angehängten Datei.",
  unseenHeading: "Was ich nicht sehen konnte",
  skippedHeading: "Regeln, die nicht gelaufen sind",
  skipped: (n) =>
    `${count(n, { one: "Regel ist", other: "Regeln sind" })} nicht gelaufen; warum, steht in der angehängten Datei.`,
  fixButton: (name) => `${name} beheben`,
  nothing: "In dem, was zu sehen war, wurde nichts gefunden.",
  inBaseline: (n) =>
    `${count(n, { one: "Befund des früheren Berichts ist", other: "Befunde des früheren Berichts sind" })} noch da und hier weggelassen.`,
  lookedAlone: (platform) =>
    platform === "discord"
      ? "Das war ein einzelner Blick nur mit dem Token: Kanäle, die der Bot nicht sehen darf, zählen nicht, und was vorher benutzt wurde, ist unbekannt."
      : "Das war ein einzelner Blick nur mit dem Token: Unbekannt ist, was vorher benutzt wurde, und welche Bots es gibt, die weder Administrator sind noch in einem Manifest stehen.",
  file: "pruefung.md",
  noSuchAgent: (wanted) =>
    `Einen Bot „${wanted}“ gibt es in diesem Bericht nicht. Schick /audit, um alle zu sehen.`,
};
