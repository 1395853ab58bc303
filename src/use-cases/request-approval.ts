import { createRequest } from "../db/create-request.ts";
import { currentDocuments, type Documents } from "../db/documents.ts";
import { noLetters } from "../db/letters.ts";
import type { Database } from "../db/open.ts";
import { newlyStored, type RequestRow, type StoredRequest } from "../db/requests.ts";
import { takeUse } from "../db/remembered.ts";
import type { requests, Origin } from "../db/schema.ts";
import { canonical, fitness, hashOfCanonical } from "../domain/approval/action.ts";
import { limitsOf, samenessOf } from "../domain/approval/limits.ts";
import { canBeMet, effectivePolicy, policyDigest, type Policy } from "../domain/approval/policy.ts";
import { step, type RequestState } from "../domain/approval/request.ts";
import { durationMs } from "../domain/duration.ts";
import type { AgentAction } from "../domain/manifest.ts";
import type { Place } from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { changeRequestIn, nextDue } from "./change-request.ts";
import { checkParams } from "./check-params.ts";
import type { Context } from "./context.ts";
import { answer, join, repeat, type Asked } from "./existing-request.ts";
import { heldBack } from "./hold-back.ts";
import { claimSecret, newId, sha256 } from "./ids.ts";
import { done, refuse, type Outcome } from "./outcome.ts";
import { postureOf, underPosture, type Posture } from "./posture.ts";
import { placesToAsk } from "./reach.ts";
import { recall, type Recallable } from "./recall.ts";
import { viewOf } from "./request-view.ts";

/** What an agent asks for. `params` went through the JSON gate already; it is checked again here. */
export interface Wish {
  action: string;
  params: unknown;
  reason?: string;
  audience?: string;
  origin?: Origin;
  /** Durations; never longer than the policy allows, only shorter. */
  decideWithin?: string;
  useWithin?: string;
  callbackUrl?: string;
  idempotencyKey?: string;
}

/** Longer params can't be read by a person as a whole. Bytes of canonical JSON. */
const LONGEST_PARAMS = 128 * 1024;

/** Asks people to approve an action: frozen, with the policy as it is now, and with a card in every place that has an approver. */
export async function requestApproval(ctx: Context, agentId: string, wish: Wish): Promise<Outcome<Asked>> {
  const { idempotencyKey, ...body } = wish;
  const unfit =
    fitness(JSON.parse(JSON.stringify(body))) ?? fitness(wish.params, "/params") ?? unstorable(wish);
  if (unfit)
    return refuse("params_invalid", unfit.message, {
      errors: [{ path: unfit.path, message: unfit.message }],
    });
  const bodySha256 = sha256(canonical(JSON.parse(JSON.stringify(body))));
  const repeated = await repeat(ctx, agentId, idempotencyKey, bodySha256);
  if (repeated) return repeated;

  // Documents may change while platforms are asked who can be reached: then everything is looked at again.
  for (let attempt = 0; attempt < 5; attempt++) {
    const documents = await currentDocuments(ctx.db);
    const posture = await postureOf(ctx, documents.agents.get(agentId)?.document);
    const rules = rulesFor(documents, agentId, wish, posture);
    if (!rules.ok) return rules;
    const { action, policy } = rules.value;
    const checked = checkParams(wish.params, action.params);
    if (!checked.ok)
      return checked.errors
        ? refuse("params_invalid", words.refusal.paramsInvalid, { errors: checked.errors })
        : refuse("params_invalid", words.refusal.schemaBroken(action.type), { errors: [] });
    const row = rowOf(ctx, agentId, wish, action, policy, bodySha256);
    if (!row.ok) return row;
    const before = attempt === 0 ? await firstTry(ctx, row.value, action) : await join(ctx, row.value);
    if (before) return before;
    const places = await everyPlace(ctx, policy, documents.workspaces);
    if (places.length === 0) return refuse("no_approver_reachable", words.refusal.nobodyReachable);

    const memory = policy.remember ? await recall(ctx, row.value) : null;
    const asked = memory
      ? await ctx.db.transaction((tx) => ask(ctx, tx, row.value, places, documents.revision, memory))
      : await ask(ctx, ctx.db, row.value, places, documents.revision, null);
    if (asked) return done(asked);
    const first = (await repeat(ctx, agentId, idempotencyKey, bodySha256)) ?? (await join(ctx, row.value));
    if (first) return first;
  }
  throw new Error(`The documents of ${agentId} keep changing while it asks for ${wish.action}.`);
}

/** The request that is the same wish, or why the agent may not ask now; null when it may, and that counted. */
async function firstTry(ctx: Context, row: NewRow, action: AgentAction): Promise<Outcome<Asked> | null> {
  const limits = limitsOf(action);
  const { refused, same } = await heldBack(ctx, row, limits);
  if (!same) return refused;
  const joined = await join(ctx, row, same);
  // Its time was over, and only nobody had noticed.
  return joined ?? (await heldBack(ctx, { ...row, sameness: null }, limits)).refused;
}

/** Where to ask. Empty also when some group can't be reached at all: without it the request could never be approved. */
async function everyPlace(
  ctx: Context,
  policy: Policy,
  workspaces: Documents["workspaces"],
): Promise<Place[]> {
  const lists = [policy.approvers, ...policy.groups.map((group) => group.approvers)];
  const reached = await Promise.all(
    lists.map((approvers) => placesToAsk(ctx, policy, approvers, workspaces)),
  );
  if (reached.some((places) => places.length === 0)) return [];
  const byChannel = reached.flat().map((place) => [`${place.platform}/${place.channel}`, place] as const);
  return [...new Map(byChannel).values()];
}

/** PostgreSQL can't keep a NUL in text. In params it is harmless, because they are stored as JSON, which spells it out. */
function unstorable({ params: _params, ...rest }: Wish): { path: string; message: string } | null {
  const found = Object.entries({ ...rest, ...rest.origin }).find(
    ([, value]) => typeof value === "string" && value.includes("\0"),
  );
  return found ? { path: `/${found[0]}`, message: "This text contains a NUL character." } : null;
}

/** What the documents say about this wish. */
function rulesFor(
  { agents, workspaces }: Documents,
  agentId: string,
  wish: Wish,
  posture: Posture,
): Outcome<{ action: AgentAction; policy: Policy }> {
  const agent = agents.get(agentId);
  if (!agent) return refuse("agent_unknown", words.refusal.agentUnknown(agentId));
  if (agent.frozenAt) return refuse("agent_frozen", words.refusal.agentFrozen(agent.frozenReason));
  const action = agent.document.actions.find((known) => known.type === wish.action);
  if (!action) return refuse("action_unknown", words.refusal.actionUnknown(wish.action));
  const declared = workspaces.flatMap((row) => row.document ?? []);
  const policy = underPosture(effectivePolicy(agent.document, action, declared), posture);
  if (!policy) return refuse("no_approver_reachable", words.refusal.noPolicy);
  if (!canBeMet(policy))
    return refuse(
      "no_approver_reachable",
      policy.posture ? words.refusal.oneMore(policy.quorum) : words.refusal.tooFew(policy.quorum),
    );
  return done({ action, policy });
}

type NewRow = typeof requests.$inferInsert & { sameness: string | null };

function rowOf(
  ctx: Context,
  agentId: string,
  wish: Wish,
  action: AgentAction,
  policy: Policy,
  bodySha256: string,
): Outcome<NewRow> {
  const audience = wish.audience ?? action.audience;
  if (!audience)
    return refuse("params_invalid", words.refusal.audienceMissing(action.type), {
      errors: [{ path: "/audience", message: "expected the name of the executor" }],
    });
  const decideMs = shorter(policy.decideWithinMs, wish.decideWithin);
  const useMs = shorter(policy.useWithinMs, wish.useWithin);
  for (const [name, value] of [
    ["decideWithin", decideMs],
    ["useWithin", useMs],
  ] as const)
    if (value === null)
      return refuse("params_invalid", words.refusal.duration(String(wish[name])), {
        errors: [{ path: `/${name}`, message: words.refusal.duration(String(wish[name])) }],
      });
  const params = canonical(wish.params);
  if (Buffer.byteLength(params) > LONGEST_PARAMS) return refuse("too_large", words.refusal.tooLarge);

  const now = ctx.now();
  const id = newId(ctx, "req");
  const actionHash = hashOfCanonical(action.type, params);
  const requestedBy = wish.origin?.requestedBy
    ? `${wish.origin.platform ?? "unknown"}:${wish.origin.requestedBy}`
    : null;
  const callbackUrl = wish.callbackUrl ?? null;
  const sameness = limitsOf(action).join
    ? samenessOf({ agentId, actionHash, audience, requestedBy, callbackUrl, useWithinMs: useMs ?? 0 })
    : null;
  return done({
    id,
    agentId,
    action: action.type,
    title: action.title ?? null,
    params,
    actionHash,
    reason: wish.reason ?? null,
    audience,
    origin: wish.origin ?? null,
    callbackUrl,
    policy: canonical(policy),
    policyDigest: policyDigest(policy),
    state: "pending",
    version: 1,
    createdAt: new Date(now),
    decideBy: new Date(now + (decideMs ?? 0)),
    useWithinMs: useMs ?? 0,
    claimSha256: sha256(claimSecret(ctx, id)),
    idempotencyKey: wish.idempotencyKey ?? null,
    bodySha256,
    sameness,
  });
}

/** The asked-for duration, never longer than the policy's; null when it is not a duration. */
function shorter(allowedMs: number, asked: string | undefined): number | null {
  if (asked === undefined) return allowedMs;
  const wanted = durationMs(asked);
  return wanted === null ? null : Math.min(wanted, allowedMs);
}

/** Null when it could not be made: the documents have changed, or there is such a request already. */
async function ask(
  ctx: Context,
  db: Database,
  row: NewRow,
  places: Place[],
  revision: string,
  memory: Recallable | null,
): Promise<Asked | null> {
  const copies = places.map((place) => ({ id: newId(ctx, "cp", 10), place }));
  const stored = newlyStored(row);
  const letters = noLetters();
  await ctx.effects.deliverCopies(
    letters,
    copies.map((copy) => copy.id),
  );
  const due = nextDue(stored.state);
  if (due !== null) await ctx.effects.remind(letters, row.id, due);
  const facts = [{ at: ctx.now(), kind: "request.created", subject: row.id, body: recorded(stored.row) }];
  if (!(await createRequest(db, { row, copies, letters, facts, revision }))) return null;
  const recalled = memory && (await answerFromMemory(ctx, db, stored, memory));
  return answer(ctx, viewOf(stored.row, recalled ?? stored.state), true);
}

/** The request approved by what people said about an equal one; null when that does not count for it. */
async function answerFromMemory(
  ctx: Context,
  tx: Database,
  stored: StoredRequest,
  { rememberedId, ballots, accounts }: Recallable,
): Promise<RequestState | null> {
  const at = ctx.now();
  const event = { type: "recall" as const, at, ballots, accounts, grantId: newId(ctx, "grant") };
  if (!step(stored.state, event).ok || !(await takeUse(tx, rememberedId, at))) return null;
  const fact = { at, kind: "approval.recalled", subject: stored.row.id, body: { id: rememberedId } };
  const changed = await changeRequestIn(ctx, tx, stored.row.id, event, [fact]);
  return changed?.ok ? changed.state : null;
}

function recorded(row: RequestRow): Record<string, unknown> {
  const { agentId, action, actionHash, audience, policyDigest, decideBy, origin } = row;
  return {
    agent: agentId,
    action,
    actionHash,
    audience,
    policy: policyDigest,
    decideBy: decideBy.toISOString(),
    requestedBy: origin?.requestedBy ? `${origin.platform ?? "unknown"}:${origin.requestedBy}` : null,
  };
}
