/** The report for a terminal. */
import type { AuditReport } from "../domain/audit/audit.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { FindingState } from "../domain/audit/lifecycle.ts";
import { plain } from "../domain/audit/phrase.ts";
import { audit as words } from "../words/index.ts";
import { toldLines } from "./self-told.ts";
import { stateText } from "./finding-state.ts";
import { grantPhrases } from "./grants.ts";

export function auditText(report: AuditReport): string {
  const { coverage } = report;
  const lines = [
    words.title(plain([{ said: report.workspace.name }])),
    words.headline(report),
    "",
    ...report.agents.flatMap((agent) => [
      `${agent.grade}  ${plain([{ said: agent.name }])}: ${plain(agent.says)}; creep ${agent.creep} of 100${words.partly(agent)}; ${words.judged(agent)}`,
      ...grantPhrases(agent.grants ?? []).map((phrase) => `     ${plain(phrase)}`),
      ...toldLines(agent.told).map((line) => `     ${line}`),
    ]),
    ...report.findings.flatMap((finding) => findingLines(finding, report.states?.[finding.fingerprint])),
    "",
    `${words.unseenHeading}:`,
    ...coverage.unseen.map((sentence) => `  - ${plain(sentence)}`),
    ...coverage.skippedRules.map(({ rule, why }) => `  - ${rule}: ${plain(why)}`),
  ];
  return lines.join("\n");
}

function findingLines(finding: Finding, state: FindingState | undefined): string[] {
  const { remedy } = finding;
  return [
    "",
    `${words.severity[finding.severity].toUpperCase()}  ${finding.title}${finding.under === null ? "" : " (the fix above ends this too)"}`,
    `  ${plain(finding.claim)}`,
    ...(state ? [`  ${stateText(state)}`] : []),
    `  ${words.why} ${plain(finding.matters)}`,
    `  ${words.evidence} ${finding.evidence.map(plain).join("; ")}`,
    `  ${words.fix} ${plain(remedy.summary)}`,
    ...remedy.steps.map((step, index) => `    ${index + 1}. ${plain(step)}`),
    ...(remedy.link === null ? [] : [`    ${remedy.link}`]),
    `  ${words.breaks} ${plain(remedy.breaks)}`,
    ...(remedy.survivingRoute === null ? [] : [`  ${words.still} ${plain(remedy.survivingRoute)}`]),
    `  ${words.undo} ${plain(remedy.undo.text)}${remedy.undo.link === null ? "" : ` ${remedy.undo.link}`}`,
    `  ${words.who} ${plain(remedy.who)}`,
    `  ${finding.rule} ${finding.fingerprint.slice(0, 8)}`,
  ];
}
