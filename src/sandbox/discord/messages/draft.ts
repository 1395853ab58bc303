/** A message as somebody wants it: read from a request, checked the way Discord checks it. */
import { formFaults, refuse } from "../errors.ts";
import { digits, fields, list, text, whole, type Fields } from "../read.ts";
import { messageFlags } from "../shapes/message.ts";
import type { Attachment, Discord, Message } from "../state.ts";
import { checkComponents } from "./components.ts";

export interface UploadedFile {
  /** The n of the form field `files[n]`. */
  slot: string;
  name: string;
  type: string;
  content: Uint8Array;
}

export interface Draft {
  content: string;
  embeds: unknown[];
  components: Fields[];
  attachments: Attachment[];
  flags: number;
  tts: boolean;
  nonce: string | null;
  enforceNonce: boolean;
  replyTo: string | null;
  allowedMentions: unknown;
}

/** Bits that a sender may set. Ephemeral only counts in interaction replies. */
const SETTABLE =
  messageFlags.SUPPRESS_EMBEDS | messageFlags.EPHEMERAL | messageFlags.COMPONENTS_V2 | (1 << 12);

/** Reads a new message, or an edit of `existing` (what is left out stays). Throws 50035 or 50006. */
export function readDraft(discord: Discord, body: unknown, files: UploadedFile[], existing?: Message): Draft {
  const given = fields(body);
  const faults = formFaults();
  const asked = (whole(given["flags"]) ?? 0) & (existing ? SETTABLE & ~messageFlags.EPHEMERAL : SETTABLE);
  // Once Components V2, always Components V2.
  const flags = existing ? asked | (existing.flags & ~messageFlags.LOADING) : asked;
  const v2 = (flags & messageFlags.COMPONENTS_V2) !== 0;

  const attachments = readAttachments(discord, given["attachments"], files, existing);
  const content = "content" in given ? (text(given["content"]) ?? "") : (existing?.content ?? "");
  const embeds = "embeds" in given ? list(given["embeds"]) : (existing?.embeds ?? []);
  if (content.length > 2000)
    faults.add(["content"], "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
  if (embeds.length > 10) faults.add(["embeds"], "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  if (v2)
    for (const field of ["content", "embeds", "sticker_ids", "poll"])
      if (given[field] && list(given[field]).length + (text(given[field])?.length ?? 0) > 0)
        faults.add(
          [field],
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
  const names = attachments.map((each) => each.filename);
  const components =
    "components" in given
      ? checkComponents(given["components"], { faults, v2, files: names })
      : (existing?.components ?? []);
  const nonce = text(given["nonce"]) ?? whole(given["nonce"])?.toString() ?? null;
  if (nonce !== null && nonce.length > 25)
    faults.add(["nonce"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
  checkAllowedMentions(given["allowed_mentions"], faults);
  faults.check();

  if (content === "" && embeds.length + components.length + attachments.length === 0)
    throw refuse("emptyMessage");
  return {
    content,
    embeds,
    components,
    attachments,
    flags,
    tts: given["tts"] === true,
    nonce,
    enforceNonce: given["enforce_nonce"] === true,
    replyTo: digits(fields(given["message_reference"])["message_id"]) ?? null,
    allowedMentions: given["allowed_mentions"] ?? null,
  };
}

function readAttachments(
  discord: Discord,
  given: unknown,
  files: UploadedFile[],
  existing: Message | undefined,
): Attachment[] {
  const listed = list(given).map(fields);
  const described = (slot: string): Fields => listed.find((each) => String(each["id"]) === slot) ?? {};
  const kept =
    given === undefined || given === null
      ? (existing?.attachments ?? [])
      : (existing?.attachments ?? []).filter((old) => listed.some((each) => String(each["id"]) === old.id));
  const fresh = files.map((file) => ({
    id: discord.newId(),
    filename: text(described(file.slot)["filename"]) ?? file.name,
    contentType: file.type,
    content: file.content,
    description: text(described(file.slot)["description"]) ?? null,
  }));
  return [...kept, ...fresh];
}

function checkAllowedMentions(given: unknown, faults: ReturnType<typeof formFaults>): void {
  const mentions = fields(given);
  for (const kind of ["users", "roles"])
    if (list(mentions["parse"]).includes(kind) && list(mentions[kind]).length > 0)
      faults.add(
        ["allowed_mentions"],
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
}
