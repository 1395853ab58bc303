/** Everything that exists in the sandbox Discord, and the clock it runs on. */
import type { Faults } from "./faults.ts";
import type { Session } from "./gateway/session.ts";
import type { Interaction } from "./interactions/interaction.ts";
import type { Fields } from "./read.ts";
import type { RecordedRequest } from "./requests.ts";

export interface User {
  id: string;
  username: string;
  globalName: string | null;
  bot: boolean;
  locale: string;
  acceptsDms: boolean;
}

export interface Command extends Fields {
  id: string;
  name: string;
  type: number;
  guild_id?: string;
}

export interface Application {
  id: string;
  botId: string;
  name: string;
  description: string;
  token: string;
  ownerId: string;
  public: boolean;
  /** Privileged intents the portal allows, as a mask. */
  privileged: number;
  commands: Map<string, Command>;
  identifies: number;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  position: number;
  botId: string | null;
  color: number;
  hoist: boolean;
  mentionable: boolean;
  /** Members pick it in onboarding, or an app hands it out (a linked role); null: somebody has to give it. */
  handedOut: "onboarding" | "app" | null;
}

export interface Overwrite {
  id: string;
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface Attachment {
  id: string;
  filename: string;
  contentType: string;
  content: Uint8Array;
  description: string | null;
}

export interface Message {
  id: string;
  channelId: string;
  type: number;
  authorId: string;
  applicationId: string | null;
  /** Set on replies to interactions: the application's id, as Discord does. */
  webhookId: string | null;
  content: string;
  embeds: unknown[];
  components: Fields[];
  attachments: Attachment[];
  flags: number;
  sentAt: number;
  editedAt: number | null;
  nonce: string | null;
  tts: boolean;
  pinned: boolean;
  /** What this message pinged, after `allowed_mentions`. */
  mentions: { users: string[]; roles: string[]; everyone: boolean };
  /** As given by the sender of the last version; null where it was left out. */
  allowedMentions: unknown;
  replyTo: string | null;
  interactionMetadata: Fields | null;
  /** The one person who sees it. */
  ephemeralFor: string | null;
}

export interface Channel {
  id: string;
  type: number;
  /** Null for direct messages. */
  guildId: string | null;
  name: string;
  position: number;
  parentId: string | null;
  topic: string | null;
  nsfw: boolean;
  overwrites: Overwrite[];
  messages: Message[];
  /** The two sides of a direct-message channel. */
  recipients: string[];
  thread: { ownerId: string; members: Set<string>; archived: boolean; createdAt: number } | null;
}

export interface Member {
  userId: string;
  nick: string | null;
  roles: string[];
  joinedAt: number;
  timeoutUntil: number | null;
}

export interface Integration {
  id: string;
  applicationId: string;
  scopes: string[];
  addedBy: string | null;
}

export interface Webhook {
  id: string;
  name: string;
  channelId: string;
  creatorId: string;
  token: string;
}

export interface AuditEntry {
  id: string;
  actionType: number;
  userId: string | null;
  targetId: string | null;
  changes: Fields[];
  options: Record<string, string> | null;
  reason: string | null;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  mfaLevel: 0 | 1;
  preferredLocale: string;
  roles: Map<string, Role>;
  /** Channels and threads. */
  channels: Map<string, Channel>;
  members: Map<string, Member>;
  bans: Map<string, string | null>;
  integrations: Map<string, Integration>;
  webhooks: Map<string, Webhook>;
  /** Oldest first. */
  auditLog: AuditEntry[];
}

export interface Discord {
  now(): number;
  newId(): string;
  /** Hidden channels are left out over HTTP and are stubs on the gateway. */
  obfuscate: boolean;
  /** How long an application has to acknowledge an interaction. */
  ackMs: number;
  origin: string;
  gatewayUrl: string;
  users: Map<string, User>;
  /** By application id. */
  applications: Map<string, Application>;
  guilds: Map<string, Guild>;
  /** Every channel there is, direct messages and threads too. */
  channels: Map<string, Channel>;
  /** By token. */
  interactions: Map<string, Interaction>;
  /** By session id. */
  sessions: Map<string, Session>;
  requests: RecordedRequest[];
  faults: Faults;
  /** Called after anything that somebody could see has changed. */
  watchers: Set<() => void>;
}

export function applicationOfBot(discord: Discord, botId: string): Application | undefined {
  for (const application of discord.applications.values())
    if (application.botId === botId) return application;
  return undefined;
}

/** Tells whoever waits for something to appear. */
export function changed(discord: Discord): void {
  for (const watcher of discord.watchers) watcher();
}
