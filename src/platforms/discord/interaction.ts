/** The parts of an INTERACTION_CREATE that we read. */
import { ChannelType, InteractionContextType, InteractionType } from "discord-api-types/v10";
import { z } from "zod";
import type { Actor, Place } from "../platform.ts";
import { displayName } from "./rights.ts";

const userShape = z.looseObject({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

const inputShape = z.looseObject({ custom_id: z.string(), value: z.string().optional() });

export const interactionShape = z.looseObject({
  id: z.string(),
  application_id: z.string(),
  type: z.enum(InteractionType),
  token: z.string(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: z.looseObject({ type: z.number(), parent_id: z.string().nullish() }).optional(),
  context: z.enum(InteractionContextType).nullish().catch(null),
  authorizing_integration_owners: z.record(z.string(), z.string()).optional(),
  member: z.looseObject({ user: userShape, nick: z.string().nullish() }).optional(),
  user: userShape.optional(),
  locale: z.string().optional(),
  message: z.looseObject({ id: z.string(), flags: z.number().optional() }).optional(),
  data: z
    .looseObject({
      name: z.string().optional(),
      custom_id: z.string().optional(),
      options: z
        .array(
          z.looseObject({
            name: z.string(),
            value: z.union([z.string(), z.number(), z.boolean()]).optional(),
            /** While somebody types: this one. */
            focused: z.boolean().optional(),
          }),
        )
        .optional(),
      /** What was chosen from a select. */
      values: z.array(z.string()).max(25).optional().catch(undefined),
      /** A modal's: labels with one input each, or the older rows. */
      components: z
        .array(
          z.looseObject({
            component: inputShape.optional().catch(undefined),
            components: z.array(inputShape).optional(),
          }),
        )
        .optional()
        .catch(undefined),
    })
    .optional(),
});
type Interaction = z.infer<typeof interactionShape>;

const THREADS: number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

export function placeOf({ guild_id, channel_id, channel }: Interaction): Place | null {
  if (channel_id === undefined) return null;
  const place = { platform: "discord", workspace: guild_id ?? null } as const;
  return channel?.parent_id && THREADS.includes(channel.type)
    ? { ...place, channel: channel.parent_id, thread: channel_id }
    : { ...place, channel: channel_id };
}

/** In a server the person comes as a member, in a direct message as a user. */
export function who(interaction: Interaction): Actor | null {
  const user = interaction.member?.user ?? interaction.user;
  if (!user) return null;
  return {
    platform: "discord",
    id: user.id,
    name: displayName({ user, nick: interaction.member?.nick }),
    bot: user.bot ?? false,
    anonymous: false,
    locale: interaction.locale ?? null,
  };
}

const GUILD_INSTALL = "0";

/** Somebody carried the app here in their own account: this server never agreed to it. */
export function wrongInstall({
  guild_id,
  context,
  authorizing_integration_owners: owners,
}: Interaction): boolean {
  if (guild_id !== undefined) return owners?.[GUILD_INSTALL] !== guild_id;
  return context === InteractionContextType.PrivateChannel || owners?.[GUILD_INSTALL] === undefined;
}

export function optionsOf({ data }: Interaction): Record<string, string> {
  return Object.fromEntries(
    (data?.options ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** The option that somebody is typing, as far as it is. */
export function typing({ data }: Interaction): { command: string; option: string; typed: string } | null {
  const option = data?.options?.find(({ focused }) => focused === true);
  if (!option || data?.name === undefined) return null;
  return { command: data.name, option: option.name, typed: String(option.value ?? "") };
}

export function formFields({ data }: Interaction): Record<string, string> {
  const inputs = (data?.components ?? []).flatMap(
    ({ component, components = [] }) => component ?? components,
  );
  return Object.fromEntries(inputs.map(({ custom_id, value = "" }) => [custom_id, value]));
}
