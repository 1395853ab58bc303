/** What cards are made of, from any values. */
import type { AgentShown } from "../../src/cards/agent.ts";
import type { ChecklistShown } from "../../src/cards/checklist.ts";
import type { ShownFinding } from "../../src/cards/finding.ts";
import { endings } from "../../src/domain/approval/past-filter.ts";
import type { PastDecision } from "../../src/cards/past-decisions.ts";
import type { SetupShown } from "../../src/cards/setup.ts";
import type { Welcome } from "../../src/cards/welcome.ts";
import type { Acted, Widened } from "../../src/domain/audit/alert.ts";
import type { AuditReport } from "../../src/domain/audit/audit.ts";
import type { Attributed } from "../../src/domain/audit/drift.ts";
import { grantStates } from "../../src/domain/audit/grants.ts";
import type { Because } from "../../src/domain/audit/tried.ts";
import { items } from "../../src/domain/care/checklist.ts";
import { purposes } from "../../src/domain/manifest.ts";
import type { PlatformId } from "../../src/platforms/platform.ts";
import { duty, reviewed } from "./every-card-duty.ts";
import type { Any } from "./every-card-values.ts";

const rights = {
  discord: ["BAN_MEMBERS", "ADMINISTRATOR", "SEND_MESSAGES"],
  telegram: ["can_promote_members"],
};
/** Of other people and places: anywhere. */
const platform = (any: Any): PlatformId => any.of("discord", "telegram");
const day = (any: Any) => new Date(any.time()).toISOString();
const agentId = (any: Any) => any.of("helpdesk", "a", `b${"-x".repeat(31)}`);
const action = (any: Any) => any.of("refund.issue", "custom.action", `x.${"y".repeat(60)}`);
const who = (any: Any) => ({ by: any.of("operator", `discord:${any.id()}`), name: any.of(null, any.name()) });
const named = (any: Any) => ({ id: any.id(), name: any.name() });
const purpose = (any: Any) => any.of(...purposes);
const listed = (any: Any) => ({
  agentId: agentId(any),
  action: action(any),
  title: any.of(null, any.words(80) || "x"),
});

const change = (any: Any): Attributed => ({
  direction: any.of("wider", "narrower"),
  what: any.of("new", "gone", "rights"),
  agent: any.of(null, named(any)),
  names: any.of(rights.discord, rights.telegram, []),
  channels: any.of(
    null,
    any.many(40, () => named(any)),
  ),
  by: any.many(4, () => ({
    entryId: any.id(),
    type: "discord.role.update",
    target: { roleId: any.id() },
    at: any.time(),
    actor: { id: any.id(), name: any.of(null, any.name()) },
    requestId: any.of(null, "req_0123456789abcdefghjkmnpqrs"),
  })),
});

const widened = (any: Any): Widened => ({
  kind: "widened",
  changes: any.many(15, () => ({ ...change(any), direction: "wider" as const })),
  more: any.count(5),
});

const acted = (any: Any): Acted => ({
  kind: "acted",
  agent: agentId(any),
  account: named(any),
  items: any.many(8, () => ({
    entryId: any.id(),
    type: any.of("discord.member.ban", "telegram.member.promote"),
    target: { userId: any.id() },
    where: { guildId: any.id() },
    at: day(any),
    reason: any.of(null, any.words(512)),
    miss: any.of(
      { why: "none" as const },
      { why: "denied" as const, requestId: "req_0123456789abcdefghjkmnpqrs" },
    ),
  })),
  more: any.count(9),
});

/** A real report, its names changed to anything. */
const report = (any: Any, from: AuditReport[]): AuditReport => {
  const real = any.of(...from.filter((each) => each.platform === any.platform));
  return {
    ...real,
    workspace: { ...real.workspace, name: any.name() },
    agents: real.agents.map((agent) => ({ ...agent, name: any.name() })),
  };
};

const finding = (any: Any, from: AuditReport[]): ShownFinding => {
  const real = any.of(...from.filter((each) => each.platform === any.platform && each.findings.length > 0));
  const one = any.of(...real.findings);
  const names = any.many(12, () => any.name());
  const because: Because[] = [
    { why: "left-on", names: ["ADMINISTRATOR"], role: any.name() },
    { why: "overwrites", names: ["MANAGE_MESSAGES"], channels: names },
    { why: "not-yet", roles: names, channels: names },
  ];
  const acceptance = {
    reason: null,
    note: any.words(300),
    until: any.time(),
    by: `${real.platform}:${any.id()}`,
    name: any.name(),
    at: any.time(),
    severity: "critical" as const,
    facts: null,
  };
  const status = any.of("open" as const, "accepted" as const, "fixed" as const, "orphaned" as const);
  return {
    id: "fnd_0123456789abcdef",
    platform: real.platform,
    finding: { ...one, subject: { ...one.subject, name: any.name() } },
    shareable: any.yes(),
    state: {
      status,
      acceptance: status === "accepted" ? acceptance : null,
      reopened:
        status === "open"
          ? any.of(null, { at: 1, why: "came-back" as const, closedAt: 1, acceptance })
          : null,
      since: any.time(),
      baseline: any.yes(),
      assignee: any.name(),
    },
    closedAt: status === "fixed" ? any.time() : null,
    fixedBy: any.of(null, { account: any.id(), name: any.name(), type: "discord.role.update" }),
    tried: any.of(null, { at: any.time(), by: { account: any.id(), name: any.name() }, because }),
  };
};

const line = (any: Any): ChecklistShown["lines"][number] => {
  const word = {
    id: "att_0123456789abcdef",
    at: any.time(),
    until: any.time(),
    revoked: any.yes(),
    waits: any.yes(),
    by: `discord:${any.id()}`,
    name: any.name(),
    evidence: any.words(300),
    second: any.of(null, { account: `discord:${any.id()}`, name: any.name() }),
  };
  return {
    item: any.of(...items),
    subject: any.of<{ id: string | null; name: string }>(named(any), { id: null, name: any.name() }),
    state: any.of("verified", "told", "attested", "waits", "overdue", "open"),
    rung: any.of(null, "automatic", "report", "person"),
    until: any.of(null, any.time()),
    because: any.of(
      { kind: "person-only" as const },
      { kind: "findings" as const, count: any.count(2000) },
      { kind: "spend" as const, limit: any.words(40), at: any.time() },
    ),
    word: any.of(null, word),
  };
};

const checklist = (any: Any): ChecklistShown => ({
  workspace: { id: any.workspace(), title: any.name() },
  // Nobody stands under one item twice.
  lines: [
    ...new Map(
      any.many(40, () => line(any)).map((one) => [`${one.item.id} ${one.subject.id}`, one]),
    ).values(),
  ],
});

const setup = (any: Any): SetupShown => {
  const where = any.platform;
  const bots = any.many(17, () => ({
    userId: any.id(),
    name: any.name(),
    purpose: any.of(null, purpose(any)),
    manifest: any.of(null, agentId(any)),
  }));
  const admins = any.many(30, () => named(any));
  return {
    platform: where,
    workspace: any.workspace(),
    title: any.name(),
    // The platform names nobody twice.
    bots: [...new Map(bots.map((bot) => [bot.userId, bot])).values()],
    admins: [...new Map(admins.map((admin) => [admin.id, admin])).values()],
    wanted: {
      approvers: any.many(6, () =>
        where === "discord" ? `discord:role:${any.id()}` : `telegram:user:${any.id()}`,
      ),
      approvals: any.of(null, any.id()),
      reports: any.of(null, any.id()),
      purposes: Object.fromEntries(bots.map(({ userId }) => [userId, purpose(any)])),
    },
    names: Object.fromEntries(any.many(9, () => [any.id(), any.name()] as const)),
    lost: any.of([], ["approvers"], ["approvers", "approvals", "reports"]),
    waiting: any.yes(),
    unfinished: any.yes(),
  };
};

const welcome = (any: Any): Welcome => {
  const where = any.platform;
  return {
    platform: where,
    workspace: any.workspace(),
    bots: any.many(40, () => ({
      name: any.name(),
      found: any.of(["role"], ["log", "event"], ["posted"], ["named"], ["listed"]),
    })),
    own: rights[where],
    sees: any.yes(),
    channels: { seen: any.count(500), total: 500 },
    listens: any.yes(),
    privateChat: any.of(null, "https://t.me/countersign_bot?start=x"),
  };
};

const agent = (any: Any): AgentShown => {
  const where = any.platform;
  return {
    platform: where,
    workspace: any.workspace(),
    ...((bot) => ({ userId: bot.id, name: bot.name }))(named(any)),
    agent: any.of(null, agentId(any)),
    purpose: any.of(null, purpose(any)),
    declared: any.of("manifest", "here", "elsewhere"),
    frozen: any.of(null, { at: any.time(), reason: any.of(null, any.words(500)) }),
    pending: any.count(2000),
    grade: any.of("A", "C", "F"),
    creep: any.count(100),
    coverage: any.of(0, 0.5, 1),
    findings: any.count(2000),
    says: [{ said: any.name() }, " may do everything."],
    grants: any.of(
      null,
      any.many(30, () => ({
        permission: any.of(...rights[where]),
        state: any.of(...grantStates),
        why: any.of(null, any.words(200)),
        used: any.of("used" as const, "unused" as const, "unknown" as const),
        places: any.of(
          null,
          any.many(20, () => named(any)),
        ),
      })),
    ),
    before: any.of(null, { grade: "B", creep: any.count(100), at: any.time() }),
    used: any.many(12, () => ({
      permission: any.of(...rights[where]),
      times: any.count(2000),
      last: any.time(),
    })),
    keys: any.many(6, () => ({ age: any.count(400), left: any.count(90) })),
  };
};

const pendingChange = (any: Any) => ({
  id: "chg_0123456789abcdef",
  agentId: agentId(any),
  lines: any.many(40, () => ({
    path: any.of("actions.refund.issue.policy.quorum", "permissions.discord.required.SEND_MESSAGES"),
    before: any.of(null, any.words(200)),
    after: any.of(null, any.words(200)),
    widens: any.yes(),
  })),
  by: any.of("operator", `telegram:${any.id()}`),
  expiresAt: new Date(any.time()),
});

const setupQuestion = (any: Any) => ({
  id: "stq_0123456789abcdef",
  wider: any.many(10, () =>
    any.yes()
      ? {
          what: "approvers" as const,
          before: [`discord:role:${any.id()}`],
          after: [`discord:user:${any.id()}`],
        }
      : { what: "purpose" as const, bot: any.id(), before: purpose(any), after: purpose(any) },
  ),
  names: Object.fromEntries(any.many(9, () => [any.id(), any.name()] as const)),
  by: `discord:${any.id()}`,
  byName: any.name(),
  expiresAt: new Date(any.time()),
});

const past = (any: Any) => ({
  workspace: any.workspace(),
  page: any.count(3),
  filter: { ended: any.of(...endings), agent: any.of(null, "support-bot") },
  decided: any.many(8, (): PastDecision => ({
    ...listed(any),
    status: any.of("approved", "denied", "expired", "cancelled", "invalidated"),
    at: any.time(),
    untold: any.yes(),
    by: any.many(3, () => ({ platform: platform(any), userId: any.id(), name: any.name() })),
    card: any.of(null, {
      platform: platform(any),
      workspace: any.workspace(),
      channel: any.id(),
      messageId: any.id(),
    }),
  })),
  more: any.yes(),
  approvers: any.of(
    null,
    any.many(8, () => ({
      platform: platform(any),
      userId: any.id(),
      name: any.name(),
      decisions: any.count(2000),
      denials: any.count(20),
      medianMs: any.count(90_000_000),
    })),
  ),
});

export const inputs = {
  platform,
  day,
  agentId,
  action,
  who,
  listed,
  change,
  widened,
  acted,
  report,
  finding,
  line,
  checklist,
  reviewed,
  duty,
  setup,
  welcome,
  agent,
  pendingChange,
  setupQuestion,
  past,
  unfreezing: (any: Any) => ({ agentId: agentId(any), reason: any.words(500), asked: who(any) }),
};
