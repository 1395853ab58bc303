/** A service on the benchmark's PostgreSQL, with one agent, and the steps of a request's life. */
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { copiesOf, keepReceipt } from "../../src/db/copies.ts";
import type { OpenedDatabase } from "../../src/db/open.ts";
import * as schema from "../../src/db/schema.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { claimGrant } from "../../src/use-cases/claim-grant.ts";
import { requestApproval } from "../../src/use-cases/request-approval.ts";
import {
  agentDocument,
  MASTER_KEY,
  REFUND,
  ROOM,
  workspaceDocuments,
} from "../support/approval-documents.ts";
import { fakePlatform } from "../support/fake-platform.ts";
import { silent } from "../support/log.ts";

export async function benchService(opened: OpenedDatabase): Promise<Service> {
  const discord = fakePlatform("discord");
  const telegram = fakePlatform("telegram");
  discord.join("301001", { roles: ["301"] });
  telegram.join("5551");
  const options = { publicUrl: "http://localhost:8787", masterKey: MASTER_KEY, log: silent, worker: false };
  const service = await serviceOn(opened, { ...options, platforms: { discord, telegram } });
  await applyDocuments(service.ctx, [agentDocument(), ...workspaceDocuments()], "bench");
  return service;
}

/** A database that was migrated already, through a client of one's own. */
export function openedWith(client: Sql, url: string): OpenedDatabase {
  return {
    db: drizzle(client, { schema }),
    backend: { kind: "postgres", url },
    listen: async () => async () => {},
    close: () => client.end(),
  };
}

/** Create, decide, claim. */
export async function flow(service: Service, index: number): Promise<void> {
  const asked = await ask(service, index);
  await approve(service, asked.request.id, index);
  const claimed = await claimGrant(service.ctx, "support-bot", asked.request.id, asked.claimSecret);
  if (!claimed.ok) throw new Error(claimed.refusal.words);
}

export async function ask(service: Service, index: number) {
  const params = { orderId: `A-${index + 2}`, amount: "49.00", currency: "EUR" };
  const asked = await requestApproval(service.ctx, "support-bot", { ...REFUND, params });
  if (!asked.ok) throw new Error(asked.refusal.words);
  return asked.value;
}

/** The card is there, as it is before anybody can press on it. */
export async function posted(service: Service, requestId: string, index: number): Promise<void> {
  for (const copy of await copiesOf(service.ctx.db, requestId))
    if (copy.platform === "discord") await keepReceipt(service.ctx.db, copy.id, on(index));
}

export async function approve(service: Service, requestId: string, index: number): Promise<void> {
  const { card } = await castVote(service.ctx, {
    requestId,
    verdict: "approve",
    reason: null,
    actor: { platform: "discord", id: "301001", name: "Fiona", bot: false, anonymous: false, locale: null },
    on: on(index),
  });
  if (card.tone !== "good") throw new Error(`The press did not approve: ${JSON.stringify(card)}`);
}

function on(index: number) {
  const place = { platform: "discord", workspace: "6137", channel: ROOM.discord } as const;
  return { place, message: `m${index}` };
}
