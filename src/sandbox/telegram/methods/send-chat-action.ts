import { badRequest } from "../errors.ts";
import { readText } from "../read.ts";
import { chatToSend } from "../target.ts";
import type { Call } from "./method.ts";

const ACTIONS =
  /^(typing|(upload|record)_(photo|video|voice|video_note|document)|choose_sticker|find_location)$/;

export function sendChatAction({ state, bot, params }: Call): true {
  chatToSend(state, bot, params, "can_send_messages");
  if (!ACTIONS.test(readText(params, "action") ?? "")) throw badRequest("wrong parameter action in request");
  return true;
}
