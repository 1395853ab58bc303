/** Application commands: what Discord accepts and how it stores them. */
import { formFaults, refuse, type FormFaults } from "./errors.ts";
import { digits, fields, list, text, whole, type Fields } from "./read.ts";
import type { Application, Command, Discord } from "./state.ts";

type Path = readonly (string | number)[];

const CHAT_INPUT = 1;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** How many of each type fit: slash, user, message. */
const CAPACITY: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

/** Replaces all global commands, or all of one guild. */
export function overwriteCommands(
  discord: Discord,
  application: Application,
  guildId: string | undefined,
  body: unknown,
): Command[] {
  const given = list(body);
  const faults = formFaults();
  for (const [at, each] of given.entries()) checkCommand(fields(each), [at], faults);
  faults.check();
  checkCapacity(given.map(fields));
  const old = commandsIn(application, guildId);
  const made = given.map((each) =>
    store(discord, application, guildId, fields(each), sameIn(old, fields(each))),
  );
  for (const command of old) application.commands.delete(command.id);
  for (const command of made) application.commands.set(command.id, command);
  return made;
}

/** Creates one; a command of the same name and type is replaced, as on Discord. */
export function createCommand(
  discord: Discord,
  application: Application,
  guildId: string | undefined,
  body: unknown,
): { command: Command; isNew: boolean } {
  const faults = formFaults();
  checkCommand(fields(body), [], faults);
  faults.check();
  const old = commandsIn(application, guildId);
  const same = sameIn(old, fields(body));
  if (!same) checkCapacity([...old, fields(body)]);
  const command = store(discord, application, guildId, fields(body), same);
  application.commands.set(command.id, command);
  return { command, isNew: !same };
}

export function editCommand(
  discord: Discord,
  application: Application,
  command: Command,
  body: unknown,
): Command {
  const merged = { ...command, ...fields(body) };
  const faults = formFaults();
  checkCommand(merged, [], faults);
  faults.check();
  const edited = store(discord, application, command.guild_id, merged, command);
  application.commands.set(edited.id, edited);
  return edited;
}

export function commandsIn(application: Application, guildId: string | undefined): Command[] {
  return [...application.commands.values()].filter((each) => each.guild_id === guildId);
}

export function findCommand(application: Application, guildId: string | undefined, id: string): Command {
  const command = application.commands.get(id);
  if (!command || command.guild_id !== guildId) throw refuse("unknownCommand");
  return command;
}

function sameIn(commands: Command[], given: Fields): Command | undefined {
  return commands.find(
    (each) => each.name === given["name"] && each.type === (whole(given["type"]) ?? CHAT_INPUT),
  );
}

function store(
  discord: Discord,
  application: Application,
  guildId: string | undefined,
  given: Fields,
  same: Command | undefined,
): Command {
  const global = guildId === undefined;
  return {
    ...(list(given["options"]).length > 0 ? { options: given["options"] } : {}),
    id: same?.id ?? discord.newId(),
    application_id: application.id,
    version: discord.newId(),
    name: text(given["name"]) ?? "",
    name_localizations: given["name_localizations"] ?? null,
    description: text(given["description"]) ?? "",
    description_localizations: given["description_localizations"] ?? null,
    type: whole(given["type"]) ?? CHAT_INPUT,
    default_member_permissions: digits(given["default_member_permissions"]) ?? null,
    nsfw: given["nsfw"] === true,
    ...(global
      ? {
          dm_permission: given["dm_permission"] !== false,
          contexts: given["contexts"] ?? null,
          integration_types: given["integration_types"] ?? [0],
        }
      : { guild_id: guildId }),
  };
}

function checkCapacity(commands: Fields[]): void {
  const names = new Set<string>();
  const counts: Record<number, number> = {};
  for (const each of commands) {
    const type = whole(each["type"]) ?? CHAT_INPUT;
    counts[type] = (counts[type] ?? 0) + 1;
    if ((counts[type] ?? 0) > (CAPACITY[type] ?? 1)) throw refuse("maximumCommands");
    const key = `${type}:${text(each["name"])}`;
    if (names.has(key)) {
      const faults = formFaults();
      faults.add([], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
      faults.check();
    }
    names.add(key);
  }
}

function checkCommand(given: Fields, path: Path, faults: FormFaults): void {
  const type = whole(given["type"]) ?? CHAT_INPUT;
  checkName(given["name"], [...path, "name"], faults, type === CHAT_INPUT);
  const description = text(given["description"]) ?? "";
  if (type === CHAT_INPUT) {
    if (description.length < 1 || description.length > 100)
      faults.add([...path, "description"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    checkOptions(list(given["options"]).map(fields), [...path, "options"], faults);
    if (sizeOf(given) > 8000)
      faults.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
  } else if (description.length > 0)
    faults.add(
      [...path, "description"],
      "APPLICATION_COMMANDS_CONTEXT_MENU_DESCRIPTION",
      "Context menu commands cannot have description",
    );
}

function checkName(given: unknown, path: Path, faults: FormFaults, strict: boolean): void {
  const name = text(given);
  if (name === undefined) return faults.add(path, "BASE_TYPE_REQUIRED", "This field is required");
  if (name.length < 1 || name.length > 32)
    return faults.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.");
  if (strict && (!NAME.test(name) || name !== name.toLowerCase()))
    faults.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

function checkOptions(options: Fields[], path: Path, faults: FormFaults): void {
  if (options.length > 25) faults.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [at, option] of options.entries()) {
    const here = [...path, at];
    const type = whole(option["type"]) ?? 0;
    if (type < 1 || type > 11)
      faults.add(
        [...here, "type"],
        "BASE_TYPE_CHOICES",
        "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.",
      );
    checkName(option["name"], [...here, "name"], faults, true);
    const description = text(option["description"]) ?? "";
    if (description.length < 1 || description.length > 100)
      faults.add([...here, "description"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    if (names.has(option["name"]))
      faults.add(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
    names.add(option["name"]);
    if (option["required"] === true && optionalSeen)
      faults.add(
        [...here],
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      );
    if (option["required"] !== true && type > 2) optionalSeen = true;
    if (list(option["choices"]).length > 25)
      faults.add([...here, "choices"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    if (option["autocomplete"] === true && ![3, 4, 10].includes(type))
      faults.add(
        [...here, "autocomplete"],
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
        "Autocomplete is only available for string, integer and number options",
      );
    if (option["autocomplete"] === true && list(option["choices"]).length > 0)
      faults.add(
        [...here, "choices"],
        "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES",
        "Autocomplete options cannot have choices",
      );
    if (type <= 2) checkOptions(list(option["options"]).map(fields), [...here, "options"], faults);
  }
}

function sizeOf(given: Fields): number {
  const own = (text(given["name"])?.length ?? 0) + (text(given["description"])?.length ?? 0);
  const values = list(given["choices"])
    .map(fields)
    .reduce((sum, each) => sum + (text(each["name"])?.length ?? 0) + String(each["value"]).length, 0);
  return list(given["options"])
    .map(fields)
    .reduce<number>((sum, each) => sum + sizeOf(each), own + values);
}
