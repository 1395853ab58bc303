/** `reply_markup`: inline keyboards, force replies and reply keyboards, with Telegram's limits. */
import type {
  TelegramInlineKeyboardButton,
  TelegramInlineKeyboardMarkup,
  TelegramKeyboardButton,
} from "@gramio/types";
import { badRequest, refusals } from "./errors.ts";
import type { Params } from "./read.ts";
import { isObject, readObject, readText } from "./read.ts";
import type { StoredMessage } from "./state.ts";

export interface Markup {
  keyboard: StoredMessage["keyboard"];
  prompt: StoredMessage["prompt"];
}

const MAX_CALLBACK_BYTES = 64;
const MAX_BUTTONS = 100;
const KINDS = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
  "disabled",
] as const;
const STYLES = ["danger", "success", "primary"];

export function readMarkup(params: Params, inPrivate: boolean): Markup {
  const markup = readObject(params, "reply_markup");
  if (!markup) return { keyboard: null, prompt: null };
  if (Array.isArray(markup["inline_keyboard"])) {
    const keyboard = inlineKeyboard(markup["inline_keyboard"], inPrivate);
    const forced = markup["force_reply"] === true;
    if (keyboard.inline_keyboard.length === 0) return { keyboard: null, prompt: null };
    return {
      keyboard: forced ? { ...keyboard, force_reply: true } : keyboard,
      prompt: forced ? { kind: "force_reply", placeholder: null, selective: false } : null,
    };
  }
  const selective = markup["selective"] === true;
  const placeholder = markup["input_field_placeholder"];
  const words = typeof placeholder === "string" ? placeholder : null;
  if (words !== null && words.length > 64) throw badRequest("input field placeholder is too long");
  if (markup["force_reply"] === true)
    return { keyboard: null, prompt: { kind: "force_reply", placeholder: words, selective } };
  if (Array.isArray(markup["keyboard"])) {
    const buttons = replyKeyboard(markup["keyboard"], inPrivate);
    return { keyboard: null, prompt: { kind: "keyboard", placeholder: words, buttons, selective } };
  }
  if (markup["remove_keyboard"] === true)
    return { keyboard: null, prompt: { kind: "remove_keyboard", placeholder: null, selective } };
  throw badRequest("can't parse reply markup: object expected as reply markup");
}

/** Buttons that ask for something are possible in private chats only. */
function replyKeyboard(rows: unknown[], inPrivate: boolean): TelegramKeyboardButton[][] {
  const requests = new Set<number>();
  return rows.map((row) => {
    if (!Array.isArray(row)) throw badRequest("can't parse reply keyboard: row must be an Array");
    return row.map((given: unknown) => {
      const button = typeof given === "string" ? { text: given } : given;
      if (!isObject(button) || typeof button["text"] !== "string" || button["text"].trim() === "")
        throw badRequest("keyboard button text must be non-empty");
      for (const name of ["request_users", "request_chat"]) {
        const request = button[name];
        if (request === undefined) continue;
        if (!isObject(request)) throw badRequest("can't parse keyboard button: expected an Object");
        if (!inPrivate) throw badRequest("BUTTON_TYPE_INVALID");
        const number = Number(request["request_id"]);
        if (!Number.isInteger(number) || Math.abs(number) >= 2 ** 31 || requests.has(number))
          throw badRequest("BUTTON_ID_INVALID");
        requests.add(number);
        const most = Number(request["max_quantity"] ?? 1);
        if (most < 1 || most > 10) throw badRequest("BUTTON_QUANTITY_INVALID");
        checkRights(request);
      }
      return button as unknown as TelegramKeyboardButton;
    });
  });
}

/** Nobody can be asked to hand out more than they hold themselves. */
function checkRights(request: Record<string, unknown>): void {
  const { bot_administrator_rights: wanted, user_administrator_rights: held } = request;
  if (!isObject(wanted)) return;
  const more = Object.keys(wanted).filter(
    (right) => wanted[right] === true && !(isObject(held) && held[right] === true),
  );
  if (more.length > 0)
    throw badRequest("bot administrator rights must be a subset of user administrator rights");
}

function inlineKeyboard(rows: unknown[], inPrivate: boolean): TelegramInlineKeyboardMarkup {
  const keyboard = rows.map((row) => {
    if (!Array.isArray(row)) throw badRequest("can't parse inline keyboard: row must be an Array");
    return row.map((button: unknown) => inlineButton(button, inPrivate));
  });
  if (keyboard.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  return { inline_keyboard: keyboard.filter((row) => row.length > 0) };
}

function inlineButton(button: unknown, inPrivate: boolean): TelegramInlineKeyboardButton {
  if (!isObject(button)) throw badRequest("can't parse inline keyboard button: expected an Object");
  const { text, callback_data: data, copy_text: copy } = button;
  const style = readText(button, "style");
  if (typeof text !== "string" || text.trim() === "")
    throw badRequest("inline keyboard button text must be non-empty");
  const kinds = KINDS.filter((kind) => button[kind] !== undefined);
  if (kinds.length === 0)
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (kinds.length > 1)
    throw badRequest(`can't parse inline keyboard button: exactly one of ${kinds.join(", ")} must be used`);
  if (style !== undefined && !STYLES.includes(style))
    throw badRequest("can't parse inline keyboard button: invalid button style specified");
  if (data !== undefined && !fits(data, MAX_CALLBACK_BYTES)) throw refusals.buttonData();
  if (copy !== undefined && !(isObject(copy) && typeof copy["text"] === "string" && fits(copy["text"], 1024)))
    throw badRequest("BUTTON_COPY_TEXT_INVALID");
  if (button["url"] !== undefined && !isUrl(button["url"])) throw badRequest("BUTTON_URL_INVALID");
  if (button["web_app"] !== undefined && !inPrivate) throw badRequest("BUTTON_TYPE_INVALID");
  return button as unknown as TelegramInlineKeyboardButton;
}

function fits(value: unknown, bytes: number): boolean {
  if (typeof value !== "string") return false;
  const size = Buffer.byteLength(value);
  return size >= 1 && size <= bytes;
}

function isUrl(value: unknown): boolean {
  return typeof value === "string" && /^(https?:\/\/|tg:\/\/|[\w-]+\.[a-z]{2,})/i.test(value);
}
