/** What `/audit` answers: one honest sentence, every bot, the worst findings with their smallest fix, and what could not be seen. */
import type { AuditReport } from "../domain/audit/audit.ts";
import type { Finding } from "../domain/audit/finding.ts";
import type { FindingState } from "../domain/audit/lifecycle.ts";
import { rank } from "../domain/audit/severity.ts";
import type { Attachment, Block, Button, Card, Inline } from "../platforms/platform.ts";
import { audit as words, auditSentence, grants as grantWords } from "../words/index.ts";
import { auditMarkdown } from "./audit-file.ts";
import { buttonName, inline } from "./audit-names.ts";
import { stateLine } from "./finding-state.ts";
import { grantPhrases } from "./grants.ts";

/** Both platforms end a message near 4,000 characters; the headings and the marks around names need some of them. */
const room = 3200;
const mostAgents = 12;
const mostButtons = 5;
/** The attached file has them all. */
const mostSteps = 6;

/** `only` limits the card to one bot (by id); the attached file always has everything. `picture` goes with it. */
export function auditReportCard(
  report: AuditReport,
  options: { only?: string; picture?: Attachment } = {},
): Card {
  const { only, picture } = options;
  // Countersign first, then whoever needs a look most: the tidy ones are left to the file when there are many.
  const agents = report.agents
    .filter((agent) => only === undefined || agent.id === only)
    .sort((a, b) => Number(b.self) - Number(a.self) || severityOf(b.worst) - severityOf(a.worst));
  const [one] = agents;
  const findings = report.findings.filter((finding) => only === undefined || finding.subject.id === only);
  const roots = findings.filter(
    (finding) => finding.under === null || !findings.some((other) => other.fingerprint === finding.under),
  );

  const head: Block[] = [
    {
      kind: "text",
      text: [
        { bold: only === undefined || one === undefined ? words.headline(report) : words.aboutOne(one) },
      ],
    },
    { kind: "heading", text: [words.agentsHeading] },
    {
      kind: "list",
      items: [
        ...agents
          .slice(0, mostAgents)
          .map((agent): Inline[] => [
            { said: agent.name },
            ": ",
            ...inline(agent.says),
            `; ${words.grade(agent)}${words.partly(agent)}; ${words.judged(agent)}`,
          ]),
        ...(agents.length > mostAgents ? [[words.moreAgents(agents.length - mostAgents)]] : []),
      ],
    },
  ];
  const grants = only === undefined ? [] : agents.flatMap((agent) => grantPhrases(agent.grants ?? []));
  if (grants.length > 0)
    head.push({ kind: "heading", text: [grantWords.heading] }, { kind: "list", items: grants.map(inline) });
  const tail: Block[] = [
    { kind: "heading", text: [words.unseenHeading] },
    { kind: "list", items: unseen(report) },
    { kind: "note", text: [words.restAttached] },
  ];
  const bodies = roots.map((finding) =>
    findingBlocks(finding, findings, report.states?.[finding.fingerprint]),
  );
  const shown = howMany(bodies, room - size(head) - size(tail));
  const rest = roots.length - shown;
  return {
    tone: toneOf(findings),
    title: words.title(buttonName(report.workspace.name, 80)),
    blocks: [
      ...head,
      ...(shown === 0 ? [] : [{ kind: "heading" as const, text: [words.findingsHeading] }]),
      ...bodies.slice(0, shown).flat(),
      ...(rest > 0 ? [{ kind: "text" as const, text: [words.more(rest)] }] : []),
      ...tail,
    ],
    buttons: fixButtons(roots),
    attachments: [
      ...(picture ? [picture] : []),
      // Whoever asks gets it privately; a channel that takes no files would get it as a wall of messages.
      { name: words.file, mime: "text/markdown", content: auditMarkdown(report), spare: true },
    ],
  };
}

function findingBlocks(finding: Finding, all: Finding[], state: FindingState | undefined): Block[] {
  const { remedy } = finding;
  const children = all
    .filter((other) => other.under === finding.fingerprint)
    .map((other) => auditSentence(other.title));
  return [
    {
      kind: "text",
      text: [
        { bold: `${words.severity[finding.severity]}: ${auditSentence(finding.title)}.` },
        " ",
        ...inline(finding.claim),
      ],
    },
    {
      kind: "list",
      items: [
        ...(state ? [stateLine(state)] : []),
        [words.why, " ", ...inline(finding.matters)],
        [
          words.fix,
          " ",
          ...inline(remedy.summary),
          ...(children.length > 0 ? [" ", words.also(children)] : []),
        ],
        // What no link can do is spelled out: these are the taps.
        ...(remedy.kind === "reinvite" ? [] : [[words.steps, " ", ...steps(remedy.steps)]]),
        ...(remedy.survivingRoute === null ? [] : [[words.still, " ", ...inline(remedy.survivingRoute)]]),
        [words.who, " ", ...inline(remedy.who)],
        [{ code: finding.rule }, " ", { code: finding.fingerprint.slice(0, 8) }],
      ],
    },
  ];
}

function steps(all: Finding["remedy"]["steps"]): Inline[] {
  return all
    .slice(0, mostSteps)
    .flatMap((step, index): Inline[] => [`${index === 0 ? "" : " "}${index + 1}. `, ...inline(step)]);
}

/** One button a bot: all its findings share one link, because Discord replaces the whole number. */
function fixButtons(findings: Finding[]): Button[][] {
  const links = new Map<string, string>();
  for (const { remedy, subject } of findings)
    if (remedy.kind === "reinvite" && remedy.link !== null && !links.has(remedy.link))
      links.set(remedy.link, words.fixButton(buttonName(subject.name)));
  const buttons = [...links].slice(0, mostButtons).map(([href, label]): Button[] => [{ href, label }]);
  return buttons;
}

function unseen(report: AuditReport): Inline[][] {
  const { unseen, skippedRules } = report.coverage;
  return [
    ...unseen.slice(0, 5).map(inline),
    ...(skippedRules.length > 0 ? [[words.skipped(skippedRules.length)]] : []),
  ];
}

function toneOf(findings: Finding[]): Card["tone"] {
  const worst = Math.max(-1, ...findings.map((finding) => rank(finding.severity)));
  if (worst >= rank("high")) return "danger";
  return worst >= rank("low") ? "warning" : "neutral";
}

function severityOf(worst: Finding["severity"] | null): number {
  return worst === null ? -1 : rank(worst);
}

/** As many findings as fit, but always the worst one. */
function howMany(bodies: Block[][], space: number): number {
  let left = space;
  let shown = 0;
  for (const body of bodies) {
    left -= size(body);
    if (left < 0 && shown > 0) break;
    shown += 1;
  }
  return shown;
}

function size(blocks: Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === "list") return sum + block.items.reduce((inner, item) => inner + sizeOf(item), 0);
    return sum + ("text" in block && typeof block.text !== "string" ? sizeOf(block.text) : 0);
  }, 0);
}

function sizeOf(text: Inline[]): number {
  return text.reduce((sum, part) => sum + (typeof part === "string" ? part.length : lengthOf(part)), 4);
}

/** A name may be escaped letter by letter. */
function lengthOf(part: Exclude<Inline, string>): number {
  if ("said" in part) return 2 * part.said.length;
  if ("code" in part) return part.code.length + 2;
  return "bold" in part ? part.bold.length + 4 : 40;
}
