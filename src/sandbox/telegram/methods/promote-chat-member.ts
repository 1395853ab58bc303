import { badRequest, refusals } from "../errors.ts";
import { changeMember } from "../membership.ts";
import { hasRight, holdsAny, isAdmin, rightNames, rightsFor } from "../rights.ts";
import { readFlag, readInteger, readText } from "../read.ts";
import { isPresent, userOf } from "../state.ts";
import { writableChat } from "../target.ts";
import type { Call } from "./method.ts";

/** Replaces the whole set: what is left out is taken away, and with nothing left the admin is dismissed. */
export function promoteChatMember({ state, bot, params }: Call): true {
  const chat = writableChat(state, bot, params);
  if (chat.type !== "supergroup" && chat.type !== "channel") throw refusals.supergroupsAndChannelsOnly();
  const by = bot.user.id;
  const who = readInteger(params, "user_id") ?? 0;
  const member = chat.members.get(who);
  if (!userOf(state, who)) throw refusals.userNotFound();
  if (who === by) throw badRequest("can't promote self");
  if (member?.status === "creator") throw refusals.isOwner();
  if (!hasRight(chat, by, "can_promote_members")) throw refusals.adminRequired();
  if (isAdmin(member) && state.bots.has(who)) throw badRequest("BOT_CHANNELS_NA");
  if (isAdmin(member) && member.promotedBy !== by) throw refusals.adminRequired();
  const wanted = Object.fromEntries(rightNames.map((name) => [name, readFlag(params, name)]));
  // Telegram's own quirk: in channels an omitted can_restrict_members counts as true.
  const omitted = readText(params, "can_restrict_members") === undefined;
  if (chat.type === "channel" && omitted && Object.values(wanted).includes(true))
    wanted["can_restrict_members"] = true;
  const rights = rightsFor(chat.type, wanted);
  if (rightNames.some((name) => rights[name] && !hasRight(chat, by, name)))
    throw badRequest("RIGHT_FORBIDDEN");
  if (!holdsAny(rights)) {
    if (isAdmin(member)) changeMember(state, chat, { by, who, to: { status: "member" } });
    return true;
  }
  if (!isPresent(member)) throw badRequest("USER_NOT_PARTICIPANT");
  changeMember(state, chat, { by, who, to: { status: "administrator", rights, promotedBy: by } });
  return true;
}
