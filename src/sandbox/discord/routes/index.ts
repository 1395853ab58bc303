/** Every route of Discord's HTTP API v10 that this server implements; anything else is 404. */
import { channelRoutes } from "./channels.ts";
import { commandRoutes } from "./commands.ts";
import { gatewayRoutes } from "./gateway.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import { roleRoutes } from "./roles.ts";
import type { Route } from "./route.ts";
import { userRoutes } from "./users.ts";

export const discordRoutes: Route[] = [
  ...gatewayRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...messageRoutes,
  ...interactionRoutes,
  ...guildRoutes,
  ...roleRoutes,
  ...memberRoutes,
  ...channelRoutes,
];
