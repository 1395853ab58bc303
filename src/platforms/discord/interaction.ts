/** The parts of an INTERACTION_CREATE that we read. */
import { ChannelType, InteractionContextType, InteractionType } from "discord-api-types/v10";
import { z } from "zod";
import type { Actor, Place, Told } from "../platform.ts";
import { displayName } from "./rights.ts";

const userShape = z.looseObject({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

const inputShape = z.looseObject({ custom_id: z.string(), value: z.string().optional() });

/** Worked out by Discord for the channel in which it happened. */
const mask = z
  .string()
  .regex(/^[0-9]{1,30}$/)
  .optional()
  .catch(undefined);

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
  app_permissions: mask,
  member: z.looseObject({ user: userShape, nick: z.string().nullish(), permissions: mask }).optional(),
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
      /** The members that options name, with what each may do in this channel. */
      resolved: z
        .looseObject({ members: z.record(z.string(), z.looseObject({ permissions: mask })).optional() })
        .optional()
        .catch(undefined),
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

/** What Discord says that we, whoever types, and the members they name may do in this channel. Not in threads: their rules differ. */
export function toldBy(interaction: Interaction): Told | null {
  const { guild_id, channel_id, channel, app_permissions: own, member, data } = interaction;
  if (guild_id === undefined || channel_id === undefined || channel === undefined) return null;
  if (THREADS.includes(channel.type)) return null;
  const named = Object.entries(data?.resolved?.members ?? {}).map(([id, { permissions }]) => [
    id,
    permissions,
  ]);
  const all = [[member?.user.id, member?.permissions], ...named];
  const masks = all.filter((one): one is [string, string] => Boolean(one[0]) && one[1] !== undefined);
  return { channel: channel_id, own: own ?? null, masks: Object.fromEntries(masks) };
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
