/** Every card that people see, made of any values: one line for each function of `src/cards` that makes one. */
import * as fc from "fast-check";
import { agentCard } from "../../src/cards/agent.ts";
import { agentsCard } from "../../src/cards/agents.ts";
import { alertCard } from "../../src/cards/alert.ts";
import { answerCard } from "../../src/cards/answer.ts";
import { approvalsCard } from "../../src/cards/approvals.ts";
import { auditReportCard } from "../../src/cards/audit-report.ts";
import { checklistCard, checklistItemCard, checklistLineCard } from "../../src/cards/checklist.ts";
import { changesCard, widenedCard } from "../../src/cards/drift.ts";
import { dutyCard, dutyReminder, reviewCard } from "../../src/cards/duty.ts";
import { breaksCard, explainCard, ruleCard } from "../../src/cards/finding-answers.ts";
import { findingCard } from "../../src/cards/finding.ts";
import { findingsCard } from "../../src/cards/findings.ts";
import { frozenCard, stayedFrozenCard, unfreezeQuestion, unfrozenCard } from "../../src/cards/freeze.ts";
import { linkCodeCard, linkedCard } from "../../src/cards/link.ts";
import { noticeCard } from "../../src/cards/notice.ts";
import { pastDecisions } from "../../src/cards/past-decisions.ts";
import { pausedCard } from "../../src/cards/paused.ts";
import { changeDecided, changeQuestion, changeSuperseded } from "../../src/cards/pending-change.ts";
import { reportSince } from "../../src/cards/report-since.ts";
import { requestDetailsCard } from "../../src/cards/request-details.ts";
import { requestCard } from "../../src/cards/request.ts";
import { setupDecided, setupDone, setupQuestion } from "../../src/cards/setup-question.ts";
import { setupCard } from "../../src/cards/setup.ts";
import { startCard } from "../../src/cards/start.ts";
import { shortWelcome, welcomeCard } from "../../src/cards/welcome.ts";
import { rules } from "../../src/domain/audit/rules/index.ts";
import { items } from "../../src/domain/care/checklist.ts";
import { purposes } from "../../src/domain/manifest.ts";
import type { Card } from "../../src/platforms/platform.ts";
import { auditCase } from "../domain/audit/audit-case.ts";
import { discordCase, telegramCase } from "../domain/audit/random-worlds.ts";
import type { Any } from "./every-card-values.ts";
import { inputs } from "./every-card-inputs.ts";
import { requestInput } from "./every-card-request.ts";

const reports = [discordCase, telegramCase].flatMap((cases) =>
  fc.sample(cases, { numRuns: 4, seed: 11 }).map(auditCase),
);

/** By the file below `src/cards` and the function's name. */
export const cardCases: Record<string, (any: Any) => Card> = {
  "agent agentCard": (any) =>
    agentCard(inputs.agent(any), { page: any.count(3), notice: any.yes() ? any.words(200) : null }),
  "agents agentsCard": (any) =>
    agentsCard(
      any.many(12, () => ({
        id: inputs.agentId(any),
        purpose: any.of(...purposes),
        actions: any.count(3),
        pending: any.count(2000),
        frozen: any.yes() ? { at: any.time(), reason: any.of(null, any.words(500)) } : null,
        at: any.of(null, { workspace: any.workspace(), userId: any.id() }),
      })),
    ),
  "alert alertCard": (any) =>
    alertCard(any.yes() ? inputs.acted(any) : inputs.widened(any), {
      workspace: any.workspace(),
      title: any.name(),
      platform: any.platform,
    }),
  "answer answerCard": (any) => answerCard("neutral", any.words(300)),
  "approvals approvalsCard": (any) =>
    approvalsCard(
      any.platform,
      any.many(10, () => ({
        ...inputs.listed(any),
        decideBy: any.time(),
        have: any.count(3),
        need: 3,
        card: any.of(null, { workspace: any.workspace(), channel: any.id(), message: any.id() }),
      })),
      any.many(5, (index) => ({
        ...inputs.listed(any),
        id: `rem_${index}`,
        usesLeft: any.count(1000),
        expiresAt: any.time(),
      })),
      any.yes() ? pastDecisions(inputs.past(any)) : undefined,
    ),
  "audit-report auditReportCard": (any) => auditReportCard(inputs.report(any, reports)),
  "checklist checklistCard": (any) => checklistCard(inputs.checklist(any)),
  "checklist checklistItemCard": (any) =>
    checklistItemCard(inputs.checklist(any), any.of(...items), any.count(4)),
  "checklist checklistLineCard": (any) =>
    checklistLineCard(
      { id: any.workspace(), title: any.name() },
      inputs.line(any),
      any.of(null, any.words(200)),
    ),
  "drift widenedCard": (any) =>
    widenedCard(inputs.widened(any), {
      workspace: any.workspace(),
      title: any.name(),
      platform: any.platform,
    }),
  "drift changesCard": (any) =>
    changesCard(
      {
        from: { takenAt: any.time() },
        fromTooEarly: any.yes(),
        changes: any.many(15, () => inputs.change(any)),
        opened: any.many(4, () => null),
        closed: any.many(4, () => null),
      },
      any.platform,
    ),
  "duty dutyCard": (any) => dutyCard(inputs.duty(any)),
  "duty dutyReminder": (any) => dutyReminder({ ...inputs.duty(any), posted: null }),
  "duty reviewCard": (any) => reviewCard("dty_0123456789abcdef", inputs.reviewed(any)),
  "finding-answers breaksCard": (any) => breaksCard(inputs.finding(any, reports)),
  "finding-answers explainCard": (any) =>
    explainCard(
      inputs.finding(any, reports),
      any.many(12, () => ({
        what: any.of("new", "accepted", "fixed"),
        at: any.time(),
        by: any.of(null, `discord:${any.id()}`),
        name: any.of(null, any.name()),
        note: any.of(null, any.words(300)),
      })),
    ),
  "finding-answers ruleCard": (any) => ruleCard(any.of(null, ...rules)),
  "finding findingCard": (any) => findingCard(inputs.finding(any, reports)),
  "findings findingsCard": (any) =>
    findingsCard({
      workspace: { id: any.workspace(), title: any.name() },
      filter: {
        show: "open",
        severity: any.of(null, "critical" as const),
        agent: any.of(null, any.id()),
      },
      agentName: any.of(null, any.name()),
      page: any.many(5, (index) => ({
        ...inputs.finding(any, reports),
        id: `fnd_${String(index).padStart(16, "0")}`,
      })),
      at: any.count(40),
      pages: 40,
      total: 198,
    }),
  "freeze frozenCard": (any) =>
    frozenCard({ agentId: inputs.agentId(any), reason: any.words(500), ...inputs.who(any) }),
  "freeze unfreezeQuestion": (any) =>
    unfreezeQuestion({ ...inputs.unfreezing(any), id: "unf_0123456789abcdef", until: inputs.day(any) }),
  "freeze unfrozenCard": (any) =>
    unfrozenCard({
      ...inputs.unfreezing(any),
      asked: any.of(null, inputs.who(any)),
      confirmed: inputs.who(any),
    }),
  "freeze stayedFrozenCard": (any) =>
    stayedFrozenCard({ ...inputs.unfreezing(any), decided: inputs.who(any) }),
  "link linkCodeCard": (any) => linkCodeCard(any.platform, "ABCD-EFGH", inputs.day(any)),
  "link linkedCard": (any) =>
    linkedCard(
      any.many(6, () => ({ platform: inputs.platform(any), userId: any.id(), name: any.name() })),
      any.yes(),
    ),
  "notice noticeCard": (any) => noticeCard({ title: any.words(300), text: any.words(3000) }),
  "paused pausedCard": (any) =>
    pausedCard({
      agentId: inputs.agentId(any),
      action: inputs.action(any),
      refused: { why: any.of("denials" as const, "nos" as const), count: any.count(20) },
      until: any.time(),
    }),
  "pending-change changeQuestion": (any) => changeQuestion(inputs.pendingChange(any)),
  "pending-change changeDecided": (any) =>
    changeDecided({
      ...inputs.pendingChange(any),
      outcome: any.of("confirmed" as const, "dropped" as const),
      decided: inputs.who(any),
    }),
  "pending-change changeSuperseded": (any) => changeSuperseded(inputs.pendingChange(any)),
  "report-since reportSince": (any) => {
    const report = inputs.report(any, reports);
    return reportSince(
      auditReportCard(report),
      any.many(30, () => inputs.finding(any, [report])),
      0,
    );
  },
  "request-details requestDetailsCard": (any) =>
    requestDetailsCard({
      ...requestInput(any),
      policyDigest: "0".repeat(64),
      names: { [any.id()]: any.name() },
    }),
  "request requestCard": (any) => requestCard(requestInput(any)),
  "setup-question setupQuestion": (any) => setupQuestion({ ...inputs.setupQuestion(any), place: any.name() }),
  "setup-question setupDecided": (any) =>
    setupDecided({
      ...inputs.setupQuestion(any),
      outcome: any.of("confirmed" as const, "dropped" as const),
      decided: inputs.who(any),
    }),
  "setup-question setupDone": (any) => {
    const { wanted, names, bots } = inputs.setup(any);
    return setupDone({ now: wanted, names, bots, changed: any.yes(), waits: any.yes() });
  },
  "setup setupCard": (any) =>
    setupCard(inputs.setup(any), {
      page: any.count(5),
      notice: any.of(null, any.words(200)),
      pickers: any.yes(),
    }),
  "start startCard": (any) =>
    startCard({
      platform: any.platform,
      add: any.of(null, "https://t.me/countersign_bot?startgroup"),
      places: any.many(20, (index) => ({
        id: `${any.workspace().slice(0, -2)}${index + 10}`,
        title: any.name(),
      })),
    }),
  "welcome welcomeCard": (any) => welcomeCard(inputs.welcome(any)),
  "welcome shortWelcome": (any) => shortWelcome(inputs.welcome(any)),
};
