/** Begins what is due in each workspace, by the clock there; and brings the week's digest up to date. */
import {
  changeDuty,
  insertDuty,
  keptSince,
  lockDuty,
  newestDuty,
  periodsOf,
  replaceOlder,
} from "../db/duties.ts";
import { allWorkspaces } from "../db/workspaces.ts";
import { isQuiet, periodToBegin } from "../domain/care/cadence.ts";
import { dutyKinds, dutyOf, nextStep, type DutyKind } from "../domain/care/duty.ts";
import type { Workspace } from "../domain/manifest.ts";
import type { PlatformId } from "../platforms/platform.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { digestOf } from "./digest.ts";
import { dutyBody } from "./duty-body.ts";
import { newId } from "./ids.ts";

/** Harmless to repeat, and at once in several processes: a period is begun once. */
export async function beginDuties(ctx: Context): Promise<void> {
  for (const { where, document, dutiesSince } of await keepers(ctx)) {
    const { timeZone: zone, quietHours } = document;
    const now = ctx.now();
    const since = dutiesSince?.getTime() ?? (await keptSince(ctx.db, where, now));
    if (quietHours && isQuiet(zone, quietHours, now)) continue;
    for (const kind of dutyKinds) {
      const known = await periodsOf(ctx.db, where, kind);
      const period = periodToBegin(dutyOf[kind].rhythm, { zone, now, since, known });
      if (period) await begin(ctx, where, kind, period);
    }
  }
}

/** The digest of this week says what happened until now. */
export async function refreshDigests(ctx: Context): Promise<void> {
  for (const { where } of await keepers(ctx)) await refreshDigest(ctx, where);
}

async function refreshDigest(ctx: Context, where: Where): Promise<void> {
  const row = await newestDuty(ctx.db, where, "digest", ctx.now());
  if (!row) return;
  const digest = await digestOf(ctx, where, row.dueAt.getTime());
  await ctx.db.transaction(async (tx) => {
    const locked = await lockDuty(tx, row.id);
    if (locked?.body.kind !== "digest" || sameText(locked.body.digest, digest)) return;
    await changeDuty(tx, row.id, { body: { kind: "digest", digest } });
    await ctx.effects.showDuty(tx, row.id);
  });
}

async function begin(
  ctx: Context,
  where: Where,
  kind: DutyKind,
  { name: period, dueAt }: { name: string; dueAt: number },
): Promise<void> {
  const now = ctx.now();
  // What happened since the last hour is the old week's, and nobody would look there again.
  if (kind === "digest") await refreshDigest(ctx, where);
  const body = await dutyBody(ctx, where, kind, dueAt);
  // Nothing to say is said by nobody; another try of this period would be a question in the middle of the day.
  const isEmpty = body === null;
  const next = isEmpty ? null : nextStep(kind, dueAt, now);
  const row = {
    id: newId(ctx, "dty", 10),
    ...where,
    duty: kind,
    period,
    dueAt: new Date(dueAt),
    body: body ?? { kind: "usage" as const, agents: [], more: 0 },
    nextAt: next === null ? null : new Date(next),
    shown: isEmpty ? 1 : 0,
    createdAt: new Date(now),
  };
  await ctx.db.transaction(async (tx) => {
    if (!(await insertDuty(tx, row))) return;
    await replaceOlder(tx, row);
    if (!isEmpty) await ctx.effects.showDuty(tx, row.id);
  });
}

/** Where there is a place for such cards, and we are in it. */
async function keepers(
  ctx: Context,
): Promise<{ where: Where; document: Workspace; dutiesSince: Date | null }[]> {
  return (await allWorkspaces(ctx.db)).flatMap(({ platform, id, document, leftAt, dutiesSince }) =>
    document?.places.reports && leftAt === null && ctx.platforms[platform as PlatformId]
      ? [{ where: { platform: platform as PlatformId, workspace: id }, document, dutiesSince }]
      : [],
  );
}

/** The database gives keys back in an order of its own. */
function sameText(a: object, b: object): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${inOrder(inner)}`);
  return `{${entries.sort().join()}}`;
}
