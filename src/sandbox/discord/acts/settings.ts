/** Server settings that only people change. */
import { changesBetween, writeAudit } from "../audit.ts";
import { refuse } from "../errors.ts";
import { tellGuild } from "../gateway/dispatch.ts";
import { guildShape } from "../shapes/guild.ts";
import { requireRights, type Doer } from "./doer.ts";

/** "Require 2FA for moderator actions": the owner's alone to switch. */
export function requireTwoFactor({ discord, guild, by, reason }: Doer, level: 0 | 1): void {
  if (by !== guild.ownerId) throw refuse("missingPermissions");
  const changes = changesBetween({ mfa_level: guild.mfaLevel }, { mfa_level: level });
  if (changes.length === 0) return;
  guild.mfaLevel = level;
  tellGuild(discord, guild, "GUILDS", "GUILD_UPDATE", () => guildShape(discord, guild));
  writeAudit(discord, guild, "GUILD_UPDATE", { by, target: guild.id, changes, reason });
}

/** "Server primary language", for everybody who may manage the server. */
export function speakLanguage(doer: Doer, locale: string): void {
  const { discord, guild, by, reason } = doer;
  requireRights(doer, "MANAGE_GUILD");
  const changes = changesBetween({ preferred_locale: guild.preferredLocale }, { preferred_locale: locale });
  if (changes.length === 0) return;
  guild.preferredLocale = locale;
  tellGuild(discord, guild, "GUILDS", "GUILD_UPDATE", () => guildShape(discord, guild));
  writeAudit(discord, guild, "GUILD_UPDATE", { by, target: guild.id, changes, reason });
}
