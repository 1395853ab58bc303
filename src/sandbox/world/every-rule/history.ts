/** What the neglected shop's Countersign has been told and has watched before anybody looks. Times are in days before now. */
import { discordIds, telegramIds } from "../ids.ts";
import { people } from "../people.ts";
import { telegramBots } from "./ids.ts";
import type { TelegramBot } from "./ids.ts";

export interface History {
  /** What agents said about themselves, by the ids of their manifests. */
  reports: { agent: string; daysAgo: number; body: Record<string, unknown> }[];
  /** Telegram shows nothing of the past: a group that was listened to for so long. */
  listened: { chat: string; days: number }[];
  uses: { chat: string; bot: string; permission: string; daysAgo: number }[];
  /** What somebody confirmed with their own word, and when that ran out. */
  words: {
    guild: string;
    control: string;
    subject: string | null;
    by: string;
    name: string;
    ranOutDaysAgo: number;
  }[];
}

const says = (agent: string, telegram: Record<string, boolean>): History["reports"][number] => ({
  agent,
  daysAgo: 2,
  body: { telegram },
});
const pinned = (bot: TelegramBot): History["uses"][number] => ({
  chat: telegramIds.team,
  bot: telegramBots[bot].id,
  permission: "can_pin_messages",
  daysAgo: 3,
});

const ranOut = (control: string, subject: string | null): History["words"][number] => ({
  guild: discordIds.guild,
  control,
  subject,
  by: `discord:${people.mo.discord}`,
  name: people.mo.name,
  ranOutDaysAgo: 5,
});

export const everyRuleHistory: History = {
  reports: [
    says("concierge", { can_read_all_group_messages: false, supports_guest_queries: true }),
    says("keymaster", { can_read_all_group_messages: false, can_manage_bots: true }),
    says("wanderer", { can_read_all_group_messages: false }),
    says("eavesdropper", { can_read_all_group_messages: true }),
    { agent: "sleeper", daysAgo: 60, body: { runtime: { node: "24.1.0" } } },
  ],
  listened: [{ chat: telegramIds.team, days: 60 }],
  words: [ranOut("key-rotation", discordIds.helpdesk), ranOut("backup-tested", null)],
  uses: [pinned("ghost"), pinned("pioneer"), pinned("clerk"), pinned("listener")],
};
