/** A basic group becomes a supergroup: a new id, everybody moves, the old chat only points to the new one. */
import { botsIn } from "./deliver.ts";
import { changeMember } from "./membership.ts";
import { postMessage } from "./post.ts";
import { allRights } from "./rights.ts";
import { emptyChat } from "./seed.ts";
import { groupAnonymousBot, showChat } from "./show.ts";
import type { Chat, State } from "./state.ts";
import { chatKey } from "./state.ts";

/** Bots hear that they joined the supergroup, but not that they left the group (tdlib/telegram-bot-api#266). */
export function upgradeChat(state: State, old: Chat, by: number): Chat {
  const id = -1_000_000_000_000 + old.id - state.next() * 1_000_000;
  const chat = emptyChat(chatKey(id), id, "supergroup", old.title);
  chat.permissions = { ...old.permissions };
  state.chats.set(chat.key, chat);
  postMessage(state, old, by, { content: { migrate_to_chat_id: id } });
  const bots = new Set(botsIn(state, old).map((bot) => bot.user.id));
  for (const [user, member] of old.members) {
    const rights = member.status === "administrator" ? allRights("supergroup") : member.rights;
    const moved = { ...member, rights };
    if (bots.has(user)) changeMember(state, chat, { by, who: user, to: moved });
    chat.members.set(user, moved);
  }
  state.upgraded.set(old.id, id);
  postMessage(state, chat, by, {
    content: { from: groupAnonymousBot, sender_chat: showChat(state, chat), migrate_from_chat_id: old.id },
  });
  return chat;
}
