/** What a person changes in a server, with the rights they hold: each deed is refused with Discord's own code and words. */
import {
  createChannel,
  deleteChannel,
  deleteOverwrite,
  editChannel,
  setOverwrite,
  type ChannelPatch,
} from "../acts/channels.ts";
import { directChannel } from "../acts/direct.ts";
import { channelIn, memberIn, roleIn, type Doer } from "../acts/doer.ts";
import { authorize, readInvite, removeIntegration } from "../acts/install.ts";
import { ban, giveRole, kick, setNick, takeRole, timeout, unban } from "../acts/members.ts";
import {
  closeRole,
  createRole,
  deleteRole,
  dragBelow,
  editRole,
  moveRoles,
  type RolePatch,
} from "../acts/roles.ts";
import { requireTwoFactor, speakLanguage } from "../acts/settings.ts";
import { deleteWebhook } from "../acts/webhooks.ts";
import { refuse } from "../errors.ts";
import { deleteMessage } from "../messages/post.ts";
import { mask } from "../seed.ts";
import { findMessage } from "../shapes/message.ts";
import type { Discord, Guild } from "../state.ts";
import type { Mask, WorldOverwrite } from "../world.ts";

type RoleWish = Omit<RolePatch, "permissions"> & { permissions?: Mask };

/** Guild ids may be left out where this person is in one server only. */
export interface Deeds {
  /** The consent screen of an invite link: needs Manage Server; installs the bot or replaces its managed role's permissions. */
  authorize(inviteUrl: string, guildId?: string): void;
  createRole(wish: RoleWish, guildId?: string): string;
  changeRole(roleId: string, wish: RoleWish): void;
  moveRole(roleId: string, position: number): void;
  /** Drags a role in the list until it stands right under another one. */
  dragBelow(roleId: string, below: string): void;
  /** Server Settings → Onboarding, and the role's own Links: nobody gets it by themselves any more. */
  closeRole(roleId: string): void;
  deleteRole(roleId: string): void;
  giveRole(userId: string, roleId: string): void;
  takeRole(userId: string, roleId: string): void;
  /** Server Settings → Integrations → the app → Remove: the bot goes with it. */
  removeApp(applicationId: string, guildId?: string): void;
  deleteWebhook(webhookId: string, guildId?: string): void;
  /** Server Settings → Safety Setup: the owner decides. */
  requireTwoFactor(on: boolean, guildId?: string): void;
  /** Server Settings → Overview: the primary language, as BCP 47. */
  serverLanguage(locale: string, guildId?: string): void;
  createChannel(
    wish: ChannelPatch & { name: string; type?: number; overwrites?: WorldOverwrite[] },
    guildId?: string,
  ): string;
  changeChannel(channelId: string, patch: ChannelPatch): void;
  deleteChannel(channelId: string): void;
  setOverwrite(channelId: string, overwrite: WorldOverwrite): void;
  deleteOverwrite(channelId: string, id: string): void;
  /** `minutes` 0 ends the timeout. */
  timeout(userId: string, minutes: number, guildId?: string): void;
  rename(userId: string, nick: string | null, guildId?: string): void;
  kick(userId: string, guildId?: string, reason?: string): void;
  ban(userId: string, guildId?: string, reason?: string): void;
  unban(userId: string, guildId?: string): void;
  deleteMessage(channelId: string, messageId: string): void;
  /** Whether others may write to this person directly. */
  acceptDms(accepts: boolean): void;
  /** The language of this person's own app, as BCP 47. */
  appLanguage(locale: string): void;
  /** The direct-message channel with somebody. */
  dm(userId: string): string;
}

export function createDeeds(discord: Discord, by: string): Deeds {
  const mine = (guildId?: string): Doer => {
    const guilds = [...discord.guilds.values()].filter(
      (guild) => guild.members.has(by) && (guildId === undefined || guild.id === guildId),
    );
    const [guild] = guilds;
    if (!guild) throw refuse("unknownGuild");
    if (guilds.length > 1) throw new Error("This person is in several servers: say which one.");
    return { discord, guild, by };
  };
  const inGuildWith = (has: (guild: Guild) => boolean, missing: "unknownRole" | "unknownChannel"): Doer => {
    const guild = [...discord.guilds.values()].find((each) => has(each) && each.members.has(by));
    if (!guild) throw refuse(missing);
    return { discord, guild, by };
  };
  const withRole = (id: string) => inGuildWith((guild) => guild.roles.has(id), "unknownRole");
  const withChannel = (id: string) => inGuildWith((guild) => guild.channels.has(id), "unknownChannel");

  return {
    authorize(inviteUrl, guildId) {
      const invite = readInvite(discord, inviteUrl);
      authorize(mine(guildId ?? invite.guildId ?? undefined), invite);
    },
    createRole: (wish, guildId) => createRole(mine(guildId), patchOf(wish)).id,
    changeRole(roleId, wish) {
      const doer = withRole(roleId);
      editRole(doer, roleIn(doer.guild, roleId), patchOf(wish));
    },
    moveRole(roleId, position) {
      const doer = withRole(roleId);
      moveRoles(doer, [{ role: roleIn(doer.guild, roleId), position }]);
    },
    closeRole(roleId) {
      const doer = withRole(roleId);
      closeRole(doer, roleIn(doer.guild, roleId));
    },
    dragBelow(roleId, below) {
      const doer = withRole(roleId);
      dragBelow(doer, roleIn(doer.guild, roleId), roleIn(doer.guild, below));
    },
    removeApp(applicationId, guildId) {
      const doer = mine(guildId);
      const installed = [...doer.guild.integrations.values()];
      const integration = installed.find((each) => each.applicationId === applicationId);
      if (!integration) throw refuse("unknownIntegration");
      removeIntegration(doer, integration);
    },
    deleteWebhook: (webhookId, guildId) => deleteWebhook(mine(guildId), webhookId),
    serverLanguage: (locale, guildId) => speakLanguage(mine(guildId), locale),
    requireTwoFactor: (on, guildId) => requireTwoFactor(mine(guildId), on ? 1 : 0),
    deleteRole(roleId) {
      const doer = withRole(roleId);
      deleteRole(doer, roleIn(doer.guild, roleId));
    },
    giveRole(userId, roleId) {
      const doer = withRole(roleId);
      giveRole(doer, memberIn(doer.guild, userId), roleIn(doer.guild, roleId));
    },
    takeRole(userId, roleId) {
      const doer = withRole(roleId);
      takeRole(doer, memberIn(doer.guild, userId), roleIn(doer.guild, roleId));
    },
    createChannel({ overwrites, ...wish }, guildId) {
      return createChannel(mine(guildId), { ...wish, overwrites: (overwrites ?? []).map(overwriteOf) }).id;
    },
    changeChannel(channelId, patch) {
      const doer = withChannel(channelId);
      editChannel(doer, channelIn(doer.guild, channelId), patch);
    },
    deleteChannel(channelId) {
      const doer = withChannel(channelId);
      deleteChannel(doer, channelIn(doer.guild, channelId));
    },
    setOverwrite(channelId, overwrite) {
      const doer = withChannel(channelId);
      setOverwrite(doer, channelIn(doer.guild, channelId), overwriteOf(overwrite));
    },
    deleteOverwrite(channelId, id) {
      const doer = withChannel(channelId);
      deleteOverwrite(doer, channelIn(doer.guild, channelId), id);
    },
    timeout(userId, minutes, guildId) {
      const doer = mine(guildId);
      timeout(doer, memberIn(doer.guild, userId), minutes === 0 ? null : discord.now() + minutes * 60_000);
    },
    rename(userId, nick, guildId) {
      const doer = mine(guildId);
      setNick(doer, memberIn(doer.guild, userId), nick);
    },
    kick(userId, guildId, reason) {
      const doer = mine(guildId);
      kick({ ...doer, reason: reason ?? null }, memberIn(doer.guild, userId));
    },
    ban: (userId, guildId, reason) => ban({ ...mine(guildId), reason: reason ?? null }, userId),
    unban: (userId, guildId) => unban(mine(guildId), userId),
    deleteMessage(channelId, messageId) {
      const channel = discord.channels.get(channelId);
      if (!channel) throw refuse("unknownChannel");
      const message = findMessage(discord, channelId, messageId);
      if (!message) throw refuse("unknownMessage");
      deleteMessage(discord, channel, message, by);
    },
    acceptDms(accepts) {
      const user = discord.users.get(by);
      if (user) user.acceptsDms = accepts;
    },
    appLanguage(locale) {
      const user = discord.users.get(by);
      if (user) user.locale = locale;
    },
    dm: (userId) => directChannel(discord, by, userId).id,
  };
}

function patchOf({ permissions, ...wish }: RoleWish): RolePatch {
  return permissions === undefined ? wish : { ...wish, permissions: mask(permissions) };
}

function overwriteOf(given: WorldOverwrite) {
  return {
    id: given.id,
    type: given.type === "role" ? (0 as const) : (1 as const),
    allow: mask(given.allow),
    deny: mask(given.deny),
  };
}
