/** Which bot reaches what in a workspace: one level a bot and a place, with "can't be told" as a level of its own. */
import { flags } from "../discord/flags.ts";
import { answerAt, newRow, resolveRow, type Answer } from "../discord/permissions.ts";
import { isThread, type Channel, type DiscordSnapshot } from "../discord/snapshot.ts";
import { adminRights } from "../telegram/rights.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";
import type { KnownAgent } from "./agents.ts";
import { byId, viewDiscord } from "./view-discord.ts";
import { selfAsAgent, viewTelegram, type TelegramAgent } from "./view-telegram.ts";

/** From nothing to everything; `unknown`: not all that it can do there is visible. */
export type Access = "none" | "sees" | "writes" | "manages" | "unknown";

export interface AccessMap {
  platform: "discord" | "telegram";
  workspace: { id: string; name: string };
  /** When it was seen, in milliseconds since the epoch. */
  takenAt: number;
  /** Channels of a server in the order people see them; on Telegram, which has none, what one can do in the chat. */
  columns: { id: string; name: string; hidden: boolean }[];
  /** Who reaches most comes first. */
  rows: { id: string; name: string; self: boolean; cells: Access[] }[];
}

export function accessMap(
  snapshot: DiscordSnapshot | TelegramSnapshot,
  known: KnownAgent[],
  at: number,
): AccessMap {
  return "guild" in snapshot ? ofServer(snapshot, known, at) : ofChat(snapshot, known, at);
}

const CATEGORY = 4;
const SENDS = flags.SEND_MESSAGES | flags.SEND_MESSAGES_IN_THREADS;
const MANAGES =
  flags.MANAGE_CHANNELS |
  flags.MANAGE_ROLES |
  flags.MANAGE_MESSAGES |
  flags.MANAGE_WEBHOOKS |
  flags.MANAGE_THREADS;

function ofServer(snapshot: DiscordSnapshot, known: KnownAgent[], at: number): AccessMap {
  const view = viewDiscord(snapshot, known, null, at);
  const agents = view.self === null ? view.agents : [view.self, ...view.agents];
  const channels = asShown(snapshot.channels);
  const row = newRow(view.guild);
  const cells = agents.map((): Access[] => []);
  for (const channel of channels) {
    const place = view.guild.channelAt.get(channel.id);
    if (place !== undefined) resolveRow(view.guild, place, row);
    for (const [index, agent] of agents.entries()) {
      const member = view.guild.memberAt.get(agent.id);
      const told = place !== undefined && member !== undefined;
      cells[index]?.push(told ? levelOf(answerAt(row, member)) : "unknown");
    }
  }
  return {
    platform: "discord",
    workspace: view.workspace,
    takenAt: Number(snapshot.takenAt),
    columns: channels.map(({ id, name, hidden }) => ({ id, name, hidden })),
    rows: byReach(
      agents.map(({ id, subject }, index) => ({
        id,
        name: subject.name,
        self: id === view.self?.id,
        cells: cells[index] ?? [],
      })),
    ),
  };
}

/** What is certain counts only when nothing above it is open. */
function levelOf({ effective, unknown }: Answer): Access {
  const sees = (effective & flags.VIEW_CHANNEL) !== 0n;
  if (sees && (effective & MANAGES) !== 0n) return "manages";
  if ((unknown & (flags.VIEW_CHANNEL | (sees ? MANAGES : 0n))) !== 0n) return "unknown";
  if (!sees) return "none";
  if ((effective & SENDS) !== 0n) return "writes";
  return (unknown & SENDS) === 0n ? "sees" : "unknown";
}

/** Channels without a category first, then category by category, text before voice, as the apps list them. */
function asShown(channels: Channel[]): Channel[] {
  const position = new Map(channels.map((channel) => [channel.id, channel.position]));
  const order = (channel: Channel): number[] => [
    channel.parentId === null ? -1 : (position.get(channel.parentId) ?? Infinity),
    channel.type === 2 || channel.type === 13 ? 1 : 0,
    channel.position,
  ];
  return channels
    .filter((channel) => !isThread(channel.type) && channel.type !== CATEGORY)
    .map((channel) => ({ channel, key: order(channel) }))
    .sort((a, b) => {
      for (const [index, value] of a.key.entries())
        if (value !== b.key[index]) return value - (b.key[index] ?? 0);
      return byId(a.channel.id, b.channel.id);
    })
    .map(({ channel }) => channel);
}

function ofChat(snapshot: TelegramSnapshot, known: KnownAgent[], at: number): AccessMap {
  const view = viewTelegram(snapshot, known, null, at);
  const self = selfAsAgent(view);
  const agents = self === null ? view.agents : [self, ...view.agents];
  const held = adminRights.filter(({ key }) =>
    agents.some(({ member }) => member.rights.includes(key) || member.untold.includes(key)),
  );
  const future = [...new Set(agents.flatMap(({ member }) => member.unknownRights))].sort();
  const columns = [
    { id: "reads", name: "Reads messages", hidden: false },
    { id: "writes", name: "Writes", hidden: false },
    ...held.map(({ key, label }) => ({ id: key, name: label, hidden: false })),
    ...future.map((key) => ({ id: key, name: key, hidden: false })),
  ];
  return {
    platform: "telegram",
    workspace: view.workspace,
    takenAt: snapshot.takenAt,
    columns,
    rows: byReach(
      agents.map((agent) => ({
        id: agent.member.id,
        name: agent.member.name,
        self: agent === self,
        cells: columns.map(({ id }) => inChat(agent, id, snapshot)),
      })),
    ),
  };
}

function inChat(
  { member, admin, reading }: TelegramAgent,
  column: string,
  { chat }: TelegramSnapshot,
): Access {
  if (column === "reads") {
    if (reading.reads === "unknown") return "unknown";
    return reading.reads === "everything" ? "sees" : "none";
  }
  if (column === "writes") return writesInChat(admin, member, chat);
  if (member.untold.includes(column)) return "unknown";
  return member.rights.includes(column) || member.unknownRights.includes(column) ? "manages" : "none";
}

function writesInChat(
  admin: boolean,
  member: TelegramAgent["member"],
  chat: TelegramSnapshot["chat"],
): Access {
  if (chat.type === "channel") return member.rights.includes("can_post_messages") ? "writes" : "none";
  if (admin) return "writes";
  // A restriction is that one member's own; what it leaves is not in the snapshot.
  if (member.status === "restricted") return "unknown";
  const everybody = chat.permissions?.["can_send_messages"];
  return everybody === undefined ? "unknown" : everybody ? "writes" : "none";
}

const weight: Record<Access, number> = { none: 0, sees: 1, unknown: 1, writes: 2, manages: 4 };

function byReach(rows: AccessMap["rows"]): AccessMap["rows"] {
  const reach = (row: AccessMap["rows"][number]) => row.cells.reduce((sum, cell) => sum + weight[cell], 0);
  return rows.sort((a, b) => reach(b) - reach(a) || byId(a.id, b.id));
}
