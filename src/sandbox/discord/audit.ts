/** The audit log: written by every change, kept for 45 days, pushed to those who may read it. */
import { auditActions } from "./flags.ts";
import { mayReadAudit, tellGuild } from "./gateway/dispatch.ts";
import type { Fields } from "./read.ts";
import type { AuditEntry, Discord, Guild } from "./state.ts";

export interface Deed {
  by: string;
  target: string | null;
  changes?: Fields[];
  options?: Record<string, string>;
  reason?: string | null | undefined;
}

export function writeAudit(
  discord: Discord,
  guild: Guild,
  action: keyof typeof auditActions,
  deed: Deed,
): void {
  const entry: AuditEntry = {
    id: discord.newId(),
    actionType: auditActions[action],
    userId: deed.by,
    targetId: deed.target,
    changes: deed.changes ?? [],
    options: deed.options ?? null,
    reason: deed.reason ?? null,
  };
  guild.auditLog.push(entry);
  tellGuild(discord, guild, "GUILD_MODERATION", "GUILD_AUDIT_LOG_ENTRY_CREATE", (session) =>
    mayReadAudit(discord, guild, session.botId) ? { ...auditShape(entry), guild_id: guild.id } : null,
  );
}

export function auditShape(entry: AuditEntry): Fields {
  return {
    id: entry.id,
    action_type: entry.actionType,
    user_id: entry.userId,
    target_id: entry.targetId,
    ...(entry.changes.length > 0 ? { changes: entry.changes } : {}),
    ...(entry.options ? { options: entry.options } : {}),
    ...(entry.reason === null ? {} : { reason: entry.reason }),
  };
}

/** The differences between two versions of a thing, in Discord's `changes` form. */
export function changesBetween(before: Fields, after: Fields): Fields[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [old, fresh] = [before[key], after[key]];
    if (JSON.stringify(old) === JSON.stringify(fresh)) return [];
    return {
      key,
      ...(old === undefined || old === null ? {} : { old_value: old }),
      ...(fresh === undefined || fresh === null ? {} : { new_value: fresh }),
    };
  });
}
