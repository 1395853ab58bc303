import { writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { tellGuild } from "../gateway/dispatch.ts";
import { requireInChannel } from "../permissions.ts";
import type { Channel, Webhook } from "../state.ts";
import type { Doer } from "./doer.ts";

export function createWebhook(doer: Doer, channel: Channel, name: string): Webhook {
  const { discord, guild, by, reason } = doer;
  requireInChannel(discord, channel, by, "MANAGE_WEBHOOKS");
  const id = discord.newId();
  const webhook: Webhook = { id, name, channelId: channel.id, creatorId: by, token: `webhook-token-${id}` };
  guild.webhooks.set(id, webhook);
  tellGuild(discord, guild, "GUILD_WEBHOOKS", "WEBHOOKS_UPDATE", () => ({
    guild_id: guild.id,
    channel_id: channel.id,
  }));
  const changes = [
    { key: "name", new_value: name },
    { key: "channel_id", new_value: channel.id },
  ];
  writeAudit(discord, guild, "WEBHOOK_CREATE", { by, target: id, changes, reason });
  return webhook;
}

export function deleteWebhook(doer: Doer, id: string): void {
  const { discord, guild, by, reason } = doer;
  const webhook = guild.webhooks.get(id);
  const channel = webhook && guild.channels.get(webhook.channelId);
  if (!webhook || !channel) throw refuse("unknownWebhook");
  requireInChannel(discord, channel, by, "MANAGE_WEBHOOKS");
  guild.webhooks.delete(id);
  tellGuild(discord, guild, "GUILD_WEBHOOKS", "WEBHOOKS_UPDATE", () => ({
    guild_id: guild.id,
    channel_id: channel.id,
  }));
  const changes = [{ key: "name", old_value: webhook.name }];
  writeAudit(discord, guild, "WEBHOOK_DELETE", { by, target: id, changes, reason });
}
