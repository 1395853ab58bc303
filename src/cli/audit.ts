/** `countersign audit`: of a file of raw API objects, or of a workspace as it is now (api.md, section 6). */
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
import type { DiscordSnapshot } from "../domain/discord/snapshot.ts";
import type { Document } from "../domain/manifest.ts";
import type { TelegramSnapshot } from "../domain/telegram/snapshot.ts";
import { audit as words } from "../words/index.ts";
import { readDocuments } from "./documents/read-documents.ts";
import { readSnapshot, refusal } from "./documents/read-snapshot.ts";
import { askInstance, lookAlone } from "./live/look.ts";
import { whichWorkspace } from "./live/workspace.ts";
import { readJson } from "./read-json.ts";
import { CliFailure, type CliIo, type Verb } from "./verb.ts";

const formats = {
  text: auditText,
  json: (report: AuditReport) => JSON.stringify(reportJson(report), null, 2),
  markdown: (report: AuditReport) => auditMarkdown(report).trimEnd(),
  html: (report: AuditReport) => auditHtml(report).trimEnd(),
};

type Format = keyof typeof formats | "sarif";

interface Options {
  snapshot?: string;
  live?: string;
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
    .option("--snapshot <file>", "a file of raw API objects, Discord or Telegram")
    .option(
      "--live <workspace>",
      "a server or chat as it is now, by its id: as this instance knows it, or by the token and --manifest alone",
    )
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
      const { report, source } = await reportOn(io, options);
      const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline);
      if (options.format === "sarif") {
        // Scanners do their own comparing, and a failing exit code would keep them from reading the file.
        const version = await ownVersion();
        const sarif = { rules, version, file: source, baseline };
        io.out(JSON.stringify(reportSarif(report, sarif), null, 2));
        return exit(0);
      }
      const fresh = baseline === null ? report : onlyNew(report, baseline);
      io.out(formats[options.format](fresh));
      exit(exitCode(fresh, options.failOn));
    });
};

/** What the options ask for, and what it was read from. */
async function reportOn(io: CliIo, options: Options): Promise<{ report: AuditReport; source: string }> {
  const { snapshot: file, live, persona } = options;
  if ((file === undefined) === (live === undefined))
    throw new CliFailure(2, "Say what to audit: --snapshot FILE or --live WORKSPACE, one of them.");
  if (file !== undefined) {
    const snapshot = await readSnapshot(file);
    return { report: judge(snapshot, await manifestsOf(options), options), source: file };
  }
  const where = whichWorkspace(live ?? "");
  const source = `${where.platform}:${where.workspace}`;
  // Manifests that are given here are what counts, whatever the instance was told.
  if (options.manifest.length === 0) {
    const report = await askInstance(io, where, persona);
    if (report !== null) return { report, source };
  }
  const documents = await manifestsOf(options);
  const watch = knownFrom(agentsIn(documents), where.platform).map(({ userId }) => userId);
  const report = judge(await lookAlone(io, where, watch), documents, options);
  const unseen = [...report.coverage.unseen, { say: words.lookedAlone(where.platform) }];
  return { report: { ...report, coverage: { ...report.coverage, unseen } }, source };
}

function judge(
  snapshot: DiscordSnapshot | TelegramSnapshot,
  documents: Document[],
  { at, persona }: Options,
): AuditReport {
  const platform = "guild" in snapshot ? "discord" : "telegram";
  const workspace = "guild" in snapshot ? snapshot.guild.id : snapshot.chat.id;
  return auditSnapshot({
    snapshot,
    agents: knownFrom(agentsIn(documents), platform),
    approvals: approvalsOf(documents, platform, workspace),
    at: at ?? Number(snapshot.takenAt),
    persona,
  });
}

const agentsIn = (documents: Document[]) => documents.filter((document) => document.kind === "Agent");

const manifestsOf = async ({ manifest }: Options): Promise<Document[]> =>
  (await Promise.all(manifest.map(readManifest))).flat();

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
  const unseen = [...report.coverage.unseen, { say: words.inBaseline(left) }];
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
