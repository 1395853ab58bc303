import { unapprovedSince } from "../db/actions.ts";
import { allAgents } from "../db/agents.ts";
import { sight, sightingsIn } from "../db/sightings.ts";
import { findWorkspace } from "../db/workspaces.ts";
import { accessMap, type AccessMap } from "../domain/audit/access.ts";
import { type Approvals, type KnownAgent, knownFrom } from "../domain/audit/agents.ts";
import { auditSnapshot, type AuditReport } from "../domain/audit/audit.ts";
import { titles } from "../domain/care/titles.ts";
import type { Agent } from "../domain/manifest.ts";
import { type DiscordSnapshot, readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import type { Persona } from "../domain/audit/rule.ts";
import { LATELY_MS } from "../domain/audit/unapproved.ts";
import { readTelegramSnapshot, type TelegramSnapshot } from "../domain/telegram/snapshot.ts";
import { type PlatformId, type Progress, PlatformError, type SnapshotFile } from "../platforms/platform.ts";
import { attestedIn } from "./attested.ts";
import { commandWords } from "../words/index.ts";
import type { Context } from "./context.ts";
import { withOwed } from "./owed.ts";
import { withSelfReports } from "./self-reports.ts";
import { toldByAgents } from "./self-told.ts";
import { usageFor } from "./usage-seen.ts";

const words = commandWords.auditFailed.because;

/** The report, or one sentence that says why there is none. A failed look is never a clean result. */
export type Audited =
  /** `access`: who reaches what, worked out when somebody wants to see it. */
  | {
      ok: true;
      report: AuditReport;
      access: () => AccessMap;
      /** What was looked at: as the platform sent it, and as it was read. */
      file: SnapshotFile;
      snapshot: DiscordSnapshot | TelegramSnapshot;
      /** By whose manifests it was judged. */
      agents: KnownAgent[];
    }
  | { ok: false; why: string };

/** What people in another place say a bot is for is no measure here. */
export function isAbout({ platform, workspace }: { platform: PlatformId; workspace: string }) {
  return ({ metadata: { declaredIn } }: Agent): boolean =>
    declaredIn === undefined || declaredIn === `${platform}:${workspace}`;
}

/** Looks at a workspace as it is now and judges every agent in it. */
export async function auditWorkspace(
  ctx: Pick<Context, "db" | "platforms" | "now" | "log">,
  where: { platform: PlatformId; workspace: string },
  persona: Persona = "regular",
  progress?: Progress,
): Promise<Audited> {
  const platform = ctx.platforms[where.platform];
  if (!platform) return { ok: false, why: words.notConnected };
  const row = await findWorkspace(ctx.db, where.platform, where.workspace);
  const told = await toldByAgents(ctx);
  const declared = (await allAgents(ctx.db)).map(({ document }) => document);
  const agents = [
    ...knownFrom(declared.filter(isAbout(where)), where.platform).map((agent) => {
      return { ...agent, told: told.get(agent.manifest?.metadata.id ?? "") ?? null };
    }),
    ...Object.entries(row?.purposes ?? {}).map(([userId, purpose]) => {
      return { userId, applicationId: null, manifest: null, purpose };
    }),
  ];
  const seen = await sightingsIn(ctx.db, where.platform, where.workspace);
  const watch = [...new Set([...agents, ...seen].map(({ userId }) => userId))].sort();
  let file: SnapshotFile;
  try {
    const shown = await platform.snapshot(where.workspace, watch, progress);
    file = shown.platform === "telegram" ? await withSelfReports(ctx, where, shown) : shown;
  } catch (failure) {
    if (!(failure instanceof PlatformError)) throw failure;
    return { ok: false, why: words[failure.kind](where.platform, failure.message) };
  }
  const read = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
  if (!read.ok) {
    ctx.log.error({ problems: read.problems, ...where }, "the platform sent something the audit can't read");
    const [first] = read.problems;
    return {
      ok: false,
      why: words.unreadable(`${first?.path}: ${first?.message}`),
    };
  }
  const approvals: Approvals | null = row?.document
    ? {
        places: row.document.places.approvals ? [row.document.places.approvals] : [],
        approvers: row.document.approvers ?? [],
      }
    : null;
  const usage = await usageFor(ctx, where, read.snapshot);
  const did = await unapprovedSince(ctx.db, where.platform, where.workspace, ctx.now() - LATELY_MS);
  const unapproved = did.map(({ actorId: agent, entryId, type, at }) => ({
    agent,
    entryId,
    type,
    at: at.getTime(),
  }));
  const report = auditSnapshot({
    snapshot: read.snapshot,
    agents,
    approvals,
    usage,
    unapproved,
    attestations: await withOwed(ctx, where, await attestedIn(ctx, where, agents, titles)),
    at: ctx.now(),
    persona,
  });
  // Telegram lists admins only: a bot that is dismissed as admin would vanish, if it were not remembered now.
  for (const { id, name, self } of report.agents)
    if (!self) await sight(ctx.db, { ...where, userId: id, name, how: "found by an audit" }, ctx.now());
  return {
    ok: true,
    report,
    file,
    snapshot: read.snapshot,
    agents,
    access: () => accessMap(read.snapshot, agents, ctx.now()),
  };
}
