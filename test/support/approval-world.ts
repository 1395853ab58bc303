/** A service with two fake platforms, one agent and two workspaces: the start of every approval story. */
import { agentSchema, workspaceSchema } from "../../src/domain/manifest.ts";
import type { OpenedDatabase } from "../../src/db/open.ts";
import type { Actor, Card, Log, Posted } from "../../src/platforms/platform.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { requestApproval, type Asked, type Wish } from "../../src/use-cases/request-approval.ts";
import { freshPglite } from "./database.ts";
import { fakePlatform, type FakePlatform } from "./fake-platform.ts";
import { silent } from "./log.ts";

export interface World extends Service {
  discord: FakePlatform;
  telegram: FakePlatform;
  /** Moves the service's clock; nothing else. */
  clock: { ahead: number };
  /** Asks as support-bot; throws a refusal as an error with its code. */
  ask(wish?: Partial<Wish>): Promise<Asked>;
  press(actor: Actor, requestId: string, verdict: "approve" | "deny", reason?: string): Promise<Card>;
  /** Resolves when the condition holds; fails after ten seconds. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
}

export const MASTER_KEY = new Uint8Array(32).fill(7);
export const ROOM = { discord: "9100", telegram: "-100200" };
export const REFUND: Wish = {
  action: "refund.issue",
  params: { orderId: "A-1041", amount: "49.00", currency: "EUR" },
};

export function agentDocument(policy: object = {}, more: object = {}) {
  return agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "support-bot", owner: "discord:2041", purpose: "support" },
    identities: { discord: { applicationId: "1576", userId: "1576" }, telegram: { userId: "6123" } },
    actions: [
      {
        type: "refund.issue",
        title: "Issue a refund",
        params: {
          type: "object",
          required: ["orderId", "amount", "currency"],
          properties: {
            orderId: { type: "string", pattern: "^A-[0-9]+$" },
            amount: { type: "string" },
            currency: { enum: ["EUR", "USD"] },
          },
          additionalProperties: false,
        },
        audience: "payments",
        policy: { approvers: ["discord:role:301", "telegram:user:5551"], ...policy },
      },
      { type: "note.write", audience: "notes" },
    ],
    ...more,
  });
}

export function workspaceDocuments() {
  return [
    {
      metadata: { platform: "discord", id: "6137" },
      places: { approvals: ROOM.discord },
      approvers: ["discord:role:301"],
    },
    { metadata: { platform: "telegram", id: "-100200" }, places: { approvals: ROOM.telegram } },
  ].map((document) =>
    workspaceSchema.parse({ apiVersion: "countersign/v1", kind: "Workspace", ...document }),
  );
}

export async function approvalWorld(
  options: {
    opened?: OpenedDatabase;
    policy?: object;
    log?: Log;
    worker?: boolean;
    /** Existing fakes: the same chats as seen by another process. */
    platforms?: { discord: FakePlatform; telegram: FakePlatform };
  } = {},
): Promise<World> {
  const clock = { ahead: 0 };
  const platforms = options.platforms ?? {
    discord: fakePlatform("discord"),
    telegram: fakePlatform("telegram"),
  };
  const service = await serviceOn(options.opened ?? (await freshPglite()), {
    publicUrl: "http://localhost:8787",
    masterKey: MASTER_KEY,
    log: options.log ?? silent,
    worker: options.worker ?? true,
    now: () => Date.now() + clock.ahead,
    platforms,
  });
  const { discord, telegram } = platforms;
  if (!options.platforms) {
    discord.join("301001", { roles: ["301"] });
    telegram.join("5551");
    await applyDocuments(service.ctx, [agentDocument(options.policy), ...workspaceDocuments()], "operator");
  }
  if (options.worker ?? true) await service.startWorkers();
  const places: Record<string, FakePlatform> = { discord, telegram };
  return {
    ...service,
    discord,
    telegram,
    clock,
    ask: async (wish = {}) => {
      const asked = await requestApproval(service.ctx, "support-bot", { ...REFUND, ...wish });
      if (!asked.ok)
        throw Object.assign(new Error(`${asked.refusal.code}: ${asked.refusal.words}`), asked.refusal);
      return asked.value;
    },
    press: async (actor, requestId, verdict, reason) => {
      const platform = places[actor.platform]!;
      const on = await eventually(`a card of ${requestId} on ${platform.id}`, () =>
        cardOf(platform, requestId),
      );
      const { card } = await castVote(service.ctx, { requestId, verdict, reason: reason ?? null, actor, on });
      return card;
    },
    until: async (what, condition) => {
      await eventually(what, async () => ((await condition()) ? true : null));
    },
  };
}

export function cardOf(platform: FakePlatform, requestId: string): Posted | null {
  for (const { posted, card } of platform.messages.values())
    if (card.buttons.flat().some((button) => "press" in button && button.press.endsWith(`:${requestId}`)))
      return posted;
  return null;
}

async function eventually<T>(what: string, look: () => T | null | Promise<T | null>): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited 10 s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
