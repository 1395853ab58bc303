/** The checklist of a place as it stands now: every item for everybody it is about, with what it rests on. */
import { allAgents } from "../db/agents.ts";
import { attestationsIn, type AttestationRow } from "../db/attestations.ts";
import { auditAt } from "../db/audits.ts";
import { lastDone } from "../db/duties.ts";
import { findingsIn } from "../db/findings.ts";
import { lastSpend } from "../db/reports.ts";
import { sightingsIn } from "../db/sightings.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { isDraft } from "../domain/manifest.ts";
import { items, judge, type Item, type Judged, type Word } from "../domain/care/checklist.ts";
import { proofOfAgent, proofOfPlace, type AgentFacts } from "../domain/care/proof.ts";
import type { Where } from "./ask-look.ts";
import { isAbout } from "./audit-workspace.ts";
import type { Context } from "./context.ts";
import { toldByAgents } from "./self-told.ts";

export interface GivenWord extends Word {
  by: string;
  name: string;
  evidence: string;
  second: { account: string; name: string } | null;
}

export interface ChecklistLine extends Judged<GivenWord> {
  item: Item;
  /** `id` null: the place itself. */
  subject: { id: string | null; name: string };
}

export interface Checklist {
  workspace: { id: string; title: string };
  /** In the order of the items, then of names. */
  lines: ChecklistLine[];
}

export async function seeChecklist(ctx: Pick<Context, "db" | "now">, where: Where): Promise<Checklist> {
  const { platform, workspace } = where;
  const now = ctx.now();
  const [row, words, agents, sample, drill] = [
    await findWorkspace(ctx.db, platform, workspace),
    await attestationsIn(ctx.db, platform, workspace),
    await agentFacts(ctx, where),
    await lastDone(ctx.db, where, "sample"),
    await lastDone(ctx.db, where, "drill"),
  ];
  const title = row?.title ?? workspace;
  const wordsOn = (item: Item, subject: string | null) =>
    words.filter((word) => word.control === item.id && word.subject === subject).map(given);
  const lines = items.flatMap((item): ChecklistLine[] => {
    if (item.about === "workspace") {
      const judged = judge(proofOfPlace(item.id, { sample, drill }), wordsOn(item, null), now);
      return [{ item, subject: { id: null, name: title }, ...judged }];
    }
    return agents.map(({ id, name, facts }) => {
      return { item, subject: { id, name }, ...judge(proofOfAgent(item.id, facts), wordsOn(item, id), now) };
    });
  });
  return { workspace: { id: workspace, title }, lines };
}

/** Every bot of the place that is not Countersign itself: those that a look saw, and those that are declared and were seen. */
async function agentFacts(
  ctx: Pick<Context, "db" | "now">,
  where: Where,
): Promise<{ id: string; name: string; facts: AgentFacts }[]> {
  const { platform, workspace } = where;
  const audit = await auditAt(ctx.db, platform, workspace, ctx.now());
  const found = await findingsIn(ctx.db, platform, workspace);
  const open = found.filter(({ status }) => status === "open");
  const declared = (await allAgents(ctx.db)).filter(
    ({ document }) => !isDraft(document) && isAbout(where)(document),
  );
  const told = await toldByAgents(ctx);
  const spends = await lastSpend(ctx.db);
  // We are in every look as well, but nobody ever noted us as somebody who was found.
  const bots = await sightingsIn(ctx.db, platform, workspace);
  const there = new Map((audit?.summary.agents ?? []).map((line) => [line.id, line]));
  return bots
    .filter(({ userId }) => there.has(userId))
    .map(({ userId, name }) => {
      const agent = declared.find(({ document }) => document.identities[platform]?.userId === userId);
      const manifest = agent?.document;
      const line = there.get(userId);
      return {
        id: userId,
        name: line?.name ?? name,
        facts: {
          platform,
          look: audit && line ? { at: audit.seenAt.getTime(), coverage: line.coverage } : null,
          open: open.filter(({ subject }) => subject.kind !== "agent" || subject.id === userId),
          told: (agent && told.get(agent.id)) ?? null,
          spend: (agent && spends.get(agent.id)) ?? null,
          manifest: manifest
            ? {
                actions: manifest.actions.length,
                limited: (manifest.channels.discord?.allow.length ?? 0) > 0,
              }
            : null,
        },
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function given(row: AttestationRow): GivenWord {
  const { id, by, name, evidence, at, validUntil, needsSecond, secondAt, secondBy, secondName } = row;
  return {
    id,
    at: at.getTime(),
    until: validUntil.getTime(),
    revoked: row.revokedAt !== null,
    waits: needsSecond && secondAt === null,
    by,
    name,
    evidence,
    second: secondBy === null ? null : { account: secondBy, name: secondName ?? secondBy },
  };
}
