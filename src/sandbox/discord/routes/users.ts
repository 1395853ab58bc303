import { refuse } from "../errors.ts";
import { digits, fields } from "../read.ts";
import { channelShape } from "../shapes/guild.ts";
import { ownApplicationShape, ownUserShape, userShape } from "../shapes/user.ts";
import { directChannel } from "../acts/direct.ts";
import { param, route } from "./route.ts";

export const userRoutes = [
  route("GET", "/users/@me", ({ discord, bot }) => ownUserShape(discord, bot.botId)),
  route("POST", "/users/@me/channels", ({ discord, bot, body }) => {
    const other = digits(fields(body)["recipient_id"]) ?? "";
    if (!discord.users.has(other)) throw refuse("unknownUser");
    if (other === bot.botId || discord.users.get(other)?.bot) throw refuse("cannotMessageUser");
    const channel = directChannel(discord, bot.botId, other);
    const recipients = [userShape(discord, other)];
    return { ...channelShape(discord, channel), recipients };
  }),
  route("GET", "/users/{user_id}", (call) => {
    const id = param(call, "user_id");
    if (!call.discord.users.has(id)) throw refuse("unknownUser");
    return userShape(call.discord, id);
  }),
  route("GET", "/applications/@me", ({ discord, bot }) => ownApplicationShape(discord, bot)),
  route("GET", "/oauth2/applications/@me", ({ discord, bot }) => ownApplicationShape(discord, bot)),
];
