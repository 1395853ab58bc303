/** One place where somebody's standing in a chat changes, so that every bot that should hear of it does. */
import type { TelegramChatMember } from "@gramio/types";
import { botsIn } from "./deliver.ts";
import { actsAnonymously, isAdmin, newMember, showMember } from "./rights.ts";
import { groupAnonymousBot, showChat } from "./show.ts";
import type { Bot, Chat, Member, State } from "./state.ts";
import { isPresent, privateKey, unixTime, userOf } from "./state.ts";
import { enqueue } from "./updates.ts";

/** Bots hear of themselves by `my_chat_member`; admin bots that asked for it hear of others by `chat_member`. */
export function changeMember(
  state: State,
  chat: Chat,
  change: { by: number; who: number; to: Partial<Member> & Pick<Member, "status"> },
): void {
  const { by, who, to } = change;
  const hidden = chat.type !== "channel" && actsAnonymously(state, chat, by);
  const from = hidden ? groupAnonymousBot : userOf(state, by);
  if (!from) throw new Error(`no such user: ${by}`);
  const before = chat.members.get(who);
  const subject = state.bots.get(who);
  const listeners = botsIn(state, chat).filter(
    (bot) => bot !== subject && isAdmin(chat.members.get(bot.user.id)),
  );
  const hearing: { bot: Bot; kind: "my_chat_member" | "chat_member"; old: TelegramChatMember }[] = [
    ...(subject ? [{ bot: subject, kind: "my_chat_member" as const }] : []),
    ...listeners.map((bot) => ({ bot, kind: "chat_member" as const })),
  ].map((hearer) => ({ ...hearer, old: showMember(state, chat, who, hearer.bot.user.id) }));
  const joins = !isPresent(before) && to.status !== "left" && to.status !== "kicked";
  const readsAll = joins ? subject?.privacy === false : (before?.readsAll ?? false);
  chat.members.set(who, { ...newMember(to.status), ...to, readsAll });
  for (const { bot, kind, old } of hearing) {
    const now = showMember(state, chat, who, bot.user.id);
    if (JSON.stringify(now) === JSON.stringify(old)) continue;
    const update = {
      chat: showChat(state, chat),
      from,
      date: unixTime(state),
      old_chat_member: old,
      new_chat_member: now,
    };
    enqueue(bot.inbox, { [kind]: update }, state.now());
  }
}

/** In a private chat the bot hears of being blocked and unblocked as a change of its own membership. */
export function announceBlocking(
  state: State,
  { bot, person }: { bot: number; person: number },
  blocked: boolean,
): void {
  const subject = state.bots.get(bot);
  const from = userOf(state, person);
  const chat = state.chats.get(privateKey(bot, person));
  if (!subject || !from || !chat) return;
  const kicked = { status: "kicked" as const, user: subject.user, until_date: 0 };
  const member = { status: "member" as const, user: subject.user };
  const update = {
    chat: showChat(state, chat),
    from,
    date: unixTime(state),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  };
  enqueue(subject.inbox, { my_chat_member: update }, state.now());
}
