/** What Discord's consent screen would show for an invite link. */
import { bits, permissionNames, type PermissionName } from "../discord/flags.ts";
import type { Person } from "../discord/control.ts";
import type { Consent } from "./shown.ts";

export function consentOf(url: string, person: Person, guildId: string, server: string): Consent | null {
  if (!URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  if (!pathname.endsWith("/oauth2/authorize")) return null;
  const id = searchParams.get("client_id");
  const wanted = /^\d+$/.exec(searchParams.get("permissions") ?? "");
  const bot = person.members(guildId).find((member) => member.id === id);
  if (!bot || !wanted) return null;
  // The consent screen replaces the bot's own role; other roles stay.
  const own = bot.roles.find(({ name }) => name === bot.name) ?? bot.roles[0];
  const gets = namesOf(BigInt(wanted[0]));
  const held = namesOf(BigInt(own?.permissions ?? "0"));
  return {
    bot: bot.name,
    server,
    gets: gets.map(inWords),
    loses: held.filter((name) => !gets.includes(name)).map(inWords),
  };
}

function namesOf(mask: bigint): PermissionName[] {
  return permissionNames.filter((name) => mask & bits(name));
}

const DISCORDS_WORDS: Partial<Record<PermissionName, string>> = {
  VIEW_CHANNEL: "View Channels",
  MANAGE_GUILD: "Manage Server",
  MENTION_EVERYONE: "Mention @everyone, @here and All Roles",
  MODERATE_MEMBERS: "Timeout Members",
  USE_APPLICATION_COMMANDS: "Use Application Commands",
};

function inWords(name: PermissionName): string {
  return (
    DISCORDS_WORDS[name] ??
    name
      .toLowerCase()
      .split("_")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" ")
  );
}
