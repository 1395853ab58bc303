/** A service with two fake platforms, one agent and two workspaces: the start of every approval story. */
import type { OpenedDatabase } from "../../src/db/open.ts";
import type { Actor, Card, Log, Posted } from "../../src/platforms/platform.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import type { Asked } from "../../src/use-cases/existing-request.ts";
import { requestApproval, type Wish } from "../../src/use-cases/request-approval.ts";
import { agentDocument, MASTER_KEY, REFUND, workspaceDocuments } from "./approval-documents.ts";
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
  /** Resolves when the condition holds; fails after 25 seconds: a busy machine is slow, not wrong. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
}

export { agentDocument, MASTER_KEY, REFUND, ROOM, workspaceDocuments } from "./approval-documents.ts";

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
  const end = Date.now() + 25_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited 25 s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
