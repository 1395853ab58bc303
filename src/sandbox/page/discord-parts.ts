/** A Discord message's components as parts that the page draws. */
import { fields, list, text, whole, type Fields } from "../discord/read.ts";
import { namedBlocks, type Names } from "./named.ts";
import type { Consent, Part, ShownButton, ShownChoice, ShownSelect } from "./shown.ts";

export interface Reader {
  names: Names;
  consent(url: string): Consent | null;
}

/** `raw` is the API's message object. */
export function discordParts(raw: Fields, reader: Reader): Part[] {
  const content = text(raw["content"]) ?? "";
  const shownElsewhere = list(raw["components"]).length > 0;
  return [
    ...(content === "" ? [] : [{ kind: "text" as const, blocks: namedBlocks(content, reader.names) }]),
    ...list(raw["embeds"]).map((embed) => embedPart(fields(embed), reader)),
    ...list(raw["components"]).flatMap((each) => partsOf(fields(each), reader)),
    // With components, files show only where one names them.
    ...(shownElsewhere
      ? []
      : list(raw["attachments"]).flatMap((each) => filePart(fields(each), fields(each)["filename"]))),
  ];
}

function partsOf(component: Fields, reader: Reader): Part[] {
  const inner = () => list(component["components"]).flatMap((each) => partsOf(fields(each), reader));
  switch (component["type"]) {
    case 1:
      return [{ kind: "row", controls: controlsOf(list(component["components"]).map(fields), reader) }];
    case 2:
      return [{ kind: "row", controls: controlsOf([component], reader) }];
    case 9:
      return [{ kind: "section", parts: inner(), aside: partsOf(fields(component["accessory"]), reader) }];
    case 10:
      return [{ kind: "text", blocks: namedBlocks(text(component["content"]) ?? "", reader.names) }];
    case 11:
      return filePart(fields(component["media"]), component["description"]);
    case 12:
      return list(component["items"]).flatMap((item) =>
        filePart(fields(fields(item)["media"]), fields(item)["description"]),
      );
    case 13:
      return filePart(fields(component["file"]), component["name"]);
    case 14:
      return component["divider"] === false ? [] : [{ kind: "line" }];
    case 17:
      return [{ kind: "card", accent: hex(whole(component["accent_color"])), parts: inner() }];
    default:
      return [];
  }
}

export function hex(color: number | undefined): string | null {
  return color === undefined ? null : `#${color.toString(16).padStart(6, "0")}`;
}

/** Attachments are fetched through the page's own server: its content policy allows no other. */
function filePart(media: Fields, name: unknown): Part[] {
  const url = text(media["url"]) ?? "";
  const path = URL.canParse(url) ? /^\/attachments\/\d+\/\d+\/([\w.-]+)$/.exec(new URL(url).pathname) : null;
  if (!path) return [];
  const shown = text(name) ?? path[1] ?? "file";
  const picture = /^image\/(?:png|jpeg|webp)$/.test(text(media["content_type"]) ?? "");
  return [{ kind: "file", file: { name: shown, url: `/files/discord${path[0]}`, picture } }];
}

function embedPart(embed: Fields, reader: Reader): Part {
  const { title, description, fields: rows, color } = embed;
  const lines = list(rows)
    .map(fields)
    .map((row) => `**${text(row["name"]) ?? ""}**\n${text(row["value"]) ?? ""}`);
  const all = [...(title ? [`**${text(title)}**`] : []), text(description) ?? "", ...lines];
  const blocks = namedBlocks(all.filter((line) => line !== "").join("\n"), reader.names);
  return { kind: "card", accent: hex(whole(color)), parts: [{ kind: "text", blocks }] };
}

const STYLES = ["secondary", "primary", "secondary", "success", "danger", "link"] as const;

function controlsOf(components: Fields[], reader: Reader): (ShownButton | ShownSelect)[] {
  return components.flatMap((each): (ShownButton | ShownSelect)[] => {
    const type = whole(each["type"]) ?? 0;
    if (type === 2) return [button(each, reader)];
    return isList(type) ? [select(each, type, reader.names)] : [];
  });
}

function isList(type: number): type is keyof typeof LISTS {
  return type in LISTS;
}

function button(raw: Fields, reader: Reader): ShownButton {
  const url = text(raw["url"]) ?? null;
  const emoji = text(fields(raw["emoji"])["name"]);
  return {
    kind: "button",
    label: [emoji, text(raw["label"])].filter((part) => part !== undefined).join(" "),
    press: raw["disabled"] === true ? null : (text(raw["custom_id"]) ?? null),
    url,
    style: STYLES[whole(raw["style"]) ?? 2] ?? "secondary",
    consent: url === null ? null : reader.consent(url),
  };
}

const LISTS = { 3: "list", 5: "people", 6: "roles", 7: "anybody", 8: "channels" } as const;

function select(raw: Fields, type: keyof typeof LISTS, names: Names): ShownSelect {
  const own = list(raw["options"]).map(fields);
  const from = (map: Map<string, string>, sign: string): ShownChoice[] =>
    [...map].map(([value, name]) => ({ label: `${sign}${name}`, value, hint: null }));
  const choices = {
    list: own.map((option) => ({
      label: text(option["label"]) ?? "",
      value: text(option["value"]) ?? "",
      hint: text(option["description"]) ?? null,
    })),
    people: from(names.user, "@"),
    roles: from(names.role, "@"),
    anybody: [...from(names.user, "@"), ...from(names.role, "@")],
    channels: from(names.channel, "#"),
  };
  const chosen = [
    ...own.filter((option) => option["default"] === true).map((option) => option["value"]),
    ...list(raw["default_values"]).map((value) => fields(value)["id"]),
  ];
  const of = LISTS[type];
  return {
    kind: "select",
    id: text(raw["custom_id"]) ?? "",
    of,
    placeholder: text(raw["placeholder"]) ?? "Make a selection",
    choices: choices[of],
    chosen: chosen.flatMap((value) => text(value) ?? []),
    least: whole(raw["min_values"]) ?? 1,
    most: whole(raw["max_values"]) ?? 1,
    disabled: raw["disabled"] === true,
  };
}
