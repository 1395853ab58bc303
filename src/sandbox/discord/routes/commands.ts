import { commandsIn, createCommand, editCommand, findCommand, overwriteCommands } from "../commands.ts";
import { refuse } from "../errors.ts";
import { guildOf, param, route, type Call, type Route } from "./route.ts";

const GLOBAL = "/applications/{application_id}/commands";
const GUILD = "/applications/{application_id}/guilds/{guild_id}/commands";

export const commandRoutes: Route[] = [GLOBAL, GUILD].flatMap((base) => [
  route("GET", base, (call) => commandsIn(own(call), scope(call))),
  route("PUT", base, (call) => overwriteCommands(call.discord, own(call), scope(call), call.body)),
  {
    method: "POST",
    path: base,
    auth: true,
    handle(call) {
      const { command, isNew } = createCommand(call.discord, own(call), scope(call), call.body);
      return { status: isNew ? 201 : 200, body: command };
    },
  },
  route("GET", `${base}/{command_id}`, (call) =>
    findCommand(own(call), scope(call), param(call, "command_id")),
  ),
  route("PATCH", `${base}/{command_id}`, (call) => {
    const command = findCommand(own(call), scope(call), param(call, "command_id"));
    return editCommand(call.discord, own(call), command, call.body);
  }),
  route("DELETE", `${base}/{command_id}`, (call) => {
    own(call).commands.delete(findCommand(own(call), scope(call), param(call, "command_id")).id);
  }),
]);

function own(call: Call): Call["bot"] {
  if (param(call, "application_id") !== call.bot.id) throw refuse("botsCannotUse");
  return call.bot;
}

function scope(call: Call): string | undefined {
  return call.params["guild_id"] === undefined ? undefined : guildOf(call).id;
}
