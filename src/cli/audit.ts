/** `countersign audit`: an offline audit of a file of raw API objects (api.md, section 6). */
import { readFile } from "node:fs/promises";
import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { auditMarkdown } from "../cards/audit-file.ts";
import { auditHtml } from "../cards/audit-html.ts";
import { auditText } from "../cards/audit-text.ts";
import { type Approvals, knownFrom } from "../domain/audit/agents.ts";
import { type AuditReport, auditSnapshot } from "../domain/audit/audit.ts";
import { reportJson } from "../domain/audit/report-json.ts";
import { type Persona, personas } from "../domain/audit/rule.ts";
import { rules } from "../domain/audit/rules/index.ts";
import { reportSarif } from "../domain/audit/sarif.ts";
import { type Severity, rank, severities } from "../domain/audit/severity.ts";
import type { Document } from "../domain/manifest.ts";
import { audit as words } from "../words/index.ts";
import { readDocuments } from "./documents/read-documents.ts";
import { readSnapshot, refusal } from "./documents/read-snapshot.ts";
import { readJson } from "./read-json.ts";
import { CliFailure, type Verb } from "./verb.ts";

const formats = {
  text: auditText,
  json: (report: AuditReport) => JSON.stringify(reportJson(report), null, 2),
  markdown: (report: AuditReport) => auditMarkdown(report).trimEnd(),
  html: (report: AuditReport) => auditHtml(report).trimEnd(),
};

type Format = keyof typeof formats | "sarif";

interface Options {
  snapshot: string;
  format: Format;
  manifest: string[];
  failOn: Severity;
  persona: Persona;
  baseline?: string;
  at?: number;
}

export const audit: Verb = (program, io, exit) => {
  program
    .command("audit")
    .description("what the bots in a snapshot can do, what they should not, and the smallest fix for each")
    .requiredOption("--snapshot <file>", "a file of raw API objects, Discord or Telegram")
    .addOption(
      new Option("--format <format>", "how to write the report")
        .choices([...Object.keys(formats), "sarif"])
        .default("text"),
    )
    .option("--manifest <files...>", "YAML files with Agent and Workspace documents", [])
    .addOption(
      new Option("--fail-on <level>", "the mildest finding that makes the exit code 11 to 15")
        .choices(severities)
        .default("low"),
    )
    .addOption(
      new Option("--persona <who>", "how much you want to hear").choices(personas).default("regular"),
    )
    .option("--baseline <file>", "an earlier report (--format json): only what is new counts")
    .option("--at <time>", "judge as if it were then (default: when the snapshot was taken)", readTime)
    .action(async (options: Options) => {
      const snapshot = await readSnapshot(options.snapshot);
      const documents = (await Promise.all(options.manifest.map(readManifest))).flat();
      const platform = "guild" in snapshot ? "discord" : "telegram";
      const workspace = "guild" in snapshot ? snapshot.guild.id : snapshot.chat.id;
      const report = auditSnapshot({
        snapshot,
        agents: knownFrom(
          documents.filter((document) => document.kind === "Agent"),
          platform,
        ),
        approvals: approvalsOf(documents, platform, workspace),
        at: options.at ?? Number(snapshot.takenAt),
        persona: options.persona,
      });
      const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline);
      if (options.format === "sarif") {
        // Scanners do their own comparing, and a failing exit code would keep them from reading the file.
        const version = await ownVersion();
        const sarif = { rules, version, file: options.snapshot, baseline, accepted: new Map() };
        io.out(JSON.stringify(reportSarif(report, sarif), null, 2));
        return exit(0);
      }
      const fresh = baseline === null ? report : onlyNew(report, baseline);
      io.out(formats[options.format](fresh));
      exit(exitCode(fresh, options.failOn));
    });
};

/** 0 nothing at or above the level, otherwise 11 info … 15 critical: the worst finding. */
function exitCode(report: AuditReport, failOn: Severity): number {
  const worst = report.findings[0];
  if (worst === undefined || rank(worst.severity) < rank(failOn)) return 0;
  return 11 + rank(worst.severity);
}

async function readManifest(file: string): Promise<Document[]> {
  const read = await readDocuments(file).catch(() => {
    throw new CliFailure(3, `${file}: it can't be read. Is the name right?`);
  });
  const [problem, ...rest] = read.problems;
  if (problem !== undefined)
    throw new CliFailure(3, `${problem}${rest.length > 0 ? ` (and ${rest.length} more like it)` : ""}`);
  return read.documents.map(({ document }) => document);
}

const earlier = z.object({ version: z.literal(1), findings: z.array(z.object({ fingerprint: z.string() })) });

async function readBaseline(file: string): Promise<Set<string>> {
  const read = earlier.safeParse(await readJson(file));
  if (read.success) return new Set(read.data.findings.map((finding) => finding.fingerprint));
  const problems = read.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new CliFailure(3, `${refusal(file, problems)} Make it with --format json.`);
}

/** What was there before is counted, never called fine. */
function onlyNew(report: AuditReport, baseline: ReadonlySet<string>): AuditReport {
  const findings = report.findings.filter((finding) => !baseline.has(finding.fingerprint));
  const left = report.findings.length - findings.length;
  const unseen = [...report.coverage.unseen, [words.inBaseline(left)]];
  return { ...report, findings, coverage: { ...report.coverage, unseen } };
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function approvalsOf(
  documents: Document[],
  platform: "discord" | "telegram",
  workspace: string,
): Approvals | null {
  const own = documents.find(
    (document) =>
      document.kind === "Workspace" &&
      document.metadata.platform === platform &&
      document.metadata.id === workspace,
  );
  if (own?.kind !== "Workspace") return null;
  return {
    places: own.places.approvals === undefined ? [] : [own.places.approvals],
    approvers: own.approvers ?? [],
  };
}

function readTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError("expected a time such as 2026-11-22T15:00:00Z");
  return time;
}
