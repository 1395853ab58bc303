import type { TelegramForumTopic } from "@gramio/types";
import { badRequest, refusals } from "../errors.ts";
import { postMessage } from "../post.ts";
import { mayAs } from "../rights.ts";
import { readInteger, readText } from "../read.ts";
import { writableChat } from "../target.ts";
import type { Call } from "./method.ts";

const BLUE = 0x6fb9f0;

export function createForumTopic({ state, bot, params }: Call): TelegramForumTopic {
  const chat = writableChat(state, bot, params);
  if (!chat.forum) throw badRequest("the chat is not a forum");
  if (!mayAs(chat, bot.user.id, "can_manage_topics")) throw refusals.notEnoughRights("create a topic");
  const name = (readText(params, "name") ?? "").trim();
  if (name.length < 1 || name.length > 128) throw badRequest("TOPIC_TITLE_EMPTY");
  const color = readInteger(params, "icon_color") ?? BLUE;
  const id = chat.lastMessageId + 1;
  chat.topics.set(id, { name, closed: false });
  postMessage(state, chat, bot.user.id, {
    content: { forum_topic_created: { name, icon_color: color } },
    topic: id,
  });
  return { message_thread_id: id, name, icon_color: color };
}
