/** What a person types, turned into the data of a command interaction. */
import { fields, list, text, whole, type Fields } from "../read.ts";
import { bits } from "../flags.ts";
import { channelPartial } from "../interactions/start.ts";
import { channelMask, guildPermissions } from "../permissions.ts";
import { roleShape } from "../shapes/guild.ts";
import { bareMemberShape, userShape } from "../shapes/user.ts";
import type { Application, Channel, Command, Discord } from "../state.ts";

export type TypedOptions = Record<string, string | number | boolean>;

/** The slash command that `/name` means here, as the client's list would offer it to this person. */
export function offeredCommand(
  discord: Discord,
  channel: Channel,
  userId: string,
  name: string,
): { application: Application; command: Command } {
  const guild = discord.guilds.get(channel.guildId ?? "");
  const here = [...discord.applications.values()].filter((application) =>
    guild
      ? [...guild.integrations.values()].some(
          (each) => each.applicationId === application.id && each.scopes.includes("applications.commands"),
        )
      : channel.recipients.includes(application.botId),
  );
  for (const application of here) {
    const named = [...application.commands.values()].filter((each) => each.name === name && each.type === 1);
    const command = guild
      ? (named.find((each) => each.guild_id === guild.id) ?? named.find((each) => inContext(each, 0)))
      : named.find((each) => each.guild_id === undefined && inContext(each, 1));
    if (!command) continue;
    const needed = text(command["default_member_permissions"]);
    const held = guild ? guildPermissions(discord, guild, userId) : 0n;
    const administers = (held & bits("ADMINISTRATOR")) !== 0n;
    if (
      guild &&
      needed !== undefined &&
      !administers &&
      (BigInt(needed) === 0n || (held & BigInt(needed)) !== BigInt(needed))
    )
      throw new Error(
        `/${name} is not in this person's list: they lack its default member permissions (${needed}).`,
      );
    return { application, command };
  }
  throw new Error(`There is no command /${name} here.`);
}

/** Every slash command that the client's list offers this person here. */
export function offeredCommands(discord: Discord, channel: Channel, userId: string): Command[] {
  const all = [...discord.applications.values()].flatMap((each) => [...each.commands.values()]);
  const names = [...new Set(all.filter(({ type }) => type === 1).map(({ name }) => name))];
  return names.flatMap((name) => {
    try {
      return [offeredCommand(discord, channel, userId, name).command];
    } catch {
      // Another server's, or one that this person's list leaves out.
      return [];
    }
  });
}

function inContext(command: Command, context: 0 | 1): boolean {
  if (command.guild_id !== undefined) return context === 0;
  const contexts = command["contexts"];
  if (Array.isArray(contexts)) return contexts.includes(context);
  return context === 0 || command["dm_permission"] !== false;
}

/** Splits `/name sub key:value key2:value with blanks`. */
export function parseLine(line: string): { words: string[]; options: TypedOptions } {
  const [head = "", ...rest] = line.slice(1).split(/\s+(?=\w+:)/);
  const options: TypedOptions = {};
  for (const part of rest) {
    const at = part.indexOf(":");
    options[part.slice(0, at)] = part.slice(at + 1).trim();
  }
  return { words: head.trim().split(/\s+/), options };
}

/** The interaction's `data`. `focused` marks the option being typed, for autocompletion. */
export function commandData(
  discord: Discord,
  channel: Channel,
  command: Command,
  words: string[],
  options: TypedOptions,
  focused?: string,
): Fields {
  const resolved: Record<string, Record<string, Fields>> = {};
  const rest = words.slice(1);
  const build = (declared: Fields[]): Fields[] => {
    const subcommand = declared.find(
      (each) => [1, 2].includes(whole(each["type"]) ?? 0) && each["name"] === rest[0],
    );
    if (subcommand) {
      rest.shift();
      const inner = build(list(subcommand["options"]).map(fields));
      return [{ name: subcommand["name"], type: subcommand["type"], options: inner }];
    }
    refuseUnknown(declared, options);
    return declared.flatMap((each) => {
      const name = text(each["name"]) ?? "";
      const given = options[name];
      if (given === undefined) {
        if (each["required"] === true && focused === undefined)
          throw new Error(`The client does not send /${command.name}: option "${name}" is required.`);
        return [];
      }
      if (name === focused && each["autocomplete"] !== true)
        throw new Error(`The client asks nobody about "${name}": that option completes nothing.`);
      const type = whole(each["type"]) ?? 3;
      resolve(discord, channel, type, String(given), resolved);
      return [{ name, type, value: typed(type, given), ...(name === focused ? { focused: true } : {}) }];
    });
  };
  const built = build(list(command["options"]).map(fields));
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...(built.length > 0 ? { options: built } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

function refuseUnknown(declared: Fields[], options: TypedOptions): void {
  for (const name of Object.keys(options))
    if (!declared.some((each) => each["name"] === name))
      throw new Error(`The command has no option "${name}".`);
}

function typed(type: number, given: string | number | boolean): string | number | boolean {
  if (type === 4 || type === 10) return Number(given);
  if (type === 5) return given === true || given === "true";
  return String(given).replace(/^<[@#][!&]?(\d+)>$/, "$1");
}

/** Ids in options and selects come with the objects they mean. */
export function resolve(
  discord: Discord,
  channel: Channel,
  type: number,
  given: string,
  into: Record<string, Record<string, Fields>>,
): void {
  const id = given.replace(/^<[@#][!&]?(\d+)>$/, "$1");
  const guild = discord.guilds.get(channel.guildId ?? "");
  const put = (kind: string, thing: Fields) => {
    into[kind] = { ...into[kind], [id]: thing };
  };
  const role = guild?.roles.get(id);
  if ((type === 6 || type === 9) && discord.users.has(id)) {
    put("users", userShape(discord, id));
    const member = guild?.members.get(id);
    if (member)
      put("members", {
        ...bareMemberShape(member),
        permissions: channelMask(discord, channel, id).toString(),
      });
  } else if ((type === 8 || type === 9) && guild && role) put("roles", roleShape(discord, guild, role));
  else if (type === 7) {
    const meant = discord.channels.get(id);
    if (meant) put("channels", channelPartial(discord, meant, id));
  } else if (type === 6 || type === 8 || type === 9)
    throw new Error(`The client cannot send "${given}": there is no such user or role here.`);
}
