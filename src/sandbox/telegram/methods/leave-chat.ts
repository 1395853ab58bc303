import { badRequest } from "../errors.ts";
import { changeMember } from "../membership.ts";
import { postMessage } from "../post.ts";
import { writableChat } from "../target.ts";
import type { Call } from "./method.ts";

export function leaveChat({ state, bot, params }: Call): true {
  const chat = writableChat(state, bot, params);
  if (chat.private) throw badRequest("chat member status can't be changed in private chats");
  const who = bot.user.id;
  if (chat.type !== "channel") postMessage(state, chat, who, { content: { left_chat_member: bot.user } });
  changeMember(state, chat, { by: who, who, to: { status: "left" } });
  return true;
}
