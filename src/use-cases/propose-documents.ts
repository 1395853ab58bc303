import { changeQuestion, changeSuperseded } from "../cards/pending-change.ts";
import { findAgent, type AgentRow } from "../db/agents.ts";
import { changeDocuments } from "../db/documents-lock.ts";
import { appendLedger } from "../db/ledger.ts";
import { endNotice } from "../db/notices.ts";
import type { Database } from "../db/open.ts";
import {
  closePendingChange,
  insertPendingChange,
  openChangesOf,
  type PendingChange,
} from "../db/pending-changes.ts";
import { canonical, digest } from "../domain/approval/action.ts";
import type { DiffLine } from "../domain/document-diff.ts";
import { isDraft, type Agent, type Document } from "../domain/manifest.ts";
import { changes as words, inEveryLanguage } from "../words/index.ts";
import { applyIn } from "./apply-documents.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { planDocument, type DocumentChange } from "./plan-documents.ts";
import { secondPeople } from "./second-people.ts";

const OPEN_FOR_MS = 7 * 24 * 60 * 60_000;

export interface Proposed extends DocumentChange {
  /** Not applied yet: a second person is being asked, until then (RFC 3339). */
  waits: { id: string; until: string } | null;
}

/**
 * Applies what narrows, what is new and what only a person at the machine can answer for; a manifest in force that would let
 * its agent do more waits until somebody else has confirmed it. `alone`: why nobody else is asked this time; goes into the ledger.
 */
export async function proposeDocuments(
  ctx: Context,
  documents: Document[],
  by: string,
  alone: string | null,
): Promise<Outcome<Proposed[]>> {
  const draft = documents.find(isDraft);
  if (draft) return refuse("document_invalid", words.draft(draft.metadata.id));
  return await ctx.db.transaction(async (tx) => {
    await changeDocuments(tx);
    const waiting = new Map<Document, Proposed>();
    for (const document of documents) {
      if (document.kind !== "Agent") continue;
      const before = await findAgent(tx, document.metadata.id);
      const change = await planDocument(tx, document);
      const widens = change.lines.some((line) => line.widens);
      if (before && widens && (await secondPeople(tx, before, document)).length > 0) {
        if (alone === null) {
          const { id, expiresAt } = await ask(ctx, tx, { before, document, lines: change.lines, by });
          waiting.set(document, { ...change, waits: { id, until: expiresAt.toISOString() } });
          continue;
        }
        const body = { by, reason: alone, lines: change.lines.map(({ path }) => path) };
        await appendLedger(tx, [{ at: ctx.now(), kind: "change.alone", subject: before.id, body }]);
      }
      // Whatever still waits was a difference to another manifest.
      if (change.what !== "unchanged") await supersede(ctx, tx, document.metadata.id);
    }
    const now = documents.filter((document) => !waiting.has(document));
    const applied = await applyIn(ctx, tx, now, by);
    return done(
      documents.map((document): Proposed => {
        const held = waiting.get(document);
        if (held) return held;
        return { ...applied[now.indexOf(document)]!, waits: null };
      }),
    );
  });
}

/** The question's name among the notices that are remembered. */
export function aboutChange(id: string): string {
  return `change:${id}`;
}

/** What identifies a manifest, whatever order its fields came in. */
export function documentDigest(document: Document): string {
  return digest("countersign/document/v1", canonical(JSON.parse(JSON.stringify(document))));
}

async function ask(
  ctx: Context,
  tx: Database,
  { before, document, lines, by }: { before: AgentRow; document: Agent; lines: DiffLine[]; by: string },
): Promise<PendingChange | Omit<PendingChange, "closedAt" | "outcome">> {
  const agentId = before.id;
  const base = documentDigest(before.document);
  const open = await openChangesOf(tx, agentId, ctx.now());
  const same = open.find(
    (one) => one.base === base && documentDigest(one.document) === documentDigest(document),
  );
  if (same) return same;
  await supersede(ctx, tx, agentId);
  const at = ctx.now();
  const change = {
    id: newId(ctx, "chg", 10),
    agentId,
    document,
    base,
    lines,
    by,
    at: new Date(at),
    expiresAt: new Date(at + OPEN_FOR_MS),
  };
  await insertPendingChange(tx, change);
  const body = { id: change.id, by, base, document: documentDigest(document) };
  await appendLedger(tx, [{ at, kind: "change.proposed", subject: agentId, body }]);
  await ctx.effects.notify(tx, [
    {
      id: newId(ctx, "ntc", 10),
      card: inEveryLanguage(() => changeQuestion(change)),
      to: { approversOf: agentId },
      about: aboutChange(change.id),
    },
  ]);
  return change;
}

async function supersede(ctx: Context, tx: Database, agentId: string): Promise<void> {
  const at = ctx.now();
  for (const open of await openChangesOf(tx, agentId, at)) {
    const { id } = open;
    await closePendingChange(tx, id, "superseded", at);
    const card = inEveryLanguage(() => changeSuperseded(open));
    await endNotice(tx, aboutChange(id), card, at);
    await ctx.effects.notify(tx, [{ id: newId(ctx, "ntc", 10), card, to: { copiesOf: aboutChange(id) } }]);
    await appendLedger(tx, [{ at, kind: "change.superseded", subject: agentId, body: { id } }]);
  }
}
