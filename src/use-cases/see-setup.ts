/** What there is to choose from in a place, and what is chosen: looked at afresh each time, because roles and channels go. */
import type { Found } from "../cards/welcome.ts";
import { allAgents } from "../db/agents.ts";
import { openSetupQuestions } from "../db/setups.ts";
import { isListening } from "../domain/audit/listening.ts";
import { listeningIn } from "../db/listening.ts";
import { sightingsIn } from "../db/sightings.ts";
import { findWorkspace, type WorkspaceRow } from "../db/workspaces.ts";
import { ask } from "../domain/discord/permissions.ts";
import { compileGuild } from "../domain/discord/compile.ts";
import { flags, namesOf } from "../domain/discord/flags.ts";
import { type DiscordSnapshot, isThread, readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import type { Agent, Purpose } from "../domain/manifest.ts";
import { settingsOf, withDraft, type Settings, type SetupDraft } from "../domain/setup.ts";
import { readTelegramSnapshot, type TelegramSnapshot } from "../domain/telegram/snapshot.ts";
import { type Platform, PlatformError, type PlatformId } from "../platforms/platform.ts";
import { setup } from "../words/index.ts";
import { isAbout } from "./audit-workspace.ts";
import { POSTED } from "./note-heard.ts";
import type { Context } from "./context.ts";

export interface SetupBot {
  userId: string;
  applicationId: string | null;
  name: string;
  found: Found[];
  /** What it is for, as far as anybody chose: also what is not finished yet. */
  purpose: Purpose | null;
  /** A manifest from a file says so: it isn't chosen in chat. */
  manifest: string | null;
}

export interface SetupView {
  platform: PlatformId;
  workspace: string;
  title: string;
  bots: SetupBot[];
  /** In force, and with what somebody has chosen meanwhile. */
  before: Settings;
  wanted: Settings;
  /** Of the approvers in force, those that still exist. */
  inForce: string[];
  /** Names of roles, channels and people, by id. */
  names: Record<string, string>;
  /** Telegram: people who could approve, by id. */
  admins: { id: string; name: string }[];
  /** What we hold ourselves: Discord's permissions or Telegram's rights, by their own names. */
  own: string[];
  /** Whether we are an administrator on Telegram: without that the others can't be seen. */
  sees: boolean;
  channels: { seen: number; total: number };
  /** Discord: we are told that messages are posted. */
  listens: boolean;
  /** Discord: the channel that the server itself uses for its own news. */
  system: string | null;
  /** Chosen earlier, and gone since. */
  lost: ("approvers" | "approvals" | "reports")[];
  /** Something waits for a second person. */
  waiting: boolean;
  /** Somebody chose something and has not finished. */
  unfinished: boolean;
  snapshot: DiscordSnapshot | TelegramSnapshot;
}

type Where = { platform: PlatformId; workspace: string };

/** Throws a PlatformError when the place can't be looked at. */
export async function seeSetup(
  ctx: Pick<Context, "db" | "platforms" | "now">,
  where: Where,
): Promise<SetupView> {
  const row = await findWorkspace(ctx.db, where.platform, where.workspace);
  const seen = await sightingsIn(ctx.db, where.platform, where.workspace);
  const manifests = (await allAgents(ctx.db)).map(({ document }) => document).filter(isAbout(where));
  const watch = [
    ...seen.map(({ userId }) => userId),
    ...manifests.flatMap(({ identities }) => identities[where.platform]?.userId ?? []),
  ];
  const platform = ctx.platforms[where.platform];
  if (!platform) throw new PlatformError("unreachable", setup.refused.notConnected);
  const first = await look(platform, where.workspace, watch);
  // A bot without any permission has no role to be known by, but somebody added it: the log says so for a while.
  const added = addedBots(first.snapshot);
  const { file, snapshot } =
    added.length === 0 ? first : await look(platform, where.workspace, [...watch, ...added]);
  const before = settingsOf(row?.document ?? null, row?.purposes ?? null);
  const wanted = wantedIn(where, before, row?.setup ?? null);
  const waiting = await openSetupQuestions(ctx.db, where.platform, where.workspace, ctx.now());
  const known: Known = {
    how: new Map(seen.map(({ userId, how }) => [userId, how])),
    manifests,
    wanted,
    row,
  };
  const listening = await listeningIn(ctx.db, where, null, ctx.now());
  const shared = {
    ...where,
    listens: listening !== null && isListening({ to: listening.coveredTo.getTime() }, ctx.now()),
    before,
    wanted,
    waiting: waiting.length > 0,
    unfinished: row?.setup !== null && row?.setup !== undefined,
    system: file.platform === "discord" ? systemChannel(file.guild) : null,
    snapshot,
  };
  return "guild" in snapshot
    ? { ...shared, ...onDiscord(snapshot, before, known, ctx.now()) }
    : { ...shared, ...onTelegram(snapshot, before, known) };
}

/** With what goes without saying: a Telegram group has one place for cards, itself. */
export function wantedIn(
  { platform, workspace }: Where,
  before: Settings,
  draft: SetupDraft | null,
): Settings {
  const wanted = withDraft(before, draft);
  return platform === "telegram" ? { ...wanted, approvals: wanted.approvals ?? workspace } : wanted;
}

async function look(platform: Platform, workspace: string, watch: string[]) {
  const file = await platform.snapshot(workspace, [...new Set(watch)].sort());
  const read = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
  if (!read.ok) throw new PlatformError("refused", setup.refused.unreadable);
  return { file, snapshot: read.snapshot };
}

function addedBots(snapshot: DiscordSnapshot | TelegramSnapshot): string[] {
  if (!("guild" in snapshot)) return [];
  const here = new Set(snapshot.members.map(({ id }) => id));
  return snapshot.auditLog.flatMap((entry) => {
    const id = entry["target_id"];
    return entry["action_type"] === BOT_ADDED && typeof id === "string" && !here.has(id) ? [id] : [];
  });
}

interface Known {
  how: Map<string, string>;
  manifests: Agent[];
  wanted: Settings;
  row: WorkspaceRow | null;
}

type OfPlatform = Omit<
  SetupView,
  | "platform"
  | "workspace"
  | "before"
  | "wanted"
  | "waiting"
  | "unfinished"
  | "system"
  | "snapshot"
  | "listens"
>;

function systemChannel(guild: Record<string, unknown>): string | null {
  const id = guild["system_channel_id"];
  return typeof id === "string" ? id : null;
}

const BOT_ADDED = 28;

function onDiscord(snapshot: DiscordSnapshot, before: Settings, known: Known, at: number): OfPlatform {
  const { guild, channels, members, viewer } = snapshot;
  const inLog = new Set(
    snapshot.auditLog.flatMap((entry) =>
      entry["action_type"] === BOT_ADDED ? [String(entry["target_id"])] : [String(entry["user_id"])],
    ),
  );
  const withRole = new Map(guild.roles.flatMap(({ botId, name }) => (botId ? [[botId, name] as const] : [])));
  const bots = new Map<string, string>(withRole);
  for (const { id, bot, name } of members) if (bot) bots.set(id, name);
  bots.delete(viewer);
  const roles = new Set(guild.roles.map(({ id }) => id));
  const countable = channels.filter(({ type }) => !isThread(type) && type !== 4);
  const there = new Set(channels.map(({ id }) => id));
  const self = members.find(({ id }) => id === viewer);
  const held = ask(compileGuild(snapshot, new Date(at)), viewer, null).effective;
  const everyone = guild.roles.find(({ id }) => id === guild.id)?.permissions ?? 0n;
  const asked = flags.VIEW_CHANNEL | flags.SEND_MESSAGES | flags.VIEW_AUDIT_LOG;
  const inForce = before.approvers.filter((one) => !one.startsWith("discord:role:") || roles.has(idOf(one)));
  return {
    title: guild.name,
    bots: [...bots].map(([userId, name]) =>
      botOf(known, "discord", { userId, name, found: withRole.has(userId) ? ["role"] : [], inLog }),
    ),
    inForce,
    names: Object.fromEntries([
      ...guild.roles.map(({ id, name }) => [id, name] as const),
      ...channels.map(({ id, name }) => [id, name] as const),
      ...members.map(({ id, name }) => [id, name] as const),
    ]),
    admins: [],
    // What everybody has is no grant of ours, unless it is what we ask for.
    own: namesOf(self ? held & (~everyone | asked) : 0n),
    sees: true,
    channels: { seen: countable.filter(({ hidden }) => !hidden).length, total: countable.length },
    lost: [
      ...(inForce.length < before.approvers.length ? ["approvers" as const] : []),
      ...(before.approvals && !there.has(before.approvals) ? ["approvals" as const] : []),
      ...(before.reports && !there.has(before.reports) ? ["reports" as const] : []),
    ],
  };
}

function onTelegram(snapshot: TelegramSnapshot, before: Settings, known: Known): OfPlatform {
  const { chat, members, viewer } = snapshot;
  const self = members.find(({ id }) => id === viewer);
  const admins = members.filter(
    ({ bot, status }) => !bot && (status === "administrator" || status === "creator"),
  );
  const present = members.filter(({ id, bot, present }) => bot && present && id !== viewer);
  return {
    title: chat.title,
    bots: present.map(({ id: userId, name, status }) =>
      botOf(known, "telegram", { userId, name, found: status === "administrator" ? ["listed"] : [] }),
    ),
    inForce: before.approvers.filter(
      (one) => !one.startsWith("telegram:user:") || adminHas(members, idOf(one)),
    ),
    names: Object.fromEntries([
      [chat.id, chat.title],
      ...members.map(({ id, name }) => [id, name]),
    ]) as Record<string, string>,
    admins: admins.map(({ id, name }) => ({ id, name })),
    own: self?.rights ?? [],
    sees: self?.status === "administrator",
    channels: { seen: 0, total: 0 },
    lost: [],
  };
}

/** Somebody we can't see may still be there: only who is seen to have left is gone. */
function adminHas(members: TelegramSnapshot["members"], id: string): boolean {
  return members.find((member) => member.id === id)?.present ?? true;
}

export function idOf(reference: string): string {
  return reference.split(":")[2] ?? "";
}

function botOf(
  { how, manifests, wanted }: Known,
  platform: PlatformId,
  seen: { userId: string; name: string; found: Found[]; inLog?: Set<string> },
): SetupBot {
  const { userId, name, inLog } = seen;
  const agent = manifests.find(({ identities }) => identities[platform]?.userId === userId);
  const fromFile = agent?.metadata.declaredIn === undefined ? agent : undefined;
  const told = how.get(userId) ?? "";
  const named = told === "named" || agent !== undefined;
  const found = [
    ...seen.found,
    ...(inLog?.has(userId) || told.startsWith("audit log") ? ["log" as const] : []),
    ...(told === POSTED ? ["posted" as const] : []),
    ...(told !== "" && told !== POSTED && !/^(audit log|found by an audit|named)/.test(told)
      ? ["event" as const]
      : []),
    ...(named ? ["named" as const] : []),
  ];
  return {
    userId,
    applicationId: agent?.identities.discord?.applicationId ?? null,
    name,
    found: found.length > 0 ? found : ["event"],
    purpose: fromFile?.metadata.purpose ?? wanted.purposes[userId] ?? null,
    manifest: fromFile?.metadata.id ?? null,
  };
}
