/** One bot of a place as it is now: looked at afresh, with what was seen of it before. */
import { inline } from "../cards/audit-names.ts";
import type { AgentShown } from "../cards/agent.ts";
import { agentByAccount } from "../db/agents.ts";
import { auditAt } from "../db/audits.ts";
import { keysOf } from "../db/keys.ts";
import { pendingCounts } from "../db/requests.ts";
import { usageIn } from "../db/usage.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { agentsIn } from "./agents-here.ts";
import type { Where } from "./ask-look.ts";
import { isAbout } from "./audit-workspace.ts";
import type { Context } from "./context.ts";
import { auditForSomebody } from "./reaudit-workspace.ts";

const DAY_MS = 86_400_000;
/** What its grade is compared with. */
const TREND_MS = 30 * DAY_MS;

export type SeenAgent = { ok: true; shown: AgentShown } | { ok: false; why: string | null };

/** `why` null: it is not there. */
export async function seeAgent(ctx: Context, where: Where, userId: string): Promise<SeenAgent> {
  const { platform, workspace } = where;
  const audited = await auditForSomebody(ctx, where);
  if (!audited.ok) return { ok: false, why: audited.why };
  const line = audited.report.agents.find(({ id }) => id === userId);
  if (!line) return { ok: false, why: null };
  const place = await findWorkspace(ctx.db, platform, workspace);
  const theirs = place ? await agentsIn(ctx, [place]) : [];
  const [known, earlier, pending, uses] = await Promise.all([
    agentByAccount(ctx.db, platform, userId),
    auditAt(ctx.db, platform, workspace, ctx.now() - TREND_MS),
    pendingCounts(ctx.db),
    usageIn(ctx.db, platform, workspace),
  ]);
  // Keys, requests and freezing of somebody else's agent are not this place's business.
  const agent = theirs.find(({ id }) => id === known?.id) ?? null;
  const keys = agent ? await keysOf(ctx.db, agent.id) : [];
  const was = earlier?.summary.agents.find(({ id }) => id === userId);
  const now = ctx.now();
  const here = !known || known.document.metadata.declaredIn === `${platform}:${workspace}`;
  return {
    ok: true,
    shown: {
      platform,
      workspace,
      userId,
      name: line.name,
      agent: agent?.id ?? null,
      purpose: line.purpose,
      declared: here ? "here" : known && isAbout(where)(known.document) ? "manifest" : "elsewhere",
      frozen: agent?.frozenAt ? { at: agent.frozenAt.getTime(), reason: agent.frozenReason } : null,
      pending: (agent && pending.get(agent.id)) ?? 0,
      grade: line.grade,
      creep: line.creep,
      coverage: line.coverage,
      findings: line.findings,
      says: inline(line.says),
      grants: line.grants,
      before:
        was && earlier && earlier.takenAt.getTime() < now - DAY_MS
          ? { grade: was.grade, creep: was.creep, at: Math.max(earlier.takenAt.getTime(), now - TREND_MS) }
          : null,
      used: usesOf(uses.filter((use) => use.userId === userId)),
      keys: keys
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ createdAt, expiresAt }) => ({
          age: Math.floor((now - createdAt.getTime()) / DAY_MS),
          left: Math.ceil((expiresAt.getTime() - now) / DAY_MS),
        }))
        .sort((a, b) => a.age - b.age),
    },
  };
}

/** In all channels together, what was used last first. */
function usesOf(rows: { permission: string; uses: number; lastUsed: Date }[]): AgentShown["used"] {
  const all = new Map<string, { times: number; last: number }>();
  for (const { permission, uses, lastUsed } of rows) {
    const one = all.get(permission) ?? { times: 0, last: 0 };
    all.set(permission, { times: one.times + uses, last: Math.max(one.last, lastUsed.getTime()) });
  }
  return [...all].map(([permission, use]) => ({ permission, ...use })).sort((a, b) => b.last - a.last);
}
