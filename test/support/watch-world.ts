/** The real service and the real adapters against the sandboxes: what happens there is what it hears of. */
import type { OpenedDatabase } from "../../src/db/open.ts";
import { shelfOf } from "../../src/db/shelf.ts";
import { createInbox } from "../../src/commands/inbox.ts";
import { agentSchema, type Document, workspaceSchema } from "../../src/domain/manifest.ts";
import { createDiscord } from "../../src/platforms/discord/index.ts";
import { createTelegram } from "../../src/platforms/telegram/index.ts";
import type { Platform, PlatformId } from "../../src/platforms/platform.ts";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import type { DiscordWorld } from "../../src/sandbox/discord/world.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramWorld } from "../../src/sandbox/telegram/world.ts";
import { serviceOn, type Service } from "../../src/service.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { freshPglite } from "./database.ts";
import { ids, smallWorld as smallDiscord, tokens } from "./discord-world.ts";
import { silent } from "./log.ts";
import { quick } from "./telegram-adapter.ts";
import { group, smallWorld as smallTelegram } from "./telegram-world.ts";

export const LOOK_PAUSE_MS = 150;

/** Helper on both platforms; whatever `more` adds. */
export function helperAgent(more: object = {}): Document {
  return agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "helper", owner: `discord:${ids.owner}`, purpose: "moderation" },
    identities: {
      discord: { applicationId: ids.helper, userId: ids.helper },
      telegram: { userId: "43" },
    },
    ...more,
  });
}

export const sensitive = (...types: string[]) => ({
  actions: types.map((type) => ({
    type,
    audience: "bot",
    policy: { approvers: [`discord:role:${ids.modRole}`] },
  })),
});

export function discordWorkspace(
  places: object = { reports: ids.general, approvals: ids.approvals },
): Document {
  return workspaceSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { platform: "discord", id: ids.guild },
    places,
    approvers: [`discord:role:${ids.modRole}`],
  });
}

export function telegramWorkspace(): Document {
  return workspaceSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { platform: "telegram", id: String(group) },
    places: { reports: String(group) },
  });
}

export async function discordStage(world: DiscordWorld = smallDiscord()) {
  const sandbox = await startDiscordSandbox({ world });
  const as = (id: string) => sandbox.control.as(id);
  /** A sibling acts by HTTP with its own token, as its own code would. */
  const bot = async (method: string, path: string, body?: unknown, token: string = tokens.helper) => {
    const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  return { sandbox, as, bot };
}
export type DiscordStage = Awaited<ReturnType<typeof discordStage>>;

export async function telegramStage(world: TelegramWorld = smallTelegram()) {
  const sandbox = await startTelegramSandbox({ world, now: Date.now });
  return { sandbox, as: (id: number) => sandbox.control.as(id) };
}
export type TelegramStage = Awaited<ReturnType<typeof telegramStage>>;

export interface Watch extends Service {
  /** For another service on the same data, after this one stopped. */
  opened: OpenedDatabase;
  platforms: Partial<Record<PlatformId, Platform>>;
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** How far the service's clock is ahead of the world's. */
  clock: { ahead: number };
}

/** Starts the service on the given stages. `documents` are applied first. */
export async function watch(options: {
  discord?: DiscordStage;
  telegram?: TelegramStage;
  documents?: Document[];
  opened?: OpenedDatabase;
  worker?: boolean;
  /** Discord tells that messages are posted. */
  messages?: boolean;
}): Promise<Watch> {
  const opened = options.opened ?? (await freshPglite());
  const platforms: Partial<Record<PlatformId, Platform>> = {};
  const clock = { ahead: 0 };
  /** What would be in the operator's log: shown when a test waits in vain. */
  const troubles: string[] = [];
  const keep = (fields: { err?: unknown }, message: string) => {
    const why = fields.err instanceof Error ? fields.err.message : JSON.stringify(fields);
    troubles.push(`${message}: ${why}`);
  };
  const log = { ...silent, warn: keep, error: keep };
  const now = () => Date.now() + clock.ahead;
  const service = await serviceOn(opened, {
    publicUrl: "http://localhost:8787",
    masterKey: new Uint8Array(32).fill(7),
    log,
    worker: true,
    lookPauseMs: LOOK_PAUSE_MS,
    now,
    platforms,
  });
  const { ctx } = service;
  await applyDocuments(ctx, options.documents ?? [], "operator");
  if (options.discord)
    platforms.discord = createDiscord({
      token: tokens.countersign,
      apiUrl: options.discord.sandbox.apiUrl,
      ...(options.messages ? { messages: true } : {}),
      shelf: shelfOf(ctx.db, "discord", now),
      log: silent,
      now,
    });
  if (options.telegram)
    platforms.telegram = createTelegram({
      token: "42:cs",
      apiUrl: options.telegram.sandbox.apiUrl,
      shelf: shelfOf(ctx.db, "telegram", now),
      log: silent,
      pace: quick,
      now,
    });
  const inbox = createInbox(ctx);
  for (const platform of Object.values(platforms)) await platform.start(inbox);
  if (options.worker ?? true) await service.startWorkers();
  return {
    ...service,
    opened,
    platforms,
    clock,
    until: async (what, condition) => {
      for (const end = Date.now() + 15_000; !(await condition());) {
        if (Date.now() > end)
          throw new Error(`waited 15 s in vain for ${what}; ${troubles.join("; ") || "no errors"}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: async () => {
      for (const platform of Object.values(platforms)) await platform.stop();
      await service.stop();
    },
  };
}
