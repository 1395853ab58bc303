/** sendDocument and sendPhoto: an upload, an attached upload, or the id of a file sent before. */
import type { TelegramMessage } from "@gramio/types";
import { readEphemeral } from "../ephemeral.ts";
import { badRequest, refusals } from "../errors.ts";
import { imageSize } from "../image-size.ts";
import { readMarkup } from "../keyboard.ts";
import { postMessage } from "../post.ts";
import type { Params } from "../read.ts";
import { isUpload, readText } from "../read.ts";
import { showMessage } from "../show.ts";
import type { Permissions, State, StoredFile } from "../state.ts";
import { chatToSend, readTopic } from "../target.ts";
import { readFormatted } from "../text.ts";
import type { Call } from "./method.ts";
import { protection, readReply } from "./send-message.ts";

const MAX_CAPTION = 1024;
const MAX_DOCUMENT = 50 * 1024 * 1024;
const MAX_PHOTO = 10 * 1024 * 1024;

export function sendDocument(call: Call): TelegramMessage {
  return sendFile(call, "document", "can_send_documents", (file) => {
    if (file.content.length > MAX_DOCUMENT) throw badRequest("file is too big");
    return {
      document: {
        file_id: file.id,
        file_unique_id: `u${file.id}`,
        file_name: file.name,
        mime_type: file.mime,
        file_size: file.content.length,
      },
    };
  });
}

export function sendPhoto(call: Call): TelegramMessage {
  return sendFile(call, "photo", "can_send_photos", (file) => {
    if (file.content.length > MAX_PHOTO) throw badRequest("too big for a photo");
    const size = imageSize(file.content);
    if (!size) throw badRequest("IMAGE_PROCESS_FAILED");
    const { width, height } = size;
    if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
      throw badRequest("PHOTO_INVALID_DIMENSIONS");
    const id = { file_id: file.id, file_unique_id: `u${file.id}` };
    return { photo: [{ ...id, width, height, file_size: file.content.length }] };
  });
}

function sendFile(
  { state, bot, params }: Call,
  field: "document" | "photo",
  permission: keyof Permissions,
  show: (file: StoredFile) => Partial<TelegramMessage>,
): TelegramMessage {
  const chat = chatToSend(state, bot, params, permission);
  const file = readFile(state, params, field);
  const draft = {
    content: { ...show(file), ...readCaption(params), ...protection(params) },
    file,
    topic: readTopic(chat, params),
    replyTo: readReply(chat, params),
    ...readMarkup(params, chat.type === "private"),
    ...readEphemeral(state, bot, chat, params),
  };
  return showMessage(chat, postMessage(state, chat, bot.user.id, draft));
}

export function readCaption(params: Params): Pick<TelegramMessage, "caption" | "caption_entities"> {
  const { text, entities } = readFormatted(params, "caption", "caption_entities");
  if (text.length > MAX_CAPTION) throw refusals.captionTooLong();
  return {
    ...(text !== "" && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
  };
}

function readFile(state: State, params: Params, field: string): StoredFile {
  const given = params[field];
  const attached = typeof given === "string" && given.startsWith("attach://");
  const upload = attached ? params[given.slice("attach://".length)] : given;
  if (isUpload(upload)) {
    if (upload.content.length === 0) throw badRequest("file must be non-empty");
    const file = { id: `file${state.next()}`, name: upload.name, mime: upload.mime, content: upload.content };
    state.files.set(file.id, file);
    return file;
  }
  const id = readText(params, field) ?? "";
  if (id === "") throw badRequest(`there is no ${field} in the request`);
  const known = state.files.get(id);
  if (!known) throw badRequest("wrong file identifier/HTTP URL specified");
  return known;
}
