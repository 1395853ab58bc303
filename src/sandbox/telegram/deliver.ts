/** Which bots of a chat get to see a message: privacy mode, as documented in Telegram's bot features and FAQ. */
import type { UpdateKind } from "./updates.ts";
import { enqueue } from "./updates.ts";
import { isAdmin } from "./rights.ts";
import { showMessage, wordCommands } from "./show.ts";
import type { Bot, Chat, State, StoredMessage } from "./state.ts";
import { isPresent, userOf } from "./state.ts";

export function deliverMessage(state: State, chat: Chat, stored: StoredMessage, edited = false): void {
  if (stored.onlyFor !== null && stored.meantFor === null) return;
  for (const bot of readersOf(state, chat, stored)) {
    const post = chat.type === "channel";
    const kind: UpdateKind = edited
      ? post
        ? "edited_channel_post"
        : "edited_message"
      : post
        ? "channel_post"
        : "message";
    enqueue(bot.inbox, { [kind]: showMessage(chat, stored) }, state.now());
  }
}

export function botsIn(state: State, chat: Chat): Bot[] {
  if (chat.private) {
    const bot = state.bots.get(chat.private.bot);
    return bot ? [bot] : [];
  }
  return [...state.bots.values()].filter((bot) => isPresent(chat.members.get(bot.user.id)));
}

function readersOf(state: State, chat: Chat, stored: StoredMessage): Bot[] {
  const others = botsIn(state, chat).filter((bot) => bot.user.id !== stored.author);
  if (stored.onlyFor !== null) return others.filter((bot) => bot.user.id === stored.meantFor);
  if (chat.type === "private" || chat.type === "channel" || isService(stored)) return others;
  stored.meantFor ??= addressee(state, chat, stored);
  if (userOf(state, stored.author)?.is_bot) return others.filter((bot) => hearsBot(state, chat, bot, stored));
  return others.filter((bot) => readsEverything(chat, bot) || stored.meantFor === bot.user.id);
}

/** Admin bots always read everything, whatever their privacy setting says. */
export function readsEverything(chat: Chat, bot: Bot): boolean {
  const member = chat.members.get(bot.user.id);
  return isAdmin(member) || member?.readsAll === true;
}

/**
 * Bots don't see other bots, except in bot-to-bot mode: a command or reply addressed to a bot arrives when either of the two
 * has the mode on; a bot with the mode on that reads everything also reads other bots.
 */
function hearsBot(state: State, chat: Chat, bot: Bot, stored: StoredMessage): boolean {
  const writer = state.bots.get(stored.author);
  const eitherOn = bot.botToBot || writer?.botToBot === true;
  if (stored.meantFor === bot.user.id && eitherOn) return true;
  return bot.botToBot && readsEverything(chat, bot);
}

/** A message is meant for at most one privacy-on bot; a reply comes first, then `/command@bot`, then a bare command for the last bot to post. */
function addressee(state: State, chat: Chat, stored: StoredMessage): number | null {
  const answered = stored.replyTo === null ? undefined : chat.messages.get(stored.replyTo);
  if (answered) {
    if (state.bots.has(answered.author)) return answered.author;
    if (answered.meantFor !== null) return answered.meantFor;
  }
  const commands = wordCommands(stored.message.text ?? stored.message.caption ?? "");
  const named = commands.find((command) => command.to !== null)?.to?.toLowerCase();
  if (named) {
    const bots = botsIn(state, chat);
    return bots.find((bot) => bot.user.username?.toLowerCase() === named)?.user.id ?? null;
  }
  return commands.length > 0 ? chat.lastBotToPost : null;
}

const CONTENT = ["text", "caption", "document", "photo"] as const;
export function isService(stored: StoredMessage): boolean {
  return CONTENT.every((part) => stored.message[part] === undefined);
}
