/** Tells Discord which slash commands exist, and only when that is not what it knows already. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from "discord-api-types/v10";
import { z } from "zod";
import type { CommandSpec } from "../platform.ts";
import { limits } from "./render.ts";
import { shorten } from "./inert.ts";
import type { Discord } from "./rest.ts";

/** MANAGE_GUILD. Discord's own first gate; administrators may change it, so commands check again. */
const MANAGERS = "32";

/** The fields we set, with the defaults that Discord fills in. */
const commandShape = z.object({
  type: z.number().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  description: z.string().default(""),
  options: z
    .array(
      z.object({
        type: z.number(),
        name: z.string(),
        description: z.string(),
        required: z.boolean().default(false),
      }),
    )
    .default([]),
  default_member_permissions: z.string().nullable().default(null),
  contexts: z.array(z.number()).nullish(),
  integration_types: z.array(z.number()).default([]),
});

function registered(spec: CommandSpec): z.infer<typeof commandShape> {
  return {
    type: ApplicationCommandType.ChatInput,
    name: spec.name,
    description: shorten(spec.description, limits.commandText),
    options: spec.options
      // Discord wants required options first.
      .toSorted((a, b) => Number(b.required) - Number(a.required))
      .map(({ name, description, required, kind }) => ({
        // A picker of this server's members: completes by itself, and gives the numeric id.
        type: kind === "agent" ? ApplicationCommandOptionType.User : ApplicationCommandOptionType.String,
        name,
        description: shorten(description, limits.commandText),
        required,
      })),
    default_member_permissions: spec.managersOnly ? MANAGERS : null,
    contexts: [InteractionContextType.Guild, ...(spec.inPrivate ? [InteractionContextType.BotDM] : [])],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

/** True when something was changed. */
export async function registerCommands(
  discord: Discord,
  application: string,
  specs: CommandSpec[],
): Promise<boolean> {
  const wanted = specs.map(registered);
  const known = z
    .array(commandShape)
    .catch([])
    .parse(await discord.call("listCommands", { application_id: application }));
  if (digest(known) === digest(wanted)) return false;
  await discord.call("replaceCommands", { application_id: application }, { body: wanted });
  return true;
}

function digest(commands: z.infer<typeof commandShape>[]): string {
  const sorted = commands.toSorted((a, b) => a.name.localeCompare(b.name));
  return JSON.stringify(
    sorted.map((each) => ({ ...each, contexts: each.contexts?.toSorted() ?? null })).map(ordered),
  );
}

function ordered(command: Record<string, unknown>): [string, unknown][] {
  return Object.entries(command).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
