/** The command menu, by scope and language. */
import type { TelegramBotCommand } from "@gramio/types";
import { badRequest } from "../errors.ts";
import type { Params } from "../read.ts";
import { isObject, readList, readObject, readText } from "../read.ts";
import { readableChat } from "../target.ts";
import type { Call } from "./method.ts";

const MAX_COMMANDS = 100;
const PLAIN_SCOPES = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];
const CHAT_SCOPES = ["chat", "chat_administrators", "chat_member"];

export function setMyCommands(call: Call): true {
  const commands = readList(call.params, "commands");
  if (!commands) throw badRequest("can't parse BotCommand: expected an Array");
  if (commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  const key = scopeKey(call);
  if (commands.length === 0) call.bot.commands.delete(key);
  else call.bot.commands.set(key, commands.map(readCommand));
  return true;
}

export function getMyCommands(call: Call): TelegramBotCommand[] {
  return call.bot.commands.get(scopeKey(call)) ?? [];
}

export function deleteMyCommands(call: Call): true {
  call.bot.commands.delete(scopeKey(call));
  return true;
}

function readCommand(value: unknown): TelegramBotCommand {
  if (!isObject(value)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = (readText(value, "command") ?? "").replace(/^\//, "");
  const description = (readText(value, "description") ?? "").trim();
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  if (description.length < 1 || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  return { command, description, ...(value["is_ephemeral"] === true && { is_ephemeral: true }) };
}

/** One list per scope and language; a chat's scope needs the bot in that chat. */
function scopeKey({ state, bot, params }: Call): string {
  const scope: Params = readObject(params, "scope") ?? { type: "default" };
  const type = readText(scope, "type") ?? "";
  const language = readText(params, "language_code") ?? "";
  if (language !== "" && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language code specified");
  if (PLAIN_SCOPES.includes(type)) return `${type}//${language}`;
  if (!CHAT_SCOPES.includes(type))
    throw badRequest("can't parse BotCommandScope: unsupported type specified");
  const chat = readableChat(state, bot, scope);
  const user = type === "chat_member" ? `/${readText(scope, "user_id")}` : "";
  return `${type}/${chat.id}${user}/${language}`;
}
