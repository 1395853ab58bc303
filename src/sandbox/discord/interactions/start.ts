/** Sends an interaction to its application and waits for the acknowledgement. */
import { tellBot } from "../gateway/dispatch.ts";
import { channelMask } from "../permissions.ts";
import type { Fields } from "../read.ts";
import { channelShape } from "../shapes/guild.ts";
import { messageShape } from "../shapes/message.ts";
import { memberShape, userShape } from "../shapes/user.ts";
import { changed, type Application, type Channel, type Discord, type Message } from "../state.ts";
import { interactionTypes, type Interaction } from "./interaction.ts";

export interface Start {
  application: Application;
  userId: string;
  channel: Channel;
  type: keyof typeof interactionTypes;
  data: Fields;
  /** The message whose component (or whose modal) this is about. */
  message?: Message | undefined;
  /** The metadata of the interaction that opened the modal. */
  opener?: Fields;
}

export function startInteraction(discord: Discord, start: Start): Interaction {
  const { application, userId, channel, message } = start;
  const type = interactionTypes[start.type];
  const owners: Fields = channel.guildId === null ? { "0": "0" } : { "0": channel.guildId };
  const id = discord.newId();
  const done = Promise.withResolvers<void>();
  const interaction: Interaction = {
    id,
    token: `interaction-${id}-${crypto.randomUUID()}`,
    type,
    applicationId: application.id,
    userId,
    channelId: channel.id,
    guildId: channel.guildId,
    createdAt: discord.now(),
    state: "waiting",
    answeredWith: null,
    sourceMessageId: message?.id ?? null,
    originalId: null,
    metadata: {
      id,
      type,
      user: userShape(discord, userId),
      authorizing_integration_owners: owners,
      ...(type === interactionTypes.component ? { interacted_message_id: message?.id } : {}),
      ...(type === interactionTypes.modal ? { triggering_interaction_metadata: start.opener } : {}),
    },
    modal: null,
    choices: [],
    settled: done.promise,
    settle(state) {
      if (interaction.state !== "waiting") return;
      interaction.state = state;
      clearTimeout(deadline);
      done.resolve();
      changed(discord);
    },
  };
  const deadline = setTimeout(() => interaction.settle("failed"), discord.ackMs).unref();
  discord.interactions.set(interaction.token, interaction);
  tellBot(
    discord,
    application.botId,
    channel.guildId,
    "INTERACTION_CREATE",
    payload(discord, start, interaction, owners),
  );
  return interaction;
}

function payload(discord: Discord, start: Start, interaction: Interaction, owners: Fields): Fields {
  const { application, userId, channel, message } = start;
  const guild = discord.guilds.get(channel.guildId ?? "");
  const member = guild?.members.get(userId);
  const mine = channelMask(discord, channel, application.botId);
  return {
    id: interaction.id,
    application_id: application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: start.data,
    channel_id: channel.id,
    channel: { ...channelPartial(discord, channel, userId), app_permissions: mine.toString() },
    locale: discord.users.get(userId)?.locale ?? "en-US",
    entitlements: [],
    attachment_size_limit: 10_485_760,
    app_permissions: (guild ? mine : DIRECT).toString(),
    authorizing_integration_owners: owners,
    context: guild ? 0 : 1,
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild_locale: guild.preferredLocale,
          guild: { id: guild.id, locale: guild.preferredLocale, features: ["COMMUNITY"] },
          member: {
            ...memberShape(discord, member),
            permissions: channelMask(discord, channel, userId).toString(),
          },
        }
      : { user: userShape(discord, userId) }),
    ...(message ? { message: messageShape(discord, message) } : {}),
  };
}

/** What Discord says an app may do in a direct message. */
const DIRECT = 0x8_0200_0008_c00n;

/** Channels inside interactions carry computed permissions and no overwrites. */
export function channelPartial(discord: Discord, channel: Channel, userId: string): Fields {
  const { permission_overwrites: _, ...rest } = channelShape(discord, channel);
  return { ...rest, permissions: channelMask(discord, channel, userId).toString() };
}
