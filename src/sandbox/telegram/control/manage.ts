/** People manage a chat: members, admins, permissions, and their own bots. */
import { changeMember } from "../membership.ts";
import { postMessage } from "../post.ts";
import {
  allRights,
  hasRight,
  holdsAny,
  isAdmin,
  mayAs,
  permissionsFor,
  rightNames,
  rightsFor,
} from "../rights.ts";
import type { Bot, Chat, Permissions, Rights, State } from "../state.ts";
import { isPresent, userOf } from "../state.ts";
import { upgradeChat } from "../upgrade.ts";
import type { BotFeature, Id } from "../world.ts";
import { numericId } from "../world.ts";
import { chatOf } from "./place.ts";
import { ControlRefused, notAllowed } from "./refused.ts";

/** All rights off dismisses the admin. */
export function promote(state: State, by: number, chatId: Id, userId: Id, wanted: Partial<Rights>): void {
  const chat = chatOf(state, by, chatId);
  const who = numericId(userId);
  if (!userOf(state, who)) throw notAllowed.noPerson();
  mayEditAdmin(chat, by, who);
  const rights =
    chat.type === "group" && holdsAny(rightsFor("group", wanted))
      ? allRights("group")
      : rightsFor(chat.type, wanted);
  const own = chat.members.get(by);
  if (own?.status !== "creator" && rightNames.some((name) => rights[name] && !hasRight(chat, by, name)))
    throw notAllowed.rights();
  if (!holdsAny(rights)) {
    if (isAdmin(chat.members.get(who))) changeMember(state, chat, { by, who, to: { status: "member" } });
    return;
  }
  if (!isPresent(chat.members.get(who)) && chat.type !== "channel") join(state, chat, by, who);
  changeMember(state, chat, { by, who, to: { status: "administrator", rights, promotedBy: by } });
}

/** An admin edits only admins of their own making; the owner edits all. */
function mayEditAdmin(chat: Chat, by: number, who: number): void {
  if (!hasRight(chat, by, "can_promote_members")) throw notAllowed.admin();
  const member = chat.members.get(who);
  if (member?.status === "creator") throw notAllowed.owner();
  const owner = chat.members.get(by)?.status === "creator";
  if (isAdmin(member) && !owner && member.promotedBy !== by) throw notAllowed.admin();
}

export function addMember(state: State, by: number, chatId: Id, userId: Id, rights?: Partial<Rights>): void {
  const chat = chatOf(state, by, chatId);
  const who = numericId(userId);
  const present = chat.members.get(who);
  if (!isPresent(present)) join(state, chat, by, who, rights !== undefined);
  if (!rights) return;
  const kept = isAdmin(present) ? present.rights : {};
  promote(state, by, chatId, who, { ...onlyTrue(kept), ...onlyTrue(rights) });
}

function onlyTrue(rights: Partial<Rights>): Partial<Rights> {
  return Object.fromEntries(Object.entries(rights).filter(([, held]) => held));
}

function join(state: State, chat: Chat, by: number, who: number, asAdmin = false): void {
  const user = userOf(state, who);
  if (!user) throw notAllowed.noPerson();
  const bot = state.bots.get(who);
  if (bot && !bot.canJoinGroups)
    throw new ControlRefused("BOT_GROUPS_BLOCKED", "this bot can't be added to groups");
  if (!mayAs(chat, by, "can_invite_users")) throw notAllowed.admin();
  if (bot && chat.type === "channel" && !asAdmin)
    throw new ControlRefused("USER_BOT", "bots can only be admins in channels");
  if (chat.members.get(who)?.status === "kicked" && !hasRight(chat, by, "can_restrict_members"))
    throw new ControlRefused("USER_KICKED", "this user was removed, and only an admin brings them back");
  if (bot && chat.type === "channel") return;
  changeMember(state, chat, { by, who, to: { status: "member" } });
  if (chat.type !== "channel") postMessage(state, chat, by, { content: { new_chat_members: [user] } });
}

/** Removing somebody else bans them; leaving does not. */
export function removeMember(state: State, by: number, chatId: Id, userId: Id): void {
  const chat = chatOf(state, by, chatId);
  const who = numericId(userId);
  const member = chat.members.get(who);
  const user = userOf(state, who);
  if (!isPresent(member) || !user) throw notAllowed.notParticipant();
  if (who !== by) {
    if (!hasRight(chat, by, "can_restrict_members")) throw notAllowed.admin();
    if (isAdmin(member)) mayEditAdmin(chat, by, who);
  }
  // Said first, because a removed bot still hears that it was removed.
  if (chat.type !== "channel") postMessage(state, chat, by, { content: { left_chat_member: user } });
  changeMember(state, chat, { by, who, to: { status: who === by ? "left" : "kicked" } });
}

export function restrict(
  state: State,
  by: number,
  chatId: Id,
  userId: Id,
  permissions: Partial<Permissions>,
): void {
  const chat = chatOf(state, by, chatId);
  const who = numericId(userId);
  const member = chat.members.get(who);
  if (!hasRight(chat, by, "can_restrict_members")) throw notAllowed.admin();
  if (isAdmin(member)) throw new ControlRefused("USER_ADMIN_INVALID", "admins can't be restricted");
  if (!isPresent(member)) throw notAllowed.notParticipant();
  const to = { status: "restricted" as const, permissions: permissionsFor(permissions, false) };
  changeMember(state, chat, { by, who, to });
}

/** What is left out stays as it is. */
export function setPermissions(
  state: State,
  by: number,
  chatId: Id,
  permissions: Partial<Permissions>,
): void {
  const chat = chatOf(state, by, chatId);
  if (!hasRight(chat, by, "can_restrict_members")) throw notAllowed.admin();
  chat.permissions = { ...chat.permissions, ...permissions };
}

export function rename(state: State, by: number, chatId: Id, title: string): void {
  const chat = chatOf(state, by, chatId);
  if (!mayAs(chat, by, "can_change_info")) throw notAllowed.admin();
  chat.title = title;
  postMessage(state, chat, by, { content: { new_chat_title: title } });
}

export function changePrivacy(state: State, by: number, botId: Id, on: boolean): void {
  ownBot(state, by, botId).privacy = on;
}

export function switchFeature(state: State, by: number, botId: Id, feature: BotFeature, on: boolean): void {
  const bot = ownBot(state, by, botId);
  bot.features = { ...bot.features, [feature]: on };
}

export function allowGroups(state: State, by: number, botId: Id, on: boolean): void {
  ownBot(state, by, botId).canJoinGroups = on;
}

function ownBot(state: State, by: number, botId: Id): Bot {
  const bot = state.bots.get(numericId(botId));
  if (!bot || bot.owner !== by) throw notAllowed.notOwnBot();
  return bot;
}

export function upgradeToSupergroup(state: State, by: number, chatId: Id): string {
  const chat = chatOf(state, by, chatId);
  if (chat.members.get(by)?.status !== "creator") throw notAllowed.admin();
  if (chat.type !== "group") throw new ControlRefused("CHAT_INVALID", "only basic groups become supergroups");
  return String(upgradeChat(state, chat, by).id);
}

/** The owner may choose for themselves; an admin needs the right from whoever promoted them. */
export function setAnonymous(state: State, person: number, chatId: Id, on: boolean): void {
  const chat = chatOf(state, person, chatId);
  const member = chat.members.get(person);
  if (!isAdmin(member)) throw notAllowed.admin();
  if (member.status !== "creator" && on && !member.rights.is_anonymous) throw notAllowed.rights();
  if (member.status === "creator") member.rights = { ...member.rights, is_anonymous: on };
}
