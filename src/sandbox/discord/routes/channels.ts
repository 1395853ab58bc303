import {
  createChannel,
  createThread,
  deleteChannel,
  deleteOverwrite,
  editChannel,
  setOverwrite,
  type ChannelPatch,
} from "../acts/channels.ts";
import { invalidField, refuse } from "../errors.ts";
import { canView, isThread, requireInChannel } from "../permissions.ts";
import { digits, fields, list, text, whole, type Fields } from "../read.ts";
import { channelShape } from "../shapes/guild.ts";
import type { Guild, Overwrite } from "../state.ts";
import { channelOf, doerOf, guildOf, param, route, type Call, type Route } from "./route.ts";

const IN_GUILD = "/guilds/{guild_id}/channels";
const ONE = "/channels/{channel_id}";
const OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}";

export const channelRoutes: Route[] = [
  route("GET", IN_GUILD, (call) => {
    const { discord, bot } = call;
    return [...guildOf(call).channels.values()]
      .filter((channel) => !channel.thread && (!discord.obfuscate || canView(discord, channel, bot.botId)))
      .map((channel) => channelShape(discord, channel));
  }),
  created("POST", IN_GUILD, (call) => {
    const given = fields(call.body);
    const guild = guildOf(call);
    const { name = "", ...patch } = patchOf(given);
    if (name === "") throw invalidField(["name"], "BASE_TYPE_REQUIRED", "This field is required");
    const overwrites = list(given["permission_overwrites"])
      .map(fields)
      .map((each) => overwriteOf(guild, digits(each["id"]) ?? "", each));
    const type = whole(given["type"]) ?? 0;
    return channelShape(
      call.discord,
      createChannel(doerOf(call, guild), { ...patch, name, type, overwrites }),
    );
  }),
  route("GET", ONE, (call) => channelShape(call.discord, channelOf(call))),
  route("PATCH", ONE, (call) => {
    const channel = channelOf(call);
    editChannel(doerIn(call), channel, patchOf(fields(call.body)));
    return channelShape(call.discord, channel);
  }),
  route("DELETE", ONE, (call) => {
    const channel = channelOf(call);
    const shape = channelShape(call.discord, channel);
    if (channel.guildId !== null) deleteChannel(doerIn(call), channel);
    return shape;
  }),
  route("PUT", OVERWRITE, (call) => {
    const channel = channelOf(call);
    const doer = doerIn(call);
    setOverwrite(doer, channel, overwriteOf(doer.guild, param(call, "overwrite_id"), fields(call.body)));
  }),
  route("DELETE", OVERWRITE, (call) => {
    const channel = channelOf(call);
    deleteOverwrite(doerIn(call), channel, param(call, "overwrite_id"));
  }),
  created("POST", `${ONE}/threads`, (call) => {
    const parent = channelOf(call);
    const given = fields(call.body);
    const name = text(given["name"]) ?? "";
    if (name.length < 1 || name.length > 100)
      throw invalidField(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    const type = given["type"] === 11 ? 11 : 12;
    const { member: _, ...shape } = channelShape(
      call.discord,
      createThread(doerIn(call), parent, { name, type }),
    );
    return shape;
  }),
  route("POST", `${ONE}/typing`, (call) => {
    const channel = channelOf(call);
    const right = isThread(channel) ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES";
    if (channel.guildId !== null) requireInChannel(call.discord, channel, call.bot.botId, right);
  }),
];

function created(method: "POST", path: string, make: (call: Call) => unknown): Route {
  return { method, path, auth: true, handle: (call) => ({ status: 201, body: make(call) }) };
}

function doerIn(call: Call) {
  const guild = call.discord.guilds.get(channelOf(call).guildId ?? "");
  if (!guild) throw refuse("cannotExecuteOnDm");
  return doerOf(call, guild);
}

function patchOf(given: Fields): ChannelPatch {
  const patch: ChannelPatch = {};
  const name = text(given["name"]);
  if (name !== undefined) {
    if (name.length < 1 || name.length > 100)
      throw invalidField(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    patch.name = name;
  }
  if ("topic" in given) patch.topic = text(given["topic"]) ?? null;
  if ("parent_id" in given) patch.parentId = digits(given["parent_id"]) ?? null;
  if (typeof given["nsfw"] === "boolean") patch.nsfw = given["nsfw"];
  const position = whole(given["position"]);
  if (position !== undefined) patch.position = position;
  return patch;
}

function overwriteOf(guild: Guild, id: string, given: Fields): Overwrite {
  const type = given["type"] === 1 || given["type"] === "1" ? 1 : 0;
  if (type === 0 && !guild.roles.has(id)) throw refuse("unknownOverwrite");
  return { id, type, allow: BigInt(digits(given["allow"]) ?? 0), deny: BigInt(digits(given["deny"]) ?? 0) };
}
