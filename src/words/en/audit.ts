/** Every sentence around the audit's report. What a rule says about itself stays in the rule. */
import type { AgentLine, AuditReport } from "../../domain/audit/audit.ts";
import type { Severity } from "../../domain/audit/severity.ts";

const bots = (n: number): string => `${n} ${n === 1 ? "bot" : "bots"}`;

const basis = {
  manifest: "by its manifest",
  purpose: "by its declared purpose",
  unknown: "against the guide's core set, because nobody declared its purpose",
} as const;

export const audit = {
  title: (workspace: string) => `Audit of ${workspace}`,
  severity: {
    info: "Note",
    low: "Low",
    medium: "Medium",
    high: "High",
    critical: "Critical",
  } satisfies Record<Severity, string>,
  confidence: { low: "not sure", medium: "fairly sure", high: "sure" },
  /** Never "all safe": what was not seen is not safe. */
  headline: (report: AuditReport): string => {
    const others = report.agents.filter((agent) => !agent.self);
    const risky = others.filter((agent) => agent.worst !== null && agent.worst !== "info");
    const { seen, total, hidden } = report.coverage.channels;
    const limit = hidden > 0 ? `, judging ${seen} of ${total} channels` : "";
    if (others.length === 0) return "I found no other bot here. Bots that I can't see may still be here.";
    if (report.findings.length === 0)
      return `I looked at ${bots(others.length)}${limit} and found nothing to fix in what I could see.`;
    if (risky.length === 0)
      return `I looked at ${bots(others.length)}${limit} and found small things to tidy up.`;
    const worst = report.findings[0]?.severity ?? "low";
    const who = others.length === 1 ? "The one bot here" : `${risky.length} of ${bots(others.length)} here`;
    return `${who} can do more than needed${limit}. The worst is ${audit.severity[worst].toLowerCase()}.`;
  },
  aboutOne: (agent: AgentLine): string =>
    agent.worst === null || agent.worst === "info"
      ? "I found nothing to fix about this bot in what I could see."
      : `There is something to fix about this bot. The worst is ${audit.severity[agent.worst].toLowerCase()}.`,
  moreAgents: (n: number) => `${bots(n)} more, with less to fix, in the attached file.`,
  agentsHeading: "Bots",
  /** Dates are written as days. */
  told: {
    lead: (day: string) => `by its own word of ${day}: `,
    prompt: (day: string, changed: boolean) =>
      changed ? `its prompt changed, seen ${day}` : `its prompt is the same since ${day} at least`,
    tokens: (day: string, changed: boolean) =>
      changed
        ? `it has other tokens than before since ${day}`
        : `its tokens are the same since ${day} at least`,
    and: "; ",
  },
  judged: (agent: AgentLine) => (agent.self ? "this is Countersign" : `judged ${basis[agent.basis]}`),
  grade: (agent: AgentLine) => `grade ${agent.grade}, creep ${agent.creep} of 100`,
  partly: (agent: AgentLine) => (agent.coverage < 1 ? `, ${Math.round(agent.coverage * 100)} % visible` : ""),
  findingsHeading: "What to fix, worst first",
  why: "Why it matters:",
  evidence: "Seen:",
  fix: "Fix:",
  steps: "Step by step:",
  breaks: "What changes:",
  still: "What stays:",
  who: "Who can do it:",
  undo: "Undo:",
  accepted: (until: string) => `accepted until ${until}`,
  also: (titles: string[]) => `The same fix also ends: ${[...new Set(titles)].join("; ")}.`,
  more: (n: number) => `${n} more ${n === 1 ? "finding is" : "findings are"} in the attached file.`,
  restAttached: "Every step, the evidence and the way back are in the attached file.",
  unseenHeading: "What I could not see",
  skippedHeading: "Rules that did not run",
  skipped: (n: number) => `${n} ${n === 1 ? "rule" : "rules"} did not run; the attached file says why.`,
  fixButton: (name: string) => `Fix ${name}`,
  nothing: "Nothing found in what could be seen.",
  inBaseline: (n: number) =>
    `${n} ${n === 1 ? "finding of the earlier report is" : "findings of the earlier report are"} still there and left out here.`,
  /** Nobody listened before this look, so nothing but the token's own view counts. */
  lookedAlone: (platform: "discord" | "telegram") =>
    platform === "discord"
      ? "This was one look with the token alone: channels that the bot can't view are not counted, and nothing is known of what was used before."
      : "This was one look with the token alone: nothing is known of what was used before, nor of bots that are neither administrators nor in a manifest.",
  file: "audit.md",
  noSuchAgent: (wanted: string) =>
    `There is no bot called “${wanted}” in this report. Send /audit to see them all.`,
};
