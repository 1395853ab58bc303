/** `ephemeral_message_parameters`: messages that one person sees (Bot API 10.3). */
import { badRequest, refusals } from "./errors.ts";
import type { Draft } from "./post.ts";
import { isAdmin } from "./rights.ts";
import type { Params } from "./read.ts";
import { readObject } from "./read.ts";
import type { Bot, Chat, State } from "./state.ts";
import { isPresent } from "./state.ts";

const AFTER_ACTION_MS = 15_000;

/** An admin bot may write to any person in the chat; another bot only within 15 s of that person's press. */
export function readEphemeral(
  state: State,
  bot: Bot,
  chat: Chat,
  params: Params,
): Pick<Draft, "onlyFor" | "meantFor" | "inPlaceOf"> {
  const given = readObject(params, "ephemeral_message_parameters");
  if (!given) return {};
  const receiver = Number(given["receiver_user_id"]);
  if (chat.type !== "group" && chat.type !== "supergroup")
    throw badRequest("ephemeral messages can be sent only to groups");
  if (!state.people.has(receiver) || !isPresent(chat.members.get(receiver))) throw refusals.userNotFound();
  const queryId = given["callback_query_id"];
  const query = typeof queryId === "string" ? state.queries.get(queryId) : undefined;
  if (queryId !== undefined) {
    const fresh = query && state.now() - query.createdAt <= AFTER_ACTION_MS;
    if (!fresh || query.bot !== bot.user.id || query.from !== receiver || query.chat !== chat.key)
      throw refusals.queryTooOld();
  } else if (!isAdmin(chat.members.get(bot.user.id))) throw refusals.adminRequired();
  const replaces = given["replace_callback_query_message"] === true && query;
  return { onlyFor: receiver, meantFor: bot.user.id, ...(replaces && { inPlaceOf: query.message }) };
}
