/** Whether somebody carried out a remedy, by what differs between two looks, and what keeps the finding there all the same. */
import { flags, maskOf, namesOf } from "../discord/flags.ts";
import type { DiscordSnapshot } from "../discord/snapshot.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";
import type { Change } from "./remedy.ts";

type Snapshot = DiscordSnapshot | TelegramSnapshot;

/** Somebody did something of what the remedy says, and the finding is still there. */
export interface Tried {
  /** When that was seen, in milliseconds since the epoch. */
  at: number;
  by: { account: string; name: string | null } | null;
  because: Because[];
}

/** Names are for reading. */
export type Because =
  /** The link was used, and these are still ticked: permissions or rights by name. */
  | { why: "left-on"; names: string[]; role: string | null }
  /** Another role that it has grants these. */
  | { why: "other-role"; names: string[]; role: string }
  | { why: "everyone"; names: string[] }
  | { why: "overwrites"; names: string[]; channels: string[] }
  /** A role that it should lose, or a channel's permissions, are as they were. */
  | { why: "not-yet"; roles: string[]; channels: string[] }
  /** The link did its work in another server. */
  | { why: "elsewhere" }
  /** All of it was done, and it did not help: the finding says what is there now. */
  | { why: "unexplained" };

/** How much of a change is not done yet; null where the snapshot doesn't say. */
function open(change: Change, snapshot: Snapshot): string[] | null {
  if ("guild" in snapshot) return openOnDiscord(change, snapshot);
  if (change.op === "set-rights") {
    const member = snapshot.members.find(({ id }) => id === change.member);
    return member ? member.rights.filter((right) => !change.rights.includes(right)) : [];
  }
  if (change.op === "remove-member")
    return snapshot.members.some(({ id, present }) => id === change.member && present) ? [change.member] : [];
  if (change.op === "set-chat-permission") {
    const now = snapshot.chat.permissions?.[change.key];
    return now === undefined ? null : now === change.value ? [] : [change.key];
  }
  return null;
}

function openOnDiscord(change: Change, snapshot: DiscordSnapshot): string[] | null {
  switch (change.op) {
    case "set-role-permissions": {
      const role = snapshot.guild.roles.find(({ id }) => id === change.role);
      return role ? namesOf(role.permissions & ~BigInt(change.permissions)) : [];
    }
    case "take-role": {
      const member = snapshot.members.find(({ id }) => id === change.member);
      return member?.roles.includes(change.role) ? [change.role] : [];
    }
    case "set-overwrite":
    case "delete-overwrite": {
      const channel = snapshot.channels.find(({ id }) => id === change.channel);
      if (!channel) return [];
      if (!channel.overwrites) return null;
      const now = channel.overwrites.find(({ id }) => id === change.target);
      if (change.op === "delete-overwrite") return now ? [change.channel] : [];
      const more = (now?.allow ?? 0n) & ~BigInt(change.allow);
      const less = BigInt(change.deny) & ~(now?.deny ?? 0n);
      return more === 0n && less === 0n ? [] : [change.channel];
    }
    case "remove-member":
      return snapshot.members.some(({ id }) => id === change.member) ? [change.member] : [];
    default:
      return null;
  }
}

/**
 * Null: nobody did anything of it between the two looks. `agent`: whom the finding is about. Only less than before counts as a
 * try, so that whoever gives a bot more is not told that their fix failed.
 */
export function triedBetween(
  changes: Change[],
  agent: string,
  before: Snapshot,
  after: Snapshot,
): Because[] | null {
  const all = changes.map((change) => ({ change, was: open(change, before), is: open(change, after) }));
  const progress = all.some(({ was, is }) => was !== null && is !== null && is.length < was.length);
  if (!progress) return null;
  const wanted = changes.reduce((mask, change, index) => {
    if (change.op !== "set-role-permissions") return mask;
    return mask | maskOf(all[index]?.was ?? []);
  }, 0n);
  return because(all, wanted, agent, after);
}

function because(
  all: { change: Change; is: string[] | null }[],
  wanted: bigint,
  agent: string,
  after: Snapshot,
): Because[] {
  const left = all.filter(({ is }) => (is?.length ?? 0) > 0);
  const on = left.flatMap(({ change, is }): Because[] => {
    if (change.op === "set-role-permissions")
      return [{ why: "left-on", names: said(maskOf(is ?? [])), role: roleName(after, change.role) }];
    return change.op === "set-rights" ? [{ why: "left-on", names: worthNaming(is ?? []), role: null }] : [];
  });
  const routes = "guild" in after ? routesOf(after, agent, wanted, left) : [];
  const roles = left.flatMap(({ change }) =>
    change.op === "take-role" && !routes.some((one) => one.why === "other-role")
      ? [roleName(after, change.role)]
      : [],
  );
  const channels = left.flatMap(({ change }) =>
    change.op === "set-overwrite" || change.op === "delete-overwrite"
      ? [channelName(after, change.channel)]
      : [],
  );
  const notYet: Because[] =
    roles.length + channels.length > 0 ? [{ why: "not-yet", roles, channels: [...new Set(channels)] }] : [];
  const found = [...on, ...routes, ...notYet];
  return found.length > 0 ? found : [{ why: "unexplained" }];
}

/** Where what should be gone still comes from, besides the role that the link is for. */
function routesOf(
  after: DiscordSnapshot,
  agent: string,
  wanted: bigint,
  left: { change: Change }[],
): Because[] {
  const own = new Set(
    left.flatMap(({ change }) => (change.op === "set-role-permissions" ? [change.role] : [])),
  );
  const member = after.members.find(({ id }) => id === agent);
  const roles = after.guild.roles.filter(({ id }) => member?.roles.includes(id) && !own.has(id));
  const admin = (mask: bigint) =>
    (wanted & flags.ADMINISTRATOR) !== 0n ? mask & (wanted | flags.ADMINISTRATOR) : mask & wanted;
  const granting = roles.flatMap((role): Because[] => {
    const names = said(admin(role.permissions));
    return names.length > 0 ? [{ why: "other-role", names, role: role.name }] : [];
  });
  const everyone = after.guild.roles.find(({ id }) => id === after.guild.id)?.permissions ?? 0n;
  const common = said(everyone & wanted);
  const allowed = after.channels.flatMap((channel) => {
    const mask = (channel.overwrites ?? [])
      .filter(({ id }) => id === agent || roles.some((role) => role.id === id) || own.has(id))
      .reduce((bits, overwrite) => bits | overwrite.allow, 0n);
    return (mask & wanted) === 0n ? [] : [{ name: channel.name, mask: mask & wanted }];
  });
  return [
    ...granting,
    ...(common.length > 0 ? [{ why: "everyone" as const, names: common }] : []),
    ...(allowed.length > 0
      ? [
          {
            why: "overwrites" as const,
            names: said(allowed.reduce((bits, one) => bits | one.mask, 0n)),
            channels: allowed.map(({ name }) => name),
          },
        ]
      : []),
  ];
}

/** Every administrator has this one: it says nothing beside others. */
function worthNaming(rights: string[]): string[] {
  const others = rights.filter((right) => right !== "can_manage_chat");
  return others.length > 0 ? others : rights;
}

/** Administrator contains all the others. */
function said(mask: bigint): string[] {
  return (mask & flags.ADMINISTRATOR) !== 0n ? ["ADMINISTRATOR"] : namesOf(mask);
}

function roleName(snapshot: Snapshot, id: string): string {
  return ("guild" in snapshot && snapshot.guild.roles.find((role) => role.id === id)?.name) || id;
}

function channelName(snapshot: Snapshot, id: string): string {
  return ("guild" in snapshot && snapshot.channels.find((channel) => channel.id === id)?.name) || id;
}

/** The role and the exact permissions that a re-invite would leave, when the remedy is one. */
export function reinviteOf(changes: Change[]): { permissions: string } | null {
  const change = changes.find((one) => one.op === "set-role-permissions");
  return change?.op === "set-role-permissions" ? { permissions: change.permissions } : null;
}
