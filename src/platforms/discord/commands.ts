/** Tells Discord which slash commands exist, and only when that is not what it knows already. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from "discord-api-types/v10";
import { z } from "zod";
import { languages } from "../../domain/languages.ts";
import { inLanguage } from "../../words/index.ts";
import type { CommandSpec, Wording } from "../platform.ts";
import { limits } from "./render.ts";
import { shorten } from "./inert.ts";
import type { Discord } from "./rest.ts";

/** MANAGE_GUILD. Discord's own first gate; administrators may change it, so commands check again. */
const MANAGERS = "32";

const localized = z
  .record(z.string(), z.string())
  .nullish()
  .transform((by) => by ?? {});

/** The fields we set, with the defaults that Discord fills in. */
const commandShape = z.object({
  type: z.number().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  description: z.string().default(""),
  description_localizations: localized,
  options: z
    .array(
      z.object({
        type: z.number(),
        name: z.string(),
        description: z.string(),
        description_localizations: localized,
        required: z.boolean().default(false),
        /** Only options that are typed have it at all. */
        autocomplete: z
          .boolean()
          .transform((wanted) => wanted || undefined)
          .optional(),
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
    ...described(spec.description),
    options: spec.options
      // Discord wants required options first.
      .toSorted((a, b) => Number(b.required) - Number(a.required))
      .map(({ name, description, required, kind }) => ({
        type: kind === "member" ? ApplicationCommandOptionType.User : ApplicationCommandOptionType.String,
        name,
        ...described(description),
        required,
        // Not the picker of members: that lists every person, and no agent that has only a role to show for itself.
        ...(kind === "agent" && { autocomplete: true }),
      })),
    default_member_permissions: spec.managersOnly ? MANAGERS : null,
    contexts: [InteractionContextType.Guild, ...(spec.inPrivate ? [InteractionContextType.BotDM] : [])],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

/** In English for everybody whose language we don't have. Discord calls the other languages as we do. */
function described(words: Wording) {
  const [usual, ...others] = languages;
  const written = (language: string) => inLanguage(language, () => shorten(words(), limits.commandText));
  return {
    description: written(usual),
    description_localizations: Object.fromEntries(others.map((language) => [language, written(language)])),
  };
}

/** True when something was changed. */
export async function registerCommands(
  discord: Discord,
  application: string,
  specs: CommandSpec[],
): Promise<boolean> {
  const wanted = specs.filter(({ only }) => only === undefined).map(registered);
  const known = z
    .array(commandShape)
    .catch([])
    .parse(
      // Without being asked, Discord tells descriptions in one language only.
      await discord.call(
        "listCommands",
        { application_id: application },
        { query: { with_localizations: "true" } },
      ),
    );
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
