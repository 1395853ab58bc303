/** Buttons and select menus: what Discord accepts. */
import type { FormFaults } from "../errors.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";

type Path = readonly (string | number)[];

interface Walk {
  faults: FormFaults;
  customIds: Set<string>;
}

const LINK = 5;
const PREMIUM = 6;

export function checkButton(walk: Walk, raw: Fields, path: Path): Fields {
  const style = whole(raw["style"]);
  if (style === undefined || style < 1 || style > PREMIUM)
    walk.faults.add([...path, "style"], "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.");
  const label = text(raw["label"]);
  if (label !== undefined && label.length > 80)
    walk.faults.add([...path, "label"], "BASE_TYPE_MAX_LENGTH", "Must be 80 or fewer in length.");
  if (!label && !raw["emoji"] && style !== PREMIUM)
    walk.faults.add([...path, "label"], "BASE_TYPE_REQUIRED", "This field is required");
  if (style === LINK) {
    const url = text(raw["url"]);
    if (url === undefined) walk.faults.add([...path, "url"], "BASE_TYPE_REQUIRED", "This field is required");
    else if (url.length > 512)
      walk.faults.add([...path, "url"], "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.");
    else if (!/^(https?|discord):\/\/\S+$/.test(url))
      walk.faults.add(
        [...path, "url"],
        "URL_TYPE_INVALID_SCHEME",
        `Scheme "${url.split(":")[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
      );
    if (raw["custom_id"] !== undefined)
      walk.faults.add(
        [...path, "custom_id"],
        "BUTTON_COMPONENT_INVALID_FIELDS_FOR_STYLE",
        "A custom id and url cannot both be specified",
      );
  } else if (style !== PREMIUM) checkCustomId(walk, raw, path);
  return raw;
}

export function checkSelect(walk: Walk, type: number, raw: Fields, path: Path): Fields {
  checkCustomId(walk, raw, path);
  const placeholder = text(raw["placeholder"]);
  if (placeholder !== undefined && placeholder.length > 150)
    walk.faults.add([...path, "placeholder"], "BASE_TYPE_MAX_LENGTH", "Must be 150 or fewer in length.");
  const options = list(raw["options"]).map(fields);
  if (type === 3) checkOptions(walk, options, [...path, "options"]);
  const most = whole(raw["max_values"]) ?? 1;
  const least = whole(raw["min_values"]) ?? 1;
  if (most < 1 || most > 25)
    walk.faults.add([...path, "max_values"], "NUMBER_TYPE_MAX", "int value should be between 1 and 25.");
  if (least < 0 || least > 25)
    walk.faults.add([...path, "min_values"], "NUMBER_TYPE_MAX", "int value should be between 0 and 25.");
  if (type === 3 && (least > options.length || most > options.length))
    walk.faults.add(path, "SELECT_COMPONENT_MIN_MAX_VALUES", "More values than options");
  const preselected =
    type === 3
      ? options.filter((option) => option["default"] === true).length
      : checkDefaults(walk, type, raw, path);
  if (preselected > 0 && (preselected < least || preselected > most))
    walk.faults.add(
      [...path, type === 3 ? "options" : "default_values"],
      "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
      "The number of default options must be in the range defined by min_values and max_values",
    );
  return { min_values: 1, max_values: 1, disabled: false, ...raw };
}

/** What each picker may have chosen already: people, roles, either, channels. */
const PICKS: Record<number, string[]> = { 5: ["user"], 6: ["role"], 7: ["user", "role"], 8: ["channel"] };

function checkDefaults(walk: Walk, type: number, raw: Fields, path: Path): number {
  const given = list(raw["default_values"]).map(fields);
  for (const [at, value] of given.entries()) {
    if (!PICKS[type]?.includes(text(value["type"]) ?? ""))
      walk.faults.add(
        [...path, "default_values", at, "type"],
        "BASE_TYPE_CHOICES",
        `Value must be one of {${(PICKS[type] ?? []).map((kind) => `'${kind}'`).join(", ")}}.`,
      );
    if (!/^\d{1,20}$/.test(text(value["id"]) ?? ""))
      walk.faults.add([...path, "default_values", at, "id"], "NUMBER_TYPE_COERCE", "Value is not snowflake.");
  }
  return given.length;
}

function checkOptions(walk: Walk, options: Fields[], path: Path): void {
  if (options.length < 1 || options.length > 25)
    walk.faults.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
  const values = new Set<unknown>();
  for (const [at, option] of options.entries()) {
    for (const key of ["label", "value"]) {
      const given = text(option[key]);
      if (!given || given.length > 100)
        walk.faults.add([...path, at, key], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    }
    const hint = option["description"];
    if (hint !== undefined && hint !== null && (text(hint) ?? "").length > 100)
      walk.faults.add(
        [...path, at, "description"],
        "BASE_TYPE_BAD_LENGTH",
        "Must be 100 or fewer in length.",
      );
    if (values.has(option["value"]))
      walk.faults.add(
        [...path, at, "value"],
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "The specified option value is already used",
      );
    values.add(option["value"]);
  }
}

export function checkCustomId(walk: Walk, raw: Fields, path: Path): void {
  const id = text(raw["custom_id"]);
  if (id === undefined) {
    walk.faults.add([...path, "custom_id"], "BASE_TYPE_REQUIRED", "This field is required");
    return;
  }
  if (id.length < 1 || id.length > 100)
    walk.faults.add([...path, "custom_id"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
  if (walk.customIds.has(id))
    walk.faults.add(
      [...path, "custom_id"],
      "COMPONENT_CUSTOM_ID_DUPLICATED",
      "Component custom id cannot be duplicated",
    );
  walk.customIds.add(id);
}
