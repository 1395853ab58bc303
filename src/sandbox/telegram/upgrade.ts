/** A basic group becomes a supergroup: a new id, everybody moves, the old chat only points to the new one. */
import { emptyChat } from "./seed.ts";
import { postMessage } from "./post.ts";
import { allRights } from "./rights.ts";
import type { Chat, State } from "./state.ts";
import { chatKey } from "./state.ts";

export function upgradeChat(state: State, old: Chat, by: number): Chat {
  const id = -1_000_000_000_000 + old.id - state.next() * 1_000_000;
  const chat = emptyChat(chatKey(id), id, "supergroup", old.title);
  chat.permissions = { ...old.permissions };
  for (const [user, member] of old.members)
    chat.members.set(user, {
      ...member,
      rights: member.status === "administrator" ? allRights("supergroup") : member.rights,
    });
  state.chats.set(chat.key, chat);
  postMessage(state, old, by, { content: { migrate_to_chat_id: id } });
  postMessage(state, chat, by, { content: { migrate_from_chat_id: old.id } });
  state.upgraded.set(old.id, id);
  return chat;
}
