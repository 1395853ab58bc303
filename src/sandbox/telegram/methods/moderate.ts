/** Restricting, banning and the chat's default permissions. */
import { badRequest, refusals } from "../errors.ts";
import { changeMember } from "../membership.ts";
import { postMessage } from "../post.ts";
import { hasRight, isAdmin, permissionsFor } from "../rights.ts";
import { readFlag, readInteger, readObject } from "../read.ts";
import type { Chat, Member, Permissions } from "../state.ts";
import { isPresent, userOf } from "../state.ts";
import { writableChat } from "../target.ts";
import type { Call } from "./method.ts";

export function restrictChatMember(call: Call): true {
  const { state, bot, params } = call;
  const chat = writableChat(state, bot, params);
  if (chat.type !== "supergroup") throw refusals.supergroupsOnly();
  const { who, member } = target(call, chat);
  if (isAdmin(member)) throw refusals.isAdministrator();
  const permissions = readPermissions(call);
  const free = Object.values(permissions).every(Boolean);
  const until = readInteger(params, "until_date") ?? 0;
  const to = free ? { status: "member" as const } : { status: "restricted" as const, permissions, until };
  changeMember(state, chat, { by: bot.user.id, who, to });
  return true;
}

/** Admins must be dismissed first. */
export function banChatMember(call: Call): true {
  const { state, bot, params } = call;
  const chat = groupOrChannel(call);
  const { who, member } = target(call, chat);
  if (member?.status === "creator") throw refusals.isOwner();
  if (isAdmin(member)) throw refusals.isAdministrator();
  const user = userOf(state, who);
  if (isPresent(member) && user && chat.type !== "channel")
    postMessage(state, chat, bot.user.id, { content: { left_chat_member: user } });
  const until = readInteger(params, "until_date") ?? 0;
  changeMember(state, chat, { by: bot.user.id, who, to: { status: "kicked", until } });
  return true;
}

/** Also removes somebody who is still there, unless `only_if_banned`. */
export function unbanChatMember(call: Call): true {
  const { state, bot, params } = call;
  const chat = groupOrChannel(call);
  if (chat.type === "group") throw refusals.supergroupsAndChannelsOnly();
  const { who, member } = target(call, chat);
  if (isAdmin(member)) throw refusals.isAdministrator();
  const change = member?.status === "kicked" || (isPresent(member) && !readFlag(params, "only_if_banned"));
  if (change) changeMember(state, chat, { by: bot.user.id, who, to: { status: "left" } });
  return true;
}

export function setChatPermissions(call: Call): true {
  const { bot } = call;
  const chat = groupOrChannel(call);
  if (chat.type === "channel") throw badRequest("can't change channel permissions");
  if (!hasRight(chat, bot.user.id, "can_restrict_members"))
    throw refusals.notEnoughRights("change chat permissions");
  chat.permissions = readPermissions(call);
  return true;
}

function groupOrChannel({ state, bot, params }: Call): Chat {
  const chat = writableChat(state, bot, params);
  if (chat.private) throw badRequest("can't restrict members in private chats");
  return chat;
}

function target({ state, bot, params }: Call, chat: Chat): { who: number; member: Member | undefined } {
  const who = readInteger(params, "user_id") ?? 0;
  if (!userOf(state, who)) throw refusals.userNotFound();
  if (who === bot.user.id) throw badRequest("can't restrict self");
  if (!hasRight(chat, bot.user.id, "can_restrict_members"))
    throw refusals.notEnoughRights("restrict/unrestrict chat member");
  return { who, member: chat.members.get(who) };
}

/** What is left out is forbidden. */
function readPermissions({ params }: Call): Permissions {
  const given = readObject(params, "permissions");
  if (!given) throw badRequest("can't parse permissions: expected an Object");
  const flags = Object.entries(given).filter(([, value]) => typeof value === "boolean");
  return permissionsFor(Object.fromEntries(flags), false);
}
