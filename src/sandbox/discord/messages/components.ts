/** What Discord accepts as message components, and the form in which it gives them back. */
import type { FormFaults } from "../errors.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";
import { checkButton, checkSelect } from "./controls.ts";

type Path = readonly (string | number)[];

interface Walk {
  faults: FormFaults;
  v2: boolean;
  customIds: Set<string>;
  ids: Set<number>;
  count: number;
  displayed: number;
  /** Names that `attachment://` may point at. */
  files: Set<string>;
}

const LEGACY_TOP = new Set([1]);
const V2_TOP = new Set([1, 9, 10, 12, 13, 14, 17]);
const IN_CONTAINER = new Set([1, 9, 10, 12, 13, 14]);
const SELECTS = new Set([3, 5, 6, 7, 8]);

/** Checks a message's components, adding to `faults`; returns them with ids and defaults as Discord fills them in. */
export function checkComponents(
  given: unknown,
  options: { faults: FormFaults; v2: boolean; files: string[] },
): Fields[] {
  const walk: Walk = {
    ...options,
    files: new Set(options.files),
    customIds: new Set(),
    ids: new Set(),
    count: 0,
    displayed: 0,
  };
  const top = list(given);
  const allowed = options.v2 ? V2_TOP : LEGACY_TOP;
  const checked = top.map((each, at) => component(walk, fields(each), ["components", at], allowed));
  if (!options.v2 && top.length > 5)
    walk.faults.add(["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  if (options.v2 && walk.count > 40)
    walk.faults.add(
      ["components"],
      "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
      "The total number of components exceeds the maximum of 40",
    );
  if (walk.displayed > 4000)
    walk.faults.add(
      ["components"],
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
      "The total displayable text size in the components exceeds the maximum size of 4000",
    );
  return number(checked, walk.ids);
}

function component(walk: Walk, raw: Fields, path: Path, allowed: Set<number>): Fields {
  walk.count += 1;
  const type = whole(raw["type"]) ?? 0;
  const id = whole(raw["id"]);
  if (id) walk.ids.add(id);
  if (!allowed.has(type)) {
    const choices = [...allowed].join(", ");
    walk.faults.add(
      [...path, "type"],
      "UNION_TYPE_CHOICES",
      `Value of field "type" must be one of (${choices},).`,
    );
    return raw;
  }
  const within = (key: string, kinds: Set<number>, max: number, min = 1): Fields[] => {
    const inner = list(raw[key]);
    if (inner.length < min || inner.length > max)
      walk.faults.add([...path, key], "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
    return inner.map((each, at) => component(walk, fields(each), [...path, key, at], kinds));
  };
  switch (type) {
    case 1:
      return actionRow(walk, raw, path);
    case 9: {
      const components = within("components", new Set([10]), 3);
      const accessory = component(walk, fields(raw["accessory"]), [...path, "accessory"], new Set([2, 11]));
      return { ...raw, components, accessory };
    }
    case 17:
      return {
        accent_color: null,
        spoiler: false,
        ...raw,
        components: within("components", IN_CONTAINER, 40),
      };
    default:
      return leaf(walk, type, raw, path);
  }
}

function leaf(walk: Walk, type: number, raw: Fields, path: Path): Fields {
  switch (type) {
    case 2:
      return checkButton(walk, raw, path);
    case 10:
      return textDisplay(walk, raw, path);
    case 11:
      return {
        description: null,
        spoiler: false,
        ...raw,
        media: media(walk, raw["media"], [...path, "media"]),
      };
    case 12: {
      const items = list(raw["items"]).map((each, at) => ({
        description: null,
        spoiler: false,
        ...fields(each),
        media: media(walk, fields(each)["media"], [...path, "items", at, "media"]),
      }));
      if (items.length < 1 || items.length > 10)
        walk.faults.add([...path, "items"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
      return { ...raw, items };
    }
    case 13: {
      const file = media(walk, raw["file"], [...path, "file"]);
      return {
        name: text(file["url"])?.replace("attachment://", "") ?? null,
        size: null,
        spoiler: false,
        ...raw,
        file,
      };
    }
    case 14:
      return { spacing: 1, divider: true, ...raw };
    default:
      return checkSelect(walk, type, raw, path);
  }
}

function actionRow(walk: Walk, raw: Fields, path: Path): Fields {
  const inner = list(raw["components"]).map(fields);
  const hasSelect = inner.some((each) => SELECTS.has(whole(each["type"]) ?? 0));
  const max = hasSelect ? 1 : 5;
  if (inner.length < 1 || inner.length > max)
    walk.faults.add(
      [...path, "components"],
      "BASE_TYPE_BAD_LENGTH",
      `Must be between 1 and ${max} in length.`,
    );
  const kinds = new Set([2, ...SELECTS]);
  return {
    ...raw,
    components: inner.map((each, at) => component(walk, each, [...path, "components", at], kinds)),
  };
}

function textDisplay(walk: Walk, raw: Fields, path: Path): Fields {
  const content = text(raw["content"]);
  if (content === undefined)
    walk.faults.add([...path, "content"], "BASE_TYPE_REQUIRED", "This field is required");
  else if (content.length < 1 || content.length > 4000)
    walk.faults.add([...path, "content"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 4000 in length.");
  walk.displayed += content?.length ?? 0;
  return raw;
}

function media(walk: Walk, raw: unknown, path: Path): Fields {
  const url = text(fields(raw)["url"]);
  if (url === undefined) walk.faults.add([...path, "url"], "BASE_TYPE_REQUIRED", "This field is required");
  else if (url.startsWith("attachment://") && !walk.files.has(url.slice("attachment://".length)))
    walk.faults.add(
      [...path, "url"],
      "MEDIA_ATTACHMENT_NOT_FOUND",
      "The referenced attachment was not found",
    );
  return { ...fields(raw), url: url ?? "" };
}

/** Gives every component without an id the smallest free one. */
function number(components: Fields[], taken: Set<number>): Fields[] {
  let next = 1;
  const visit = (each: Fields): Fields => {
    let { id } = each;
    if (!id) {
      while (taken.has(next)) next += 1;
      id = next;
      next += 1;
    }
    return {
      ...each,
      id,
      ...(Array.isArray(each["components"])
        ? { components: each["components"].map((inner) => visit(fields(inner))) }
        : {}),
      ...(each["accessory"] ? { accessory: visit(fields(each["accessory"])) } : {}),
    };
  };
  return components.map(visit);
}

/** Every component of a message, containers opened. */
export function everyComponent(components: Fields[]): Fields[] {
  return components.flatMap((each) => [
    each,
    ...everyComponent(list(each["components"]).map(fields)),
    ...(each["accessory"] ? [fields(each["accessory"])] : []),
  ]);
}
