/** Snapshot in, report out: pure, synchronous, and the same for the same snapshot in any order. */
import type { DiscordSnapshot } from "../discord/snapshot.ts";
import type { Purpose } from "../manifest.ts";
import type { Rung, TelegramSnapshot } from "../telegram/snapshot.ts";
import { purposeOf } from "./agents.ts";
import type { Attestation } from "./attestation.ts";
import type { Approvals, Basis, KnownAgent } from "./agents.ts";
import { collapse } from "./collapse.ts";
import { discordGrants } from "./discord-grants.ts";
import { fingerprint } from "./finding.ts";
import type { Finding, Raised } from "./finding.ts";
import type { FindingState } from "./lifecycle.ts";
import type { GrantLine } from "./grants.ts";
import { say } from "./phrase.ts";
import { replayed } from "./replay-words.ts";
import type { Phrase } from "./phrase.ts";
import { personas } from "./rule.ts";
import type { Persona, Rule } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import type { SelfTold } from "./self-told.ts";
import { discordCoverage, discordCreep, gradeOf, telegramCoverage, telegramCreep } from "./score.ts";
import type { Grade } from "./score.ts";
import { capped, rank, worst } from "./severity.ts";
import type { Severity } from "./severity.ts";
import { telegramGrants } from "./telegram-grants.ts";
import type { Unapproved } from "./unapproved.ts";
import type { Usage } from "./usage.ts";
import { unseenDiscord } from "./unseen-discord.ts";
import { viewDiscord } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";
import { ago } from "./words.ts";
import { selfAsAgent, unseenTelegram, viewTelegram } from "./view-telegram.ts";
import type { TelegramAgent, TelegramView } from "./view-telegram.ts";

export interface AuditInput {
  snapshot: DiscordSnapshot | TelegramSnapshot;
  /** What was declared about the agents: manifests, or purposes declared in chat. */
  agents: KnownAgent[];
  approvals?: Approvals | null;
  /** Now, in milliseconds since the epoch. */
  at: number;
  /** What was proven used; without it Discord's rules use the snapshot's own audit log. */
  usage?: Usage | null;
  /** People's confirmations; null when nobody keeps a checklist. */
  attestations?: Attestation[] | null;
  /** What agents did without the approval that their manifests ask for; null when nobody compares. */
  unapproved?: Unapproved[] | null;
  /** How much one wants to hear; regular by default. */
  persona?: Persona;
  /** All of them by default. */
  rules?: readonly Rule[];
}

export interface AgentLine {
  id: string;
  name: string;
  /** Countersign itself. */
  self: boolean;
  basis: Basis;
  purpose: Purpose | null;
  /** Id of its manifest. */
  manifest: string | null;
  grade: Grade;
  /** 0 to 100. */
  creep: number;
  /** 0 to 1. */
  coverage: number;
  worst: Severity | null;
  findings: number;
  /** What it can do here, in a few words. */
  says: Phrase;
  /** Its manifest against what it holds, what needs a person first; null without a manifest for this platform. */
  grants: GrantLine[] | null;
  /** What its own reports say over time; missing where it sends none. */
  told?: SelfTold;
}

export interface AuditReport {
  version: 1;
  platform: "discord" | "telegram";
  workspace: { platform: "discord" | "telegram"; id: string; name: string };
  /** Milliseconds since the epoch. */
  takenAt: number;
  at: number;
  coverage: {
    /** `seen` of `total` could be judged; the others were `hidden` or the file says too little about them. Zero on Telegram, which has no channels inside a chat. */
    channels: { seen: number; total: number; hidden: number };
    skippedRules: { rule: string; why: Phrase }[];
    /** What could not be seen, as sentences. */
    unseen: Phrase[];
  };
  /** Ids of what could be looked at, and of channels that could not: what was not looked at is never called fixed. */
  seen: { agents: string[]; roles: string[]; channels: string[]; hidden: string[] };
  /** Countersign first, then by id. */
  agents: AgentLine[];
  /** Worst first. */
  findings: Finding[];
  /** What became of each since it was first seen, by fingerprint; missing where nobody keeps track. */
  states?: Record<string, FindingState>;
}

export function auditSnapshot(input: AuditInput): AuditReport {
  const known = unique(input.agents);
  const approvals = input.approvals ?? null;
  const records = {
    usage: input.usage ?? null,
    attestations: input.attestations ?? null,
    unapproved: input.unapproved ?? null,
    persona: input.persona ?? ("regular" as const),
  };
  const view =
    "guild" in input.snapshot
      ? viewDiscord(input.snapshot, known, approvals, input.at, records)
      : viewTelegram(input.snapshot, known, approvals, input.at, records);
  const rules = (input.rules ?? allRules).filter(
    (rule) => rule.platform === "any" || rule.platform === view.platform,
  );
  const persona = personas.indexOf(input.persona ?? "regular");

  const skippedRules: { rule: string; why: Phrase }[] = [];
  const raised: [Rule, Raised][] = [];
  for (const rule of rules) {
    const unmet = rule.needs.map((need) => view.unmet[need]).find((why) => why !== undefined);
    const why =
      personas.indexOf(rule.persona) > persona
        ? say("Only for those who ask for more (--persona {persona}).", { persona: rule.persona })
        : unmet;
    if (why !== undefined) skippedRules.push({ rule: rule.id, why });
    else for (const one of check(rule, view)) raised.push([rule, one]);
  }
  const order = inOrder(rules);
  const findings = collapse(raised.map(([rule, one]) => findingOf(rule, one, view)).sort(order)).sort(order);

  return {
    version: 1,
    platform: view.platform,
    workspace: { platform: view.platform, ...view.workspace },
    takenAt: Number(input.snapshot.takenAt),
    at: input.at,
    coverage: {
      channels: channelsOf(view),
      skippedRules,
      unseen: view.platform === "discord" ? unseenDiscord(view, known) : unseenTelegram(view, known),
    },
    seen: seenIn(view),
    agents: linesOf(view, findings),
    findings,
  };
}

function check(rule: Rule, view: DiscordView | TelegramView): Raised[] {
  if (rule.platform === "any") return rule.check(view);
  if (rule.platform === "discord") return view.platform === "discord" ? rule.check(view) : [];
  return view.platform === "telegram" ? rule.check(view) : [];
}

function findingOf(rule: Rule, raised: Raised, view: DiscordView | TelegramView): Finding {
  return {
    ...raised,
    rule: rule.id,
    fingerprint: fingerprint(rule.id, view.platform, view.workspace.id, raised),
    title: rule.title,
    category: rule.category,
    matters: raised.matters ?? { say: rule.why },
    severity: capped(raised.severity ?? rule.severity, rule.ceiling),
    confidence: raised.confidence ?? rule.confidence,
    standards: rule.standards,
    under: null,
    remedy: replayed(view, raised.remedy),
  };
}

function inOrder(rules: readonly Rule[]): (a: Finding, b: Finding) => number {
  const place = new Map(rules.map((rule, index) => [rule.id, index]));
  return (a, b) =>
    rank(b.severity) - rank(a.severity) ||
    Number(a.under !== null) - Number(b.under !== null) ||
    // Taking a bot out ends everything else about it, so that comes first.
    Number(b.remedy.kind === "remove") - Number(a.remedy.kind === "remove") ||
    (place.get(a.rule) ?? 0) - (place.get(b.rule) ?? 0) ||
    (a.subject.id < b.subject.id ? -1 : a.subject.id > b.subject.id ? 1 : 0) ||
    (a.fingerprint < b.fingerprint ? -1 : 1);
}

function channelsOf(view: DiscordView | TelegramView): AuditReport["coverage"]["channels"] {
  if (view.platform === "telegram") return { seen: 0, total: 0, hidden: 0 };
  const total = view.totalChannels;
  return { seen: view.channels.length, total, hidden: total - view.channels.length };
}

function seenIn(view: DiscordView | TelegramView): AuditReport["seen"] {
  if (view.platform === "telegram")
    return {
      agents: view.snapshot.members.filter((one) => one.present).map((one) => one.id),
      roles: [],
      channels: [],
      hidden: [],
    };
  const channels = view.channels.map((channel) => channel.id);
  const judged = new Set(channels);
  return {
    agents: [...view.agents, ...(view.self === null ? [] : [view.self])].map((agent) => agent.id),
    roles: [...view.roles.keys()],
    channels,
    hidden: view.snapshot.channels.map((channel) => channel.id).filter((id) => !judged.has(id)),
  };
}

function linesOf(view: DiscordView | TelegramView, reported: Finding[]): AgentLine[] {
  const findings = Map.groupBy(
    reported.filter(({ subject }) => subject.kind === "agent"),
    ({ subject }) => subject.id,
  );
  if (view.platform === "discord") {
    const all = view.self === null ? view.agents : [view.self, ...view.agents];
    return all.map((agent) => ({
      ...about(agent, agent === view.self, findings),
      creep: discordCreep(agent),
      coverage: discordCoverage(view, agent),
      says: agent.administrator
        ? say("administrator: everything, everywhere")
        : agent.member === null
          ? say("known by its role only; its other roles and channels can't be seen")
          : say("sees {n} of {all} channels", { n: agent.sees.length, all: view.channels.length }),
      grants: discordGrants(view, agent),
    }));
  }
  const self = selfAsAgent(view);
  const all = self === null ? view.agents : [self, ...view.agents];
  return all.map((agent) => ({
    ...about(agent, agent === self, findings),
    creep: telegramCreep(agent, view.snapshot.chat.type),
    coverage: telegramCoverage(agent),
    says: telegramSays(agent),
    grants: telegramGrants(view, agent),
  }));
}

/** With how that is known, and from when: nobody should take a bot's own word for a look. */
function telegramSays({ admin, reading: { reads: what, rung, ageMs } }: TelegramAgent): Phrase {
  const standing = admin ? say("administrator") : say("ordinary member");
  if (rung === "unknown" || ageMs === null)
    return say("{standing}; {reads}", { standing, reads: reads[what] });
  return say("{standing}; {reads} ({how}, {ago})", {
    standing,
    reads: reads[what],
    how: knownBy[rung],
    ago: ago(ageMs),
  });
}

const knownBy: Record<Exclude<Rung, "unknown">, Phrase> = {
  "telegram-derived": say("as Telegram shows"),
  "mtproto-observed": say("as Telegram's member list shows"),
  "local-probe": say("probed where its token is"),
  "human-observed": say("seen by a person"),
  "self-reported": say("by its own word"),
};

const reads = {
  everything: say("reads everything"),
  addressed: say("reads what is addressed to it"),
  unknown: say("what it reads is unknown"),
  nothing: say("reads nothing here"),
};

function about(agent: DiscordAgent | TelegramAgent, self: boolean, findings: Map<string, Finding[]>) {
  const own = findings.get(agent.subject.id) ?? [];
  return {
    id: agent.subject.id,
    name: agent.subject.name,
    self,
    basis: self ? ("manifest" as const) : agent.basis,
    purpose: purposeOf(agent.known),
    manifest: agent.known?.manifest?.metadata.id ?? null,
    grade: gradeOf(own),
    worst: worst(own.map((finding) => finding.severity)),
    findings: own.length,
    ...(agent.known?.told ? { told: agent.known.told } : {}),
  };
}

/** One entry an agent: a manifest says more than a purpose that was declared in chat. */
function unique(agents: KnownAgent[]): KnownAgent[] {
  const best = new Map<string, KnownAgent>();
  for (const agent of agents) {
    const before = best.get(agent.userId);
    if (before === undefined || (before.manifest === null && agent.manifest !== null))
      best.set(agent.userId, agent);
  }
  return [...best.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
}
