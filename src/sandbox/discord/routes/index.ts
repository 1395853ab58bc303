/** Every route of Discord's HTTP API v10 that this server implements; anything else is 404. */
import { commandRoutes } from "./commands.ts";
import { gatewayRoutes } from "./gateway.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { messageRoutes } from "./messages.ts";
import type { Route } from "./route.ts";
import { userRoutes } from "./users.ts";

export const allRoutes: Route[] = [
  ...gatewayRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...messageRoutes,
  ...interactionRoutes,
  ...guildRoutes,
];
