/** What a duty's card is about, gathered when its period begins. */
import { allAgents } from "../db/agents.ts";
import { auditAt } from "../db/audits.ts";
import { askedByDay, didByDay } from "../db/glance.ts";
import { sightingsIn } from "../db/sightings.ts";
import { median, type DutyBody, type DutyKind, type Glance } from "../domain/care/duty.ts";
import { sampled } from "../domain/care/sample.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";
import { digestOf } from "./digest.ts";
import { messagesSince } from "./sample-messages.ts";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const USUAL_DAYS = 28;
const SAMPLE = 5;
const MOST_LINES = 12;

/** Null when there is nothing to say. */
export async function dutyBody(
  ctx: Pick<Context, "db" | "now" | "random">,
  where: Where,
  kind: DutyKind,
  dueAt: number,
): Promise<DutyBody | null> {
  const bots = await botsIn(ctx, where);
  switch (kind) {
    case "usage": {
      const agents = (await glances(ctx, where, bots)).filter(({ asked, did }) => asked + did > 0);
      const shown = agents.slice(0, MOST_LINES);
      return agents.length === 0 ? null : { kind, agents: shown, more: agents.length - shown.length };
    }
    case "sample": {
      const names = new Map(bots.map(({ id, name }) => [id, name]));
      const all = await messagesSince(ctx, where, dueAt - WEEK);
      const heard = all.filter(({ agent, at }) => names.has(agent) && at < dueAt);
      const random = () => Buffer.from(ctx.random(4)).readUInt32BE() / 2 ** 32;
      const picks = sampled(heard, [...names.keys()], {
        count: SAMPLE,
        from: dueAt - WEEK,
        to: dueAt,
        random,
      });
      const named = picks.map((pick) => ({ ...pick, agent: names.get(pick.agent) ?? pick.agent }));
      return named.length === 0 ? null : { kind, picks: named };
    }
    case "review":
      return bots.length === 0
        ? null
        : { kind, agents: bots.map((bot) => ({ ...bot, decision: null })), escalated: false };
    case "rotation":
      return bots.length === 0 ? null : { kind, agents: bots.map(({ name }) => name) };
    case "drill":
      return { kind, evidence: null };
    case "digest":
      return { kind, digest: await digestOf(ctx, where, dueAt) };
  }
}

/** Every bot that the last look saw, but for ourselves. */
async function botsIn(
  ctx: Pick<Context, "db" | "now">,
  { platform, workspace }: Where,
): Promise<{ id: string; name: string; grade: string; findings: number }[]> {
  const audit = await auditAt(ctx.db, platform, workspace, ctx.now());
  // Nobody ever noted us as somebody who was found.
  const others = new Set((await sightingsIn(ctx.db, platform, workspace)).map(({ userId }) => userId));
  return (audit?.summary.agents ?? [])
    .filter(({ id }) => others.has(id))
    .map(({ id, name, grade, findings }) => ({ id, name, grade, findings }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

async function glances(
  ctx: Pick<Context, "db" | "now">,
  where: Where,
  bots: { id: string; name: string }[],
): Promise<Glance[]> {
  const to = ctx.now();
  const from = to - (USUAL_DAYS + 1) * DAY;
  const declared = (await allAgents(ctx.db)).flatMap(({ id, document }) => {
    const account = document.identities[where.platform]?.userId;
    return account === undefined ? [] : [[account, id] as const];
  });
  const agentOf = new Map(declared);
  const asked = await askedByDay(ctx.db, [...agentOf.values()], from, to);
  const did = await didByDay(ctx.db, where, from, to);
  return bots.map(({ id, name }) => {
    const mine = asked.filter(({ agent }) => agent === agentOf.get(id));
    const deeds = did.filter(({ account }) => account === id);
    const on = (day: number) =>
      (mine.find((one) => one.day === day)?.asked ?? 0) + (deeds.find((one) => one.day === day)?.did ?? 0);
    const days = [...mine, ...deeds].map(({ day }) => day);
    // A week says nothing about what is usual.
    const known = Math.max(0, ...days) >= 7;
    const before = Array.from({ length: Math.min(USUAL_DAYS, Math.max(0, ...days)) }, (_, day) =>
      on(day + 1),
    );
    const today = mine.find(({ day }) => day === 0);
    return {
      id,
      name,
      asked: today?.asked ?? 0,
      denied: today?.denied ?? 0,
      did: deeds.find(({ day }) => day === 0)?.did ?? 0,
      usual: known ? median(before) : null,
    };
  });
}
