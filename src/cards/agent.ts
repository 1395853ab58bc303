/** One agent: what it is for, what it holds against what it uses, how that changed, its keys, and the way to stop it. */
import { labelOf } from "../domain/discord/flags.ts";
import { rightLabel } from "../domain/telegram/rights.ts";
import type { GrantLine } from "../domain/audit/grants.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";
import { purposes, type Purpose } from "../domain/manifest.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { agentCard as words, glance, grants as grantWords } from "../words/index.ts";
import { inline } from "./audit-names.ts";
import { grantPhrases } from "./grants.ts";
import { purposeName } from "./setup.ts";

export interface AgentShown {
  platform: PlatformId;
  workspace: string;
  userId: string;
  name: string;
  /** Its id among the agents; null for a bot that nobody declared. */
  agent: string | null;
  purpose: Purpose | null;
  /** Who says so; "here" can be changed here. */
  declared: "manifest" | "here" | "elsewhere";
  frozen: { at: number; reason: string | null } | null;
  pending: number;
  grade: string;
  creep: number;
  /** 0 to 1. */
  coverage: number;
  findings: number;
  says: Inline[];
  grants: GrantLine[] | null;
  before: { grade: string; creep: number; at: number } | null;
  used: { permission: string; times: number; last: number }[];
  /** Newest first, in days. */
  keys: { age: number; left: number }[];
}

const mostUses = 8;
const mostKeys = 3;

export function agentCard(shown: AgentShown, look: { page?: number; notice?: string | null } = {}): Card {
  const { frozen, grants, used } = shown;
  const held = grantPhrases(grants ?? []);
  return {
    tone: toneOf(shown),
    title: visibleLine(shown.name),
    blocks: [
      ...(look.notice ? [{ kind: "text" as const, text: [{ bold: look.notice }] }] : []),
      head(shown),
      { kind: "fields", fields: facts(shown) },
      ...(held.length > 0
        ? [
            { kind: "heading" as const, text: [grantWords.heading] },
            { kind: "list" as const, items: held.map(inline) },
          ]
        : []),
      { kind: "heading", text: [words.usesHeading] },
      used.length === 0
        ? { kind: "text", text: [words.noUses] }
        : { kind: "list", items: used.slice(0, mostUses).map((use) => useLine(shown.platform, use)) },
      ...(shown.declared === "here" ? [purposeSelect(shown, look.page)] : []),
    ],
    buttons: frozen ? [] : [lower(shown)],
  };
}

/** What it can do here, and beside it the way to stop it. */
function head(shown: AgentShown): Block {
  const text: Inline[] = shown.says.length > 0 ? shown.says : [words.undeclared];
  if (shown.agent === null || shown.frozen) return { kind: "text", text };
  const button: Button = {
    press: pressId("stop", subjectOf(shown.agent, shown.userId, "stop")),
    label: words.freeze,
    style: "danger",
  };
  return { kind: "section", text, button };
}

function facts(shown: AgentShown): { name: string; value: Inline[] }[] {
  const { purpose, declared, grade, creep, coverage, findings, pending, frozen, keys, agent } = shown;
  const partly = coverage < 1 ? words.partly(Math.round(coverage * 100)) : "";
  return [
    {
      name: words.purpose,
      value: [purpose ? `${purposeName(purpose)}, ${words.by[declared]}` : words.undeclared],
    },
    { name: words.grade, value: [words.graded(grade, creep) + partly] },
    { name: words.trend, value: trend(shown) },
    { name: words.findings, value: [words.open(findings)] },
    ...(agent === null ? [] : [{ name: words.pending, value: [glance.agents.pending(pending)] }]),
    ...(agent === null ? [] : [{ name: words.keys, value: keyLine(keys) }]),
    ...(frozen
      ? [
          {
            name: words.frozen,
            value: [
              { time: new Date(frozen.at).toISOString(), style: "relative" as const },
              ...(frozen.reason ? [": ", { said: visibleLine(frozen.reason) }] : []),
            ],
          },
        ]
      : []),
  ];
}

function trend({ before, grade, creep }: AgentShown): Inline[] {
  if (!before) return [words.noTrend];
  const when: Inline = { time: new Date(before.at).toISOString(), style: "relative" };
  if (before.grade === grade && before.creep === creep) return [words.same, when];
  const worse = grade > before.grade || (grade === before.grade && creep > before.creep);
  const was = words.graded(before.grade, before.creep);
  return [worse ? words.worse(was) : words.better(was), when];
}

function keyLine(keys: AgentShown["keys"]): Inline[] {
  if (keys.length === 0) return [words.noKey];
  const shown = keys
    .slice(0, mostKeys)
    .map(({ age, left }) => (left <= 0 ? words.keyEnded : words.key(age, left)));
  return [[...shown, ...(keys.length > mostKeys ? [words.moreKeys(keys.length - mostKeys)] : [])].join("; ")];
}

function useLine(platform: PlatformId, { permission, times, last }: AgentShown["used"][number]): Inline[] {
  const label = platform === "discord" ? labelOf(permission) : rightLabel(permission);
  const when: Inline = { time: new Date(last).toISOString(), style: "relative" };
  return [{ bold: label }, `: ${words.use(times)}${words.last}`, when];
}

function purposeSelect({ workspace, userId, purpose }: AgentShown, page: number | undefined): Block {
  return {
    kind: "select",
    select: {
      of: "options",
      press: pressId("agent-purpose", workspace, userId),
      label: words.choose,
      chosen: purpose ? [purpose] : [],
      options: purposes.map((one) => ({ value: one, label: purposeName(one) })),
      ...(page !== undefined && { page }),
    },
  };
}

function lower({ workspace, userId }: AgentShown): Button[] {
  return [{ press: pressId("agent-audit", workspace, userId), label: words.audit, style: "secondary" }];
}

/** Names are as long as people like, and a press is not: then the account says who is meant. */
export function subjectOf(agent: string, userId: string | null, verb: string): string {
  return verb.length + 1 + agent.length <= 64 || userId === null ? agent : userId;
}

function toneOf({ frozen, grade }: AgentShown): Card["tone"] {
  if (frozen) return "neutral";
  if (grade <= "B") return "good";
  return grade <= "D" ? "warning" : "danger";
}
