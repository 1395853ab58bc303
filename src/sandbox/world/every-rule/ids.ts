/** Ids of the world in which every rule of the audit has something to say: the lamp shop's own, and those of the bots it lets in. */
import { discordIds, telegramIds } from "../ids.ts";

const bot = (n: number): string => `3100000000000001${String(n).padStart(2, "0")}`;
const role = (n: number): string => `1200000000000001${String(n).padStart(2, "0")}`;
const channel = (n: number): string => `1300000000000001${String(n).padStart(2, "0")}`;

/** Each bot has a role of its own. */
export const bots = {
  helpdesk: { id: discordIds.helpdesk, role: discordIds.helpdeskRole, name: "Helpdesk" },
  herald: { id: discordIds.herald, role: discordIds.heraldRole, name: "Herald" },
  greeter: { id: bot(3), role: role(3), name: "Greeter" },
  pinner: { id: bot(4), role: role(4), name: "Pinner" },
  librarian: { id: bot(5), role: role(5), name: "Librarian" },
  sheriff: { id: bot(6), role: role(6), name: "Sheriff" },
  collector: { id: bot(7), role: role(7), name: "Collector" },
  chatter: { id: bot(8), role: role(8), name: "Chatter" },
  janitor: { id: bot(9), role: role(9), name: "Janitor" },
  landlord: { id: bot(10), role: role(10), name: "Landlord" },
  courier: { id: bot(11), role: role(11), name: "Courier" },
  stranger: { id: bot(12), role: role(12), name: "Stranger" },
  sleeper: { id: bot(13), role: role(13), name: "Sleeper" },
  bouncer: { id: bot(15), role: role(15), name: "Bouncer" },
  overseer: { id: bot(16), role: role(16), name: "Overseer" },
  doorman: { id: bot(17), role: role(17), name: "Doorman" },
} as const;

/** It was here once, and left a webhook behind. */
export const departed = bot(90);
export const leftWebhook = "320000000000000101";

export const roles = {
  countersign: discordIds.countersignRole,
  approver: discordIds.finance,
  moderator: discordIds.moderator,
  lead: role(43),
  helpers: role(44),
  insiders: role(45),
} as const;

/** A role that channels still speak of, and that nobody has: it was deleted. */
export const goneRole = role(99);

export const orders = channel(5);
export const telegramBots = {
  helpdesk: { id: telegramIds.helpdesk, name: "Helpdesk" },
  doorkeeper: { id: "7000000102", name: "Doorkeeper" },
  ghost: { id: "7000000103", name: "Ghost Writer" },
  pioneer: { id: "7000000104", name: "Pioneer" },
  clerk: { id: "7000000105", name: "Clerk" },
  listener: { id: "7000000106", name: "Listener" },
  concierge: { id: "7000000107", name: "Concierge" },
  keymaster: { id: "7000000108", name: "Keymaster" },
  nightDesk: { id: telegramIds.nightDesk, name: "Night Desk" },
  wanderer: { id: "7000000110", name: "Wanderer" },
  eavesdropper: { id: "7000000111", name: "Eavesdropper" },
  mystery: { id: "7000000112", name: "Mystery Shopper" },
  visitor: { id: "7000000113", name: "Visitor" },
} as const;

export type DiscordBot = keyof typeof bots;
export type TelegramBot = keyof typeof telegramBots;

export const discordToken = (name: DiscordBot): string => `sandbox-discord-token.${name}`;
export const telegramToken = (name: TelegramBot): string =>
  `${telegramBots[name].id}:sandbox-telegram-token-of-${name.toLowerCase()}`;
