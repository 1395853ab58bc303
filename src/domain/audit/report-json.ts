/** The report as JSON version 1 (api.md, section 6). Sentences are plain text; masks and ids are strings. */
import type { AuditReport } from "./audit.ts";
import type { Acceptance } from "./acceptance.ts";
import type { Finding } from "./finding.ts";
import type { FindingState } from "./lifecycle.ts";
import type { SelfTold } from "./self-told.ts";
import { plain } from "./phrase.ts";

export function reportJson(report: AuditReport): object {
  const { coverage } = report;
  return {
    version: 1,
    workspace: report.workspace,
    takenAt: new Date(report.takenAt).toISOString(),
    at: new Date(report.at).toISOString(),
    coverage: {
      channels: coverage.channels,
      skippedRules: coverage.skippedRules.map(({ rule, why }) => ({ rule, why: plain(why) })),
      unseen: coverage.unseen.map(plain),
    },
    agents: report.agents.map((agent) => ({
      id: agent.id,
      name: agent.name,
      self: agent.self,
      judgedBy: agent.basis,
      purpose: agent.purpose,
      manifest: agent.manifest,
      grade: agent.grade,
      creep: agent.creep,
      coverage: agent.coverage,
      worst: agent.worst,
      findings: agent.findings,
      says: plain(agent.says),
      grants: agent.grants,
      ...(agent.told === undefined ? {} : { selfReported: toldJson(agent.told) }),
    })),
    findings: report.findings.map((finding) => findingJson(finding, report.states?.[finding.fingerprint])),
  };
}

function findingJson(finding: Finding, state: FindingState | undefined): object {
  const { remedy } = finding;
  return {
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    confidence: finding.confidence,
    category: finding.category,
    subject: finding.subject,
    object: finding.object ?? null,
    title: finding.title,
    claim: plain(finding.claim),
    why: plain(finding.matters),
    evidence: finding.evidence.map(plain),
    remedy: {
      kind: remedy.kind,
      summary: plain(remedy.summary),
      steps: remedy.steps.map(plain),
      link: remedy.link,
      breaks: plain(remedy.breaks),
      survivingRoute: remedy.survivingRoute === null ? null : plain(remedy.survivingRoute),
      undo:
        remedy.undo.link === null
          ? plain(remedy.undo.text)
          : `${plain(remedy.undo.text)} ${remedy.undo.link}`,
      who: plain(remedy.who),
      changes: remedy.changes,
      replay: remedy.replay ?? null,
    },
    under: finding.under,
    state: state?.status ?? "open",
    ...(state === undefined ? {} : { history: historyJson(state) }),
    standards: finding.standards,
  };
}

function toldJson({ at, prompt, tokens }: SelfTold): object {
  const iso = (time: number) => new Date(time).toISOString();
  return {
    at: iso(at),
    prompt: prompt && { since: iso(prompt.since), changed: prompt.changed },
    tokens: tokens && {
      count: tokens.count,
      since: iso(tokens.since),
      changed: tokens.changed,
      alsoBy: tokens.alsoBy,
    },
  };
}

/** Only where somebody keeps track: a snapshot file knows nothing of before. */
function historyJson({ since, baseline, acceptance, reopened, assignee }: FindingState): object {
  return {
    firstSeen: new Date(since).toISOString(),
    baseline,
    accepted: acceptance && acceptanceJson(acceptance),
    reopened: reopened && {
      at: new Date(reopened.at).toISOString(),
      why: reopened.why,
      fixedAt: reopened.closedAt === null ? null : new Date(reopened.closedAt).toISOString(),
      accepted: reopened.acceptance && acceptanceJson(reopened.acceptance),
    },
    assignee: assignee ?? null,
  };
}

function acceptanceJson({ until, at, by, name, reason, note }: Acceptance): object {
  return { until: new Date(until).toISOString(), at: new Date(at).toISOString(), by, name, reason, note };
}
