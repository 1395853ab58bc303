/** The report as SARIF 2.1.0, for code-scanning tools. All rules are declared, so that an alert closes when its finding is gone. */
import type { AuditReport } from "./audit.ts";
import type { Finding } from "./finding.ts";
import { rulePage } from "./page.ts";
import { plain } from "./phrase.ts";
import { categories } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { Severity } from "./severity.ts";

export interface SarifOptions {
  rules: readonly Rule[];
  /** Countersign's own version. */
  version: string;
  /** Where the snapshot lies, as a relative path: scanners want a file to point at. */
  file: string;
  /** Fingerprints that an earlier report had; null when there is none to compare with. */
  baseline: ReadonlySet<string> | null;
}

const levels: Record<Severity, "error" | "warning" | "note"> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** What GitHub sorts by: above 9.0 is critical, 7.0 high, 4.0 medium. */
const scores: Record<Severity, string> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "1.0",
};

const precision = { high: "very-high", medium: "high", low: "medium" } as const;

export function reportSarif(report: AuditReport, options: SarifOptions): object {
  const { coverage, workspace } = report;
  const place = new Map(options.rules.map((rule, index) => [rule.id, index]));
  const notes = [
    ...coverage.unseen.map((sentence) => ({ level: "note", message: { text: plain(sentence) } })),
    ...coverage.skippedRules.map(({ rule, why }) => ({
      level: "note",
      message: { text: `${rule} could not run: ${plain(why)}` },
      associatedRule: { id: rule, index: place.get(rule) ?? -1 },
    })),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Countersign", version: options.version, rules: options.rules.map(ruleSarif) },
        },
        automationDetails: { id: `countersign/${workspace.platform}/${workspace.id}/` },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: new Date(report.at).toISOString(),
            toolExecutionNotifications: notes,
          },
        ],
        results: report.findings.map((finding) =>
          result(finding, report, options, place.get(finding.rule) ?? -1),
        ),
        properties: { channels: coverage.channels, takenAt: new Date(report.takenAt).toISOString() },
      },
    ],
  };
}

function ruleSarif(rule: Rule): object {
  return {
    id: rule.id,
    name: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.what} ${rule.why}` },
    help: { text: rule.byHand.join("\n"), markdown: rulePage(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ["security", rule.platform, rule.category, ...rule.standards],
      precision: precision[rule.confidence],
      "security-severity": scores[rule.severity],
      persona: rule.persona,
    },
  };
}

function result(finding: Finding, report: AuditReport, options: SarifOptions, ruleIndex: number): object {
  const state = report.states?.[finding.fingerprint];
  const acceptance = state?.status === "accepted" ? state.acceptance : null;
  const { remedy, subject, object } = finding;
  const fix = [
    plain(remedy.summary),
    ...remedy.steps.map(plain),
    ...(remedy.link === null ? [] : [remedy.link]),
  ].join(" ");
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: `${plain(finding.claim)} ${plain(finding.matters)} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(options.file.replaceAll("\\", "/")) },
          region: { startLine: 1 },
        },
        logicalLocations: [subject, ...(object === undefined ? [] : [object])].map((one) => ({
          name: plain([{ said: one.name }]),
          fullyQualifiedName: `${report.platform}/${report.workspace.id}/${one.kind}/${one.id}`,
          kind: one.kind,
        })),
      },
    ],
    fingerprints: { "countersign/finding/v1": finding.fingerprint },
    partialFingerprints: { "countersign/finding/v1": finding.fingerprint },
    ...(options.baseline === null
      ? {}
      : { baselineState: options.baseline.has(finding.fingerprint) ? "unchanged" : "new" }),
    suppressions:
      acceptance === null
        ? []
        : [
            {
              kind: "external",
              status: "accepted",
              justification: acceptance.reason ? `${acceptance.reason}: ${acceptance.note}` : acceptance.note,
            },
          ],
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      "security-severity": scores[finding.severity],
      category: categories[finding.category as keyof typeof categories] ?? finding.category,
      evidence: finding.evidence.map(plain),
      under: finding.under,
      // SARIF has no field for the end of a suppression.
      ...(state === undefined ? {} : { firstSeen: new Date(state.since).toISOString() }),
      ...(acceptance === null
        ? {}
        : { acceptedUntil: new Date(acceptance.until).toISOString(), acceptedBy: acceptance.by }),
    },
  };
}
