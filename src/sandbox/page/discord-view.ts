/** Discord as one person sees it. */
import type { Person } from "../discord/control.ts";
import { fields, list, text, whole, type Fields } from "../discord/read.ts";
import type { RenderedMessage } from "../discord/people/render.ts";
import type { Sandbox } from "../run.ts";
import { discordIds } from "../world/ids.ts";
import { consentOf } from "./consent.ts";
import { discordParts, hex, type Reader } from "./discord-parts.ts";
import type { Names } from "./named.ts";
import type {
  ShownCommand,
  ShownMember,
  ShownMessage,
  ShownOption,
  ShownPlatform,
  ShownRoom,
} from "./shown.ts";

const guildId = discordIds.guild;
/** Enough for an afternoon; a page that draws thousands of messages is slow for nobody's good. */
const SHOWN = 80;

export function discordView(sandbox: Sandbox, userId: string): ShownPlatform {
  const person = sandbox.discord.control.as(userId);
  const title = person.guilds().find(({ id }) => id === guildId)?.name ?? "Discord";
  const channels = person.channels(guildId);
  const names: Names = {
    user: new Map(person.members(guildId).map(({ id, name }) => [id, name])),
    role: new Map(person.roles(guildId).map(({ id, name }) => [id, name.replace(/^@/, "")])),
    channel: new Map(channels.filter(({ type }) => type !== 4).map(({ id, name }) => [id, name])),
  };
  const reader: Reader = { names, consent: (url) => consentOf(url, person, guildId, title) };
  const categories = new Map(channels.filter(({ type }) => type === 4).map(({ id, name }) => [id, name]));
  const inServer = channels
    .filter(({ type }) => type === 0 || type === 5)
    .map((channel) =>
      room(person, reader, channel, {
        kind: "channel",
        group: categories.get(channel.parentId ?? "") ?? null,
      }),
    );
  const direct = person
    .channels(null)
    .map((channel) => room(person, reader, channel, { kind: "direct", group: "Direct messages" }));
  return { title, rooms: [...inServer, ...direct], members: members(person) };
}

function room(
  person: Person,
  reader: Reader,
  channel: { id: string; name: string; locked: boolean; writable: boolean },
  place: Pick<ShownRoom, "kind" | "group">,
): ShownRoom {
  return {
    id: channel.id,
    name: channel.name,
    ...place,
    locked: channel.locked,
    writable: channel.writable,
    needsStart: false,
    messages: person
      .sees(channel.id)
      .slice(-SHOWN)
      .map((message) => shown(message, person.id, reader)),
    commands: person.commands(channel.id).map((command) => commandOf(command, reader.names, person.locale())),
    about: null,
    keyboard: null,
  };
}

function shown(message: RenderedMessage, me: string, reader: Reader): ShownMessage {
  const used = fields(message.raw["interaction_metadata"]);
  const user = fields(used["user"]);
  const answers = fields(fields(message.raw["referenced_message"])["author"]);
  const replied = text(answers["global_name"]) ?? text(answers["username"]);
  return {
    id: message.id,
    from: message.author.name,
    bot: message.author.bot,
    mine: message.author.id === me,
    at: message.sentAt,
    parts: message.thinking ? [] : discordParts(message.raw, reader),
    above:
      used["type"] === 2
        ? `${text(user["global_name"]) ?? text(user["username"]) ?? "Somebody"} used a command`
        : replied
          ? `answers ${replied}`
          : null,
    onlyYou: message.ephemeral,
    edited: message.edited,
    thinking: message.thinking,
    pings: message.pings,
    prompt: null,
    event: null,
  };
}

function members(person: Person): ShownMember[] {
  const roles = person.roles(guildId);
  const byId = new Map(roles.map((role) => [role.id, role]));
  const listed = person.members(guildId).map((member) => {
    const held = roles.filter((role) => member.roles.some(({ id }) => id === role.id));
    const under = held.find(({ hoist }) => hoist);
    return {
      id: member.id,
      name: member.name,
      bot: member.bot,
      me: member.id === person.id,
      group: under?.name ?? (member.bot ? "Bots" : "Members"),
      rank: under?.position ?? (member.bot ? -1 : 0),
      marks: held.map(({ id, name, color }) => ({
        name,
        color: color === 0 ? null : hex(whole(byId.get(id)?.color)),
      })),
      deeds: [],
    };
  });
  return listed.sort((one, other) => other.rank - one.rank).map(({ rank: _rank, ...member }) => member);
}

/** In the language of this person's app, where the bot has said it. */
function commandOf(raw: Fields, names: Names, locale: string): ShownCommand {
  return {
    name: `/${text(raw["name"])}`,
    description: described(raw, locale),
    bot: "Countersign",
    options: list(raw["options"])
      .map(fields)
      .map((option) => optionOf(option, names, locale)),
  };
}

function described(raw: Fields, locale: string): string {
  return text(fields(raw["description_localizations"])[locale]) ?? text(raw["description"]) ?? "";
}

function optionOf(raw: Fields, names: Names, locale: string): ShownOption {
  const from = (map: Map<string, string>) => [...map].map(([value, label]) => ({ label, value }));
  const given = list(raw["choices"])
    .map(fields)
    .map((choice) => ({ label: text(choice["name"]) ?? "", value: String(choice["value"]) }));
  const pickers: Record<number, ShownOption["choices"]> = {
    6: from(names.user),
    7: from(names.channel),
    8: from(names.role),
    9: [...from(names.user), ...from(names.role)],
  };
  return {
    name: text(raw["name"]) ?? "",
    description: described(raw, locale),
    required: raw["required"] === true,
    suggests: raw["autocomplete"] === true,
    choices: pickers[whole(raw["type"]) ?? 3] ?? given,
  };
}
