/** The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere. */
import type { AgentLine, AuditReport } from "../domain/audit/audit.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { FindingState } from "../domain/audit/lifecycle.ts";
import { plain, tell } from "../domain/audit/phrase.ts";
import type { Phrase, Stored } from "../domain/audit/phrase.ts";
import { audit as words, auditSentence } from "../words/index.ts";
import { stateText } from "./finding-state.ts";

export function auditHtml(report: AuditReport): string {
  const { coverage, workspace } = report;
  const title = escape(words.title(plain([{ said: workspace.name }])));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p class="headline">${escape(words.headline(report))}</p>
<p class="small">${report.platform} <code>${escape(workspace.id)}</code>, ${new Date(report.takenAt).toISOString()}</p>
<h2>${words.agentsHeading}</h2>
<table>
<thead><tr><th scope="col">Bot</th><th scope="col">Grade</th><th scope="col">Creep</th><th scope="col">Visible</th><th scope="col">What it is here</th></tr></thead>
<tbody>
${report.agents.map(agentRow).join("\n")}
</tbody>
</table>
<h2>${words.findingsHeading}</h2>
${report.findings.length === 0 ? `<p>${words.nothing}</p>` : report.findings.map((finding) => findingSection(finding, report.states?.[finding.fingerprint])).join("\n")}
<h2>${words.unseenHeading}</h2>
<ul>${coverage.unseen.map((sentence) => `<li>${html(sentence)}</li>`).join("")}</ul>
<h2>${words.skippedHeading}</h2>
<ul>${coverage.skippedRules.map(({ rule, why }) => `<li><code>${escape(rule)}</code> ${html(why)}</li>`).join("")}</ul>
</main>
</html>
`;
}

function agentRow(agent: AgentLine): string {
  const says = `${html(agent.says)}; ${escape(words.judged(agent))}`;
  return `<tr><th scope="row">${html([{ said: agent.name }])}</th><td>${agent.grade}</td><td>${agent.creep}</td><td>${Math.round(agent.coverage * 100)} %</td><td>${says}</td></tr>`;
}

function findingSection(finding: Finding, state: FindingState | undefined): string {
  const { remedy, severity } = finding;
  const line = (label: string, text: string): string => `<dt>${escape(label)}</dt><dd>${text}</dd>`;
  const steps = `${html(remedy.summary)}<ol>${remedy.steps.map((step) => `<li>${html(step)}</li>`).join("")}</ol>`;
  const undo = `${html(remedy.undo.text)}${remedy.undo.link === null ? "" : ` ${anchor(remedy.undo.link, "previous permissions")}`}`;
  return `<section class="${severity}">
<h3><span class="badge">${words.severity[severity]}</span> ${escape(auditSentence(finding.title))}</h3>
<p>${html(finding.claim)}</p>${state ? `\n<p class="small">${html([{ said: stateText(state) }])}</p>` : ""}
<dl>
${line(words.why, html(finding.matters))}
${line(words.evidence, finding.evidence.map(html).join("; "))}
${line(words.fix, `${steps}${remedy.link === null ? "" : `<p>${anchor(remedy.link, "Open the fix on the platform's own screen")}</p>`}`)}
${line(words.breaks, html(remedy.breaks))}
${remedy.survivingRoute === null ? "" : line(words.still, html(remedy.survivingRoute))}
${line(words.undo, undo)}
${line(words.who, html(remedy.who))}
</dl>
<p class="small"><code>${finding.rule}</code> <code>${finding.fingerprint.slice(0, 8)}</code> ${words.confidence[finding.confidence]}. ${escape(finding.standards.join(", "))}</p>
</section>`;
}

/** Names are set apart for right-to-left text and can't be markup. */
function html(phrase: Phrase | Stored): string {
  return tell(phrase, auditSentence)
    .map((part) => {
      if (typeof part === "string") return escape(part);
      return "said" in part ? `<bdi>${escape(plain([part]))}</bdi>` : `<code>${escape(part.code)}</code>`;
    })
    .join("");
}

/** Only addresses that we made ourselves, and only https. */
function anchor(href: string, label: string): string {
  return href.startsWith("https://") ? `<a href="${escape(href)}" rel="noreferrer">${escape(label)}</a>` : "";
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `
:root{color-scheme:light dark;--line:#8885;--soft:#8882}
body{font:16px/1.5 system-ui,sans-serif;margin:0}
main{max-width:52rem;margin:auto;padding:1.5rem}
.headline{font-size:1.2rem;font-weight:600}
.small{font-size:.85rem;opacity:.8}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
section{border:1px solid var(--line);border-left:.4rem solid #888;border-radius:.4rem;padding:.2rem 1rem;margin:1rem 0;break-inside:avoid}
section.critical,section.high{border-left-color:#c0392b}
section.medium{border-left-color:#e0a100}
.badge{border:1px solid currentColor;border-radius:.3rem;padding:.05rem .4rem;font-size:.8rem}
dt{font-weight:600}dd{margin:0 0 .5rem}
code{background:var(--soft);padding:0 .2rem;border-radius:.2rem;overflow-wrap:anywhere}
`;
