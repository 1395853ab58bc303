/** What people confirm with their own word: who, what, until when, what they looked at; and, where it is critical, a second person. */
import { agentByAccount } from "../db/agents.ts";
import {
  attestationById,
  attestationsIn,
  endAttestation,
  insertAttestation,
  lockAttestation,
  secondAttestation,
  type AttestationRow,
} from "../db/attestations.ts";
import { appendLedger } from "../db/ledger.ts";
import type { Database } from "../db/open.ts";
import { holdPeople } from "../db/people.ts";
import { refusedSecond, refusedWord, type WordRefusal } from "../domain/audit/attestation.ts";
import { excludedAccounts } from "../domain/manifest.ts";
import type { Actor, PlatformId } from "../platforms/platform.ts";
import { askForLook, type Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { humanBehind } from "./human-behind.ts";
import { newId } from "./ids.ts";

type Who = Pick<Actor, "platform" | "id" | "name">;

export interface Attest extends Where {
  /** `key-rotation`, `separate-machines`, or an item of the checklist: what rules ask for by this name. */
  control: string;
  /** Platform user id of the agent, or what else the control names; null: the workspace. */
  subject: string | null;
  /** What they looked at, in their words; never empty, never a secret. */
  evidence: string;
  /** Milliseconds since the epoch; at most 400 days ahead. */
  until: number;
  actor: Who;
  /** It counts only once another person has agreed. */
  needsSecond: boolean;
}

export type Attested =
  /** `counts`: false while a second person is missing. */
  { ok: true; id: string; counts: boolean } | { ok: false; why: WordRefusal };

/**
 * Takes somebody's word. Whether they may speak for the workspace is the caller's to check (`refusalFor`). The same control
 * can be confirmed anew at any time: the one that ends last counts.
 */
export async function attest(ctx: Context, wish: Attest): Promise<Attested> {
  const { platform, workspace, control, subject, until, actor, needsSecond } = wish;
  const now = ctx.now();
  const why = refusedWord(wish, now);
  if (why) return { ok: false, why };
  return await ctx.db.transaction(async (tx) => {
    const id = newId(ctx, "att", 10);
    const by = accountOf(actor);
    const evidence = wish.evidence.trim();
    await insertAttestation(tx, {
      id,
      platform,
      workspace,
      control,
      subject,
      by,
      name: actor.name,
      evidence,
      at: new Date(now),
      validUntil: new Date(until),
      needsSecond,
    });
    await askForLook(ctx, tx, { platform, workspace }, ctx.lookPauseMs);
    const body = { id, control, about: subject, by, evidence, until: iso(until), needsSecond };
    await record(tx, { platform, workspace }, "attestation.given", body, now);
    return { ok: true, id, counts: !needsSecond };
  });
}

export type Settled = { ok: true } | { ok: false; why: WordRefusal | "over" };

/** The second person's agreement: somebody else, and nobody who answers for the agent that it is about. */
export async function secondWord(ctx: Context, { id, actor }: { id: string; actor: Who }): Promise<Settled> {
  return await ctx.db.transaction(async (tx) => {
    await holdPeople(tx);
    const row = await lockAttestation(tx, id);
    const now = ctx.now();
    if (!row || row.revokedAt || row.secondAt || !row.needsSecond || row.validUntil.getTime() <= now)
      return { ok: false, why: "over" };
    const account = { platform: actor.platform, userId: actor.id };
    const { accounts } = await humanBehind(tx, account, row.at.getTime());
    const agent = row.subject === null ? null : await agentByAccount(tx, row.platform, row.subject);
    const me = accountOf(actor);
    const why = refusedSecond([me, ...accounts], row.by, agent ? excludedAccounts(agent.document) : []);
    if (why) return { ok: false, why };
    await secondAttestation(tx, id, { by: me, name: actor.name, at: now });
    await changed(ctx, tx, row, "attestation.confirmed", { id, by: me });
    return { ok: true };
  });
}

/** Takes a word back, one's own or another's: from now on it holds nothing. */
export async function revokeAttestation(
  ctx: Context,
  { id, actor, why }: { id: string; actor: Who; why: string },
): Promise<Settled> {
  return await ctx.db.transaction(async (tx) => {
    const row = await lockAttestation(tx, id);
    if (!row || row.revokedAt) return { ok: false, why: "over" };
    const by = accountOf(actor);
    await endAttestation(tx, id, { by, why: why.trim(), at: ctx.now() });
    await changed(ctx, tx, row, "attestation.revoked", { id, by, why: why.trim() });
    return { ok: true };
  });
}

/** One word that somebody gave. */
export async function findAttestation(
  ctx: Pick<Context, "db">,
  id: string,
): Promise<Pick<AttestationRow, "id" | "platform" | "workspace" | "control" | "subject"> | null> {
  return await attestationById(ctx.db, id);
}

/** Everything ever confirmed in a workspace, newest first, with evidence and people; `control` limits it to one. */
export async function listAttestations(
  ctx: Pick<Context, "db">,
  { platform, workspace }: Where,
  control?: string,
): Promise<AttestationRow[]> {
  return await attestationsIn(ctx.db, platform, workspace, control);
}

async function changed(
  ctx: Context,
  tx: Database,
  row: AttestationRow,
  kind: string,
  body: Record<string, unknown>,
): Promise<void> {
  const where = { platform: row.platform as PlatformId, workspace: row.workspace };
  await askForLook(ctx, tx, where, ctx.lookPauseMs);
  await record(tx, where, kind, { ...body, control: row.control, about: row.subject }, ctx.now());
}

async function record(
  tx: Database,
  { platform, workspace }: Where,
  kind: string,
  body: Record<string, unknown>,
  at: number,
): Promise<void> {
  await appendLedger(tx, [{ at, kind, subject: `${platform}:${workspace}`, body }]);
}

function accountOf({ platform, id }: Who): string {
  return `${platform}:${id}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
