/** Media in components: what was sent as `attachment://name` comes back as a real address. */
import { fields, list, text, type Fields } from "../read.ts";
import type { Attachment } from "../state.ts";

/** The components with their media resolved against the message's attachments. */
export function withMedia(
  components: Fields[],
  attachments: Attachment[],
  urlOf: (attachment: Attachment) => string,
): Fields[] {
  const media = (given: unknown): Fields => {
    const url = text(fields(given)["url"]) ?? "";
    const attachment = attachments.find((each) => url === `attachment://${each.filename}`);
    const real = attachment ? urlOf(attachment) : url;
    return {
      id: attachment?.id ?? "0",
      url: real,
      proxy_url: real,
      content_type: attachment?.contentType ?? null,
      ...(attachment ? { attachment_id: attachment.id } : {}),
    };
  };
  const visit = (each: Fields): Fields => ({
    ...each,
    ...("file" in each ? { file: media(each["file"]), size: sizeOf(each["name"], attachments) } : {}),
    ...("media" in each ? { media: media(each["media"]) } : {}),
    ...("items" in each ? { items: list(each["items"]).map((item) => visit(fields(item))) } : {}),
    ...("components" in each
      ? { components: list(each["components"]).map((inner) => visit(fields(inner))) }
      : {}),
    ...("accessory" in each ? { accessory: visit(fields(each["accessory"])) } : {}),
  });
  return components.map(visit);
}

function sizeOf(name: unknown, attachments: Attachment[]): number | null {
  return attachments.find((each) => each.filename === name)?.content.byteLength ?? null;
}
