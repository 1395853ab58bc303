/** When each bot's rights last changed, by what the log tells: before that nobody can say whether it would have used them. */
import type { DiscordSnapshot } from "../discord/snapshot.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";

interface Entry {
  type: string;
  target: Record<string, string>;
  changes: { key: string }[];
  /** Milliseconds since the epoch. */
  at: number;
}

export function rightsChanged(
  entries: Entry[],
  snapshot: DiscordSnapshot | TelegramSnapshot,
): Record<string, number> {
  const changed: Record<string, number> = {};
  const note = (agent: string, at: number) => {
    changed[agent] = Math.max(changed[agent] ?? 0, at);
  };
  const bots = snapshot.members.filter(({ bot }) => bot);
  const holders = (role: string) =>
    "guild" in snapshot && role !== snapshot.guild.id
      ? bots.flatMap((member) => ("roles" in member && member.roles.includes(role) ? [member.id] : []))
      : [];
  for (const { type, target, changes, at } of entries) {
    if (type === "discord.role.grant" || type === "telegram.member.promote" || type === "discord.bot.add")
      note(target["userId"] ?? "", at);
    const permissions = type === "discord.role.create" || changes.some(({ key }) => key === "permissions");
    if (/^discord\.role\.(create|update)$/.test(type) && permissions)
      for (const agent of holders(target["roleId"] ?? "")) note(agent, at);
  }
  return changed;
}
