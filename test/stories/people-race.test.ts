/** What only a real PostgreSQL with many connections can show: linking in the midst of presses, a freeze in the midst of everything. */
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { requests } from "../../src/db/schema.ts";
import type { Actor, Card } from "../../src/platforms/platform.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { freezeAgent } from "../../src/use-cases/freeze-agent.ts";
import { enterLinkCode, showLink, unlinkAccount } from "../../src/use-cases/link-accounts.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import { exportLedger, verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, REFUND, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { textOf } from "../support/fake-platform.ts";

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds.toReversed()) await world.stop();
});

/** Several processes' worth of services on one database, with the same chats. */
async function processes(count: number, policy: object = {}): Promise<[World, ...World[]]> {
  const url = await freshPostgresUrl();
  const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
  const first = await approvalWorld({ opened: await open(), policy });
  const all: [World, ...World[]] = [first];
  while (all.length < count)
    all.push(await approvalWorld({ opened: await open(), platforms: first, worker: false }));
  worlds.push(...all);
  return all;
}

const order = (n: number) => ({ params: { ...(REFUND.params as object), orderId: `A-${n}` } });
const codeOn = (card: Card) => /\/link ([0-9A-Z-]{9})/.exec(textOf(card))?.[1] ?? "no code";

it("whoever is linked while both accounts press counts twice only if both presses were first", async () => {
  const all = await processes(4, { quorum: 2 });
  const [first] = all;
  const pairs: { request: string; one: Actor; other: Actor; code: string }[] = [];
  for (let i = 0; i < 24; i++) {
    const one = first.discord.join(`10${i}`, { roles: ["301"] });
    const other = first.discord.join(`20${i}`, { roles: ["301"] });
    const { request } = await first.ask(order(i));
    const here = { platform: "discord", workspace: null, channel: one.id } as const;
    pairs.push({ request: request.id, one, other, code: codeOn(await showLink(first.ctx, one, here)) });
  }
  await first.until("all cards", () => first.discord.messages.size === 24);
  await Promise.all(
    pairs.flatMap(({ request, one, other, code }, i) => {
      const at = (n: number) => all[(i + n) % 4]!;
      const acts = [
        () => at(0).press(one, request, "approve"),
        () => at(1).press(other, request, "approve"),
        () => enterLinkCode(at(2).ctx, other, code),
      ];
      // Each order of setting out gets its turn.
      return [0, 1, 2].map((n) => acts[(n + i) % 3]!());
    }),
  );
  const seqs = new Map<string, number[]>();
  for await (const entry of exportLedger(first.ctx)) {
    const body = JSON.parse(entry.body) as { accounts?: string[] };
    const name =
      entry.kind === "accounts.linked"
        ? `linked ${body.accounts?.toSorted()[0]}`
        : `${entry.kind} ${entry.subject}`;
    seqs.set(name, [...(seqs.get(name) ?? []), entry.seq]);
  }
  let counted = 0;
  for (const { request, one } of pairs) {
    const votes = seqs.get(`vote.cast ${request}`) ?? [];
    const linked = seqs.get(`linked discord:${one.id}`)?.[0] ?? 0;
    expect(linked).toBeGreaterThan(0);
    expect(votes.length).toBeGreaterThanOrEqual(1);
    if (votes.length === 2) expect(Math.max(...votes)).toBeLessThan(linked);
    expect((seqs.get(`request.approved ${request}`) ?? []).length).toBe(votes.length === 2 ? 1 : 0);
    counted += votes.length - 1;
  }
  // Unlinking at once gives nobody the second vote that the link took.
  const open = pairs.filter(({ request }) => !seqs.has(`request.approved ${request}`));
  for (const { one, other, request } of open) {
    await unlinkAccount(first.ctx, other);
    for (const actor of [one, other]) await first.press(actor, request, "approve");
  }
  const rows = await first.ctx.db.select().from(requests);
  expect(rows.filter(({ state }) => state === "approved")).toHaveLength(counted);
  expect(await verifyLedger(first.ctx)).toMatchObject({ ok: true });
});

it("once a freeze has answered, nothing of that agent is asked, decided or used any more", async () => {
  const all = await processes(4);
  const [first] = all;
  const mira = first.telegram.join("5551");
  const grants: string[] = [];
  const pending: string[] = [];
  for (let n = 0; n < 24; n++) {
    const { request, claimSecret } = await first.ask(order(n));
    if (n % 2) pending.push(request.id);
    else {
      await first.press(mira, request.id, "approve");
      const claimed = await claimGrant(first.ctx, "support-bot", request.id, claimSecret);
      if (claimed.ok) grants[n] = claimed.value.grant;
    }
  }
  await first.until("all cards", () => first.telegram.messages.size === 24);
  const attempts: (() => Promise<unknown>)[] = [
    ...grants.flatMap((grant, n) =>
      grant ? [() => consumeGrant(all[n % 4]!.ctx, { ...REFUND, ...order(n), grant })] : [],
    ),
    ...pending.map((id, i) => () => all[i % 4]!.press(mira, id, "approve")),
    ...Array.from(
      { length: 12 },
      (_, i) => () => requestApproval(all[i % 4]!.ctx, "support-bot", { ...REFUND, ...order(900 + i) }),
    ),
  ];
  const running = attempts.map((attempt, i) =>
    new Promise((done) => setTimeout(done, i * 2)).then(() => attempt()),
  );
  const froze = await freezeAgent(all[3]!.ctx, { agentId: "support-bot", by: "discord:1", reason: "enough" });
  expect(froze).toMatchObject({ ok: true, value: { already: false } });
  const before = await first.ctx.db.select().from(requests);
  await Promise.all(running);

  let frozenAt = Infinity;
  const after: string[] = [];
  for await (const { kind, seq } of exportLedger(first.ctx)) {
    if (kind === "agent.frozen") frozenAt = seq;
    if (seq > frozenAt) after.push(kind);
  }
  expect(
    after.filter((kind) => /^(request\.(created|approved)|vote\.cast|grant\.consumed)$/.test(kind)),
  ).toEqual([]);
  const rows = await first.ctx.db.select().from(requests);
  expect(rows).toHaveLength(before.length);
  expect(rows.filter(({ state, grantState }) => state === "pending" || grantState === "unclaimed")).toEqual(
    [],
  );
  expect(await verifyLedger(first.ctx)).toMatchObject({ ok: true });
});
