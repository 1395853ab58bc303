/** Updates as what people do and what changes: routed by telegraf, checked by zod, delivered to the inbox. */
import { Telegraf } from "telegraf";
import { z } from "zod";
import type { Inbox, Log } from "../platform.ts";
import { actionsOfMember, actionsOfMessage } from "./actions.ts";
import { ownChange, otherChange, serviceChange } from "./changes.ts";
import type { RawUpdate } from "./intake.ts";
import type { Migrations } from "./migrations.ts";
import type { CallbackQuery, Message, OwnUser } from "./shapes.ts";
import { callbackQuery, memberUpdate, message } from "./shapes.ts";

/** What each kind of update leads to. */
export interface Inbound {
  me: OwnUser;
  onText: (message: Message) => Promise<void>;
  onPress: (query: CallbackQuery) => Promise<void>;
  inbox: Inbox;
  migrations: Migrations;
  log: Log;
}

/** telegraf looks into these without asking what they are. */
const envelope = z.looseObject({
  callback_query: z.looseObject({}).optional(),
  message: z.looseObject({}).optional(),
  my_chat_member: z.looseObject({}).optional(),
  chat_member: z.looseObject({}).optional(),
});

/**
 * telegraf is context and routing only: it never calls the Bot API (its `telegram` is not used), never polls, and never
 * times a handler out, because a handler that was given up on would still be running.
 */
export function createInbound({ me, onText, onPress, inbox, migrations, log }: Inbound) {
  const bot = new Telegraf("unused", { handlerTimeout: Infinity });
  bot.botInfo = {
    id: Number(me.id),
    is_bot: true,
    first_name: me.first_name,
    username: me.username,
    can_join_groups: me["can_join_groups"] === true,
    can_read_all_group_messages: me["can_read_all_group_messages"] === true,
    supports_inline_queries: me["supports_inline_queries"] === true,
  };
  // telegraf's own handler prints and sets an exit code; who called decides about errors here.
  bot.catch((error) => {
    throw error;
  });

  bot.on("callback_query", (context) => onPress(callbackQuery.parse(context.callbackQuery)));

  bot.on("my_chat_member", async (context) => {
    const update = memberUpdate.parse(context.myChatMember);
    for (const action of actionsOfMember(update, context.update.update_id)) await inbox.action(action);
    const change = ownChange(update);
    if (change) await inbox.change(change);
  });

  bot.on("chat_member", async (context) => {
    const update = memberUpdate.parse(context.chatMember);
    // Told before the change that it makes: whoever looks again then knows whose doing it was.
    for (const action of actionsOfMember(update, context.update.update_id)) await inbox.action(action);
    const change = otherChange(update);
    if (change) await inbox.change(change);
  });

  bot.on("message", async (context) => {
    const said = message.parse(context.message);
    const { id } = said.chat;
    if (said.migrate_to_chat_id !== undefined) return migrations.note(id, said.migrate_to_chat_id);
    if (said.migrate_from_chat_id !== undefined) return migrations.note(said.migrate_from_chat_id, id);
    for (const action of actionsOfMessage(said)) await inbox.action(action);
    const change = serviceChange(said, me.id);
    if (change) return inbox.change(change);
    return onText(said);
  });

  return async (update: RawUpdate): Promise<void> => {
    log.debug({ updateId: update.update_id }, "A Telegram update.");
    envelope.parse(update);
    await bot.handleUpdate(update as unknown as Parameters<typeof bot.handleUpdate>[0]);
  };
}
