/** The whole report as a Markdown file: everything that a card has no room for. */
import type { AuditReport } from "../domain/audit/audit.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { FindingState } from "../domain/audit/lifecycle.ts";
import { audit as words, auditSentence, moment } from "../words/index.ts";
import { markdown } from "./audit-names.ts";
import { toldLines } from "./self-told.ts";
import { stateText } from "./finding-state.ts";
import { grantPhrases } from "./grants.ts";

export function auditMarkdown(report: AuditReport): string {
  const { coverage } = report;
  const lines = [
    `# ${words.title(markdown([{ said: report.workspace.name }]))}`,
    "",
    words.headline(report),
    "",
    `${report.platform} ${report.workspace.id}, ${moment(report.takenAt)}`,
    "",
    `## ${words.agentsHeading}`,
    "",
    ...report.agents.flatMap((agent) => [
      `- **${markdown([{ said: agent.name }])}** (\`${agent.id}\`): ${markdown(agent.says)}; ${words.grade(agent)}${words.partly(agent)}; ${words.judged(agent)}.`,
      ...grantPhrases(agent.grants ?? []).map((phrase) => `  - ${markdown(phrase)}`),
      ...toldLines(agent.told).map((line) => `  - ${line}`),
    ]),
    "",
    `## ${words.findingsHeading}`,
    "",
    ...(report.findings.length === 0
      ? [words.nothing, ""]
      : report.findings.flatMap((finding) => findingLines(finding, report.states?.[finding.fingerprint]))),
    `## ${words.unseenHeading}`,
    "",
    ...coverage.unseen.map((sentence) => `- ${markdown(sentence)}`),
    "",
    `## ${words.skippedHeading}`,
    "",
    ...coverage.skippedRules.map(({ rule, why }) => `- \`${rule}\`: ${markdown(why)}`),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function findingLines(finding: Finding, state: FindingState | undefined): string[] {
  const { remedy } = finding;
  return [
    `### ${words.severity[finding.severity]}: ${auditSentence(finding.title)}`,
    "",
    markdown(finding.claim),
    "",
    ...(state ? [`- ${markdown([{ said: stateText(state) }])}`] : []),
    `- ${words.why} ${markdown(finding.matters)}`,
    `- ${words.evidence} ${finding.evidence.map(markdown).join("; ")}.`,
    `- ${words.fix} ${markdown(remedy.summary)}`,
    ...(remedy.link === null ? [] : [`  <${remedy.link}>`]),
    ...remedy.steps.map((step, index) => `  ${index + 1}. ${markdown(step)}`),
    `- ${words.breaks} ${markdown(remedy.breaks)}`,
    ...(remedy.survivingRoute === null ? [] : [`- ${words.still} ${markdown(remedy.survivingRoute)}`]),
    `- ${words.undo} ${markdown(remedy.undo.text)}${remedy.undo.link === null ? "" : ` <${remedy.undo.link}>`}`,
    `- ${words.who} ${markdown(remedy.who)}`,
    `- \`${finding.rule}\` \`${finding.fingerprint.slice(0, 8)}\`, ${words.confidence[finding.confidence]}; ${finding.standards.join(", ")}`,
    "",
  ];
}
