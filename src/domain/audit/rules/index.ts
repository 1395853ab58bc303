/** Every rule there is: Countersign itself first, then by platform. */
import type { Rule } from "../rule.ts";
import { adminBypassesChannelScope } from "./discord.bot.admin-bypasses-channel-scope.ts";
import { administrator } from "./discord.bot.administrator.ts";
import { channelScopeWiderThanManifest } from "./discord.bot.channel-scope-wider-than-manifest.ts";
import { elevatedWithoutGuild2fa } from "./discord.bot.elevated-without-guild-2fa.ts";
import { everyoneGrantShadowsFix } from "./discord.bot.everyone-grant-shadows-fix.ts";
import { extraRoles } from "./discord.bot.extra-roles.ts";
import { manageWebhooks } from "./discord.bot.manage-webhooks.ts";
import { mentionEveryone } from "./discord.bot.mention-everyone.ts";
import { nuclearPermission } from "./discord.bot.nuclear-permission.ts";
import { roleCanGrantHigher } from "./discord.bot.role-can-grant-higher.ts";
import { serverWide } from "./discord.bot.server-wide.ts";
import { splitFlag2026 } from "./discord.bot.split-flag-2026.ts";
import { undeclaredPermission } from "./discord.bot.undeclared-permission.ts";
import { unknownBot } from "./discord.bot.unknown-bot.ts";
import { countersignOverprivileged } from "./self.countersign-overprivileged.ts";
import { adminDefeatsPrivacyMode } from "./telegram.bot.admin-defeats-privacy-mode.ts";
import { adminNotNeeded } from "./telegram.bot.admin-not-needed.ts";
import { canPromoteMembers } from "./telegram.bot.can-promote-members.ts";
import { dmOnlyInGroup } from "./telegram.bot.dm-only-in-group.ts";
import { isAnonymous } from "./telegram.bot.is-anonymous.ts";
import { outsideItsGroups } from "./telegram.bot.outside-its-groups.ts";
import { privacyModeOff } from "./telegram.bot.privacy-mode-off.ts";
import { privacyModeUnattested } from "./telegram.bot.privacy-mode-unattested.ts";
import { undeclaredRight } from "./telegram.bot.undeclared-right.ts";
import { unknownBotOnTelegram } from "./telegram.bot.unknown-bot.ts";
import { unknownRight } from "./telegram.bot.unknown-right.ts";
import { membersCanAddBots } from "./telegram.chat.members-can-add-bots.ts";

export const rules: readonly Rule[] = [
  countersignOverprivileged,
  adminBypassesChannelScope,
  administrator,
  channelScopeWiderThanManifest,
  elevatedWithoutGuild2fa,
  everyoneGrantShadowsFix,
  extraRoles,
  manageWebhooks,
  mentionEveryone,
  nuclearPermission,
  roleCanGrantHigher,
  serverWide,
  splitFlag2026,
  undeclaredPermission,
  unknownBot,
  adminDefeatsPrivacyMode,
  adminNotNeeded,
  canPromoteMembers,
  dmOnlyInGroup,
  isAnonymous,
  outsideItsGroups,
  privacyModeOff,
  privacyModeUnattested,
  undeclaredRight,
  unknownBotOnTelegram,
  unknownRight,
  membersCanAddBots,
];
