/** Every rule there is: Countersign itself first, then by platform. */
import type { Rule } from "../rule.ts";
import { keyRotationDue } from "./checklist.key-rotation-due.ts";
import { checklistOverdue } from "./checklist.overdue.ts";
import { agentCanDeleteRecord } from "./discord.approval.agent-can-delete-record.ts";
import { agentCanGrantApproverRole } from "./discord.approval.agent-can-grant-approver-role.ts";
import { agentCanSilenceApprovers } from "./discord.approval.agent-can-silence-approvers.ts";
import { agentOutranksCountersign } from "./discord.approval.agent-outranks-countersign.ts";
import { channelWritableByAgent } from "./discord.approval.channel-writable-by-agent.ts";
import { selfServiceApprover } from "./discord.approval.self-service-approver.ts";
import { adminBypassesChannelScope } from "./discord.bot.admin-bypasses-channel-scope.ts";
import { administrator } from "./discord.bot.administrator.ts";
import { botAddedWithoutApproval } from "./discord.bot.bot-added-without-approval.ts";
import { canBecomeMore } from "./discord.bot.can-become-more.ts";
import { channelScopeWiderThanManifest } from "./discord.bot.channel-scope-wider-than-manifest.ts";
import { elevatedWithoutGuild2fa } from "./discord.bot.elevated-without-guild-2fa.ts";
import { everyoneGrantShadowsFix } from "./discord.bot.everyone-grant-shadows-fix.ts";
import { extraRoles } from "./discord.bot.extra-roles.ts";
import { manageWebhooks } from "./discord.bot.manage-webhooks.ts";
import { mentionEveryone } from "./discord.bot.mention-everyone.ts";
import { missingDeclaredPermission } from "./discord.bot.missing-declared-permission.ts";
import { nuclearPermission } from "./discord.bot.nuclear-permission.ts";
import { overwriteOrphan } from "./discord.bot.overwrite-orphan.ts";
import { roleAboveHumans } from "./discord.bot.role-above-humans.ts";
import { roleCanGrantHigher } from "./discord.bot.role-can-grant-higher.ts";
import { serverWide } from "./discord.bot.server-wide.ts";
import { sharedRole } from "./discord.bot.shared-role.ts";
import { slashScopeUnverified } from "./discord.bot.slash-scope-unverified.ts";
import { splitFlag2026 } from "./discord.bot.split-flag-2026.ts";
import { staleBot } from "./discord.bot.stale-bot.ts";
import { undeclaredPermission } from "./discord.bot.undeclared-permission.ts";
import { unknownBot } from "./discord.bot.unknown-bot.ts";
import { unusedPermission } from "./discord.bot.unused-permission.ts";
import { webhookOwnedByRemovedBot } from "./discord.bot.webhook-owned-by-removed-bot.ts";
import { countersignOverprivileged } from "./self.countersign-overprivileged.ts";
import { agentCanDeleteCard } from "./telegram.approval.agent-can-delete-card.ts";
import { agentCanRemoveApprovers } from "./telegram.approval.agent-can-remove-approvers.ts";
import { adminDefeatsPrivacyMode } from "./telegram.bot.admin-defeats-privacy-mode.ts";
import { adminNotNeeded } from "./telegram.bot.admin-not-needed.ts";
import { answersAnywhere } from "./telegram.bot.answers-anywhere.ts";
import { canPromoteMembers } from "./telegram.bot.can-promote-members.ts";
import { dmOnlyInGroup } from "./telegram.bot.dm-only-in-group.ts";
import { holdsOtherTokens } from "./telegram.bot.holds-other-tokens.ts";
import { isAnonymous } from "./telegram.bot.is-anonymous.ts";
import { outsideItsGroups } from "./telegram.bot.outside-its-groups.ts";
import { privacyModeOff } from "./telegram.bot.privacy-mode-off.ts";
import { privacyModeUnattested } from "./telegram.bot.privacy-mode-unattested.ts";
import { undeclaredRight } from "./telegram.bot.undeclared-right.ts";
import { unknownBotOnTelegram } from "./telegram.bot.unknown-bot.ts";
import { unknownRight } from "./telegram.bot.unknown-right.ts";
import { unusedRight } from "./telegram.bot.unused-right.ts";
import { membersCanAddBots } from "./telegram.chat.members-can-add-bots.ts";
import { actedWithoutApproval } from "./xplat.acted-without-approval.ts";
import { tokenSharedAcrossPlatforms } from "./xplat.token-shared-across-platforms.ts";

export const rules: readonly Rule[] = [
  countersignOverprivileged,
  keyRotationDue,
  checklistOverdue,
  agentCanDeleteRecord,
  agentCanGrantApproverRole,
  agentCanSilenceApprovers,
  agentOutranksCountersign,
  channelWritableByAgent,
  adminBypassesChannelScope,
  administrator,
  botAddedWithoutApproval,
  channelScopeWiderThanManifest,
  elevatedWithoutGuild2fa,
  everyoneGrantShadowsFix,
  extraRoles,
  manageWebhooks,
  mentionEveryone,
  missingDeclaredPermission,
  nuclearPermission,
  overwriteOrphan,
  roleAboveHumans,
  roleCanGrantHigher,
  serverWide,
  sharedRole,
  slashScopeUnverified,
  splitFlag2026,
  staleBot,
  undeclaredPermission,
  unknownBot,
  unusedPermission,
  webhookOwnedByRemovedBot,
  selfServiceApprover,
  // After the rules that name single causes: what their remedies end is put under them.
  canBecomeMore,
  agentCanDeleteCard,
  agentCanRemoveApprovers,
  adminDefeatsPrivacyMode,
  adminNotNeeded,
  answersAnywhere,
  canPromoteMembers,
  dmOnlyInGroup,
  holdsOtherTokens,
  isAnonymous,
  outsideItsGroups,
  privacyModeOff,
  privacyModeUnattested,
  undeclaredRight,
  unknownBotOnTelegram,
  unknownRight,
  unusedRight,
  membersCanAddBots,
  actedWithoutApproval,
  tokenSharedAcrossPlatforms,
];
