import { refuse } from "../errors.ts";
import { canView } from "../permissions.ts";
import { channelShape, guildShape, roleShape } from "../shapes/guild.ts";
import { memberShape } from "../shapes/user.ts";
import { channelOf, guildOf, param, route } from "./route.ts";

export const guildRoutes = [
  route("GET", "/guilds/{guild_id}", (call) => {
    const guild = guildOf(call);
    const counts =
      call.query.get("with_counts") === "true"
        ? { approximate_member_count: guild.members.size, approximate_presence_count: guild.members.size }
        : {};
    return { ...guildShape(call.discord, guild), ...counts };
  }),
  route("GET", "/guilds/{guild_id}/channels", (call) => {
    const { discord, bot } = call;
    return [...guildOf(call).channels.values()]
      .filter((channel) => !channel.thread && (!discord.obfuscate || canView(discord, channel, bot.botId)))
      .map((channel) => channelShape(discord, channel));
  }),
  route("GET", "/channels/{channel_id}", (call) => channelShape(call.discord, channelOf(call))),
  route("GET", "/guilds/{guild_id}/roles", (call) => {
    const guild = guildOf(call);
    return [...guild.roles.values()].map((role) => roleShape(call.discord, guild, role));
  }),
  route("GET", "/guilds/{guild_id}/members/{user_id}", (call) => {
    const member = guildOf(call).members.get(param(call, "user_id"));
    if (!member) throw refuse("unknownMember");
    return memberShape(call.discord, member);
  }),
];
