/** A group with one bot for every rule of the audit. */
import type { BotFeature, TelegramAdminSeed, TelegramWorld } from "../../telegram/world.ts";
import { telegramIds, tokens } from "../ids.ts";
import { people } from "../people.ts";
import { telegramBots, telegramToken } from "./ids.ts";
import type { TelegramBot } from "./ids.ts";

const names = Object.keys(telegramBots) as TelegramBot[];

const features: Partial<Record<TelegramBot, Partial<Record<BotFeature, boolean>>>> = {
  concierge: { supports_guest_queries: true },
  keymaster: { can_manage_bots: true },
};

const admin = (
  name: TelegramBot,
  rights: TelegramAdminSeed["rights"],
  newer: string[] = [],
): TelegramAdminSeed => ({
  id: telegramBots[name].id,
  rights: { can_manage_chat: true, ...rights },
  newer,
});

export const everyRuleTelegram: TelegramWorld = {
  users: Object.values(people).map((person) => ({
    id: person.telegram,
    firstName: person.name,
    username: `lumen_${person.name.toLowerCase()}`,
    language: "en",
  })),
  bots: [
    {
      id: telegramIds.countersign,
      token: tokens.telegram,
      name: "Countersign",
      username: "countersign_bot",
      owner: people.olivia.telegram,
    },
    ...names.map((name) => ({
      id: telegramBots[name].id,
      token: telegramToken(name),
      name: telegramBots[name].name,
      username: `lumen_${name.toLowerCase()}_bot`,
      owner: people.mo.telegram,
      privacy: name !== "eavesdropper" && name !== "nightDesk",
      features: features[name] ?? {},
    })),
  ],
  chats: [
    {
      id: telegramIds.team,
      type: "supergroup",
      title: "Lumen Team",
      owner: people.olivia.telegram,
      admins: [
        // One right more than it asks for.
        { id: telegramIds.countersign, rights: { can_manage_chat: true, can_delete_messages: true } },
        admin("helpdesk", {
          can_delete_messages: true,
          can_restrict_members: true,
          can_promote_members: true,
          can_invite_users: true,
          can_pin_messages: true,
        }),
        admin("doorkeeper", { can_restrict_members: true, can_promote_members: true }),
        admin("ghost", { can_pin_messages: true, is_anonymous: true }),
        admin("pioneer", { can_pin_messages: true }, ["can_teleport_members"]),
        admin("clerk", { can_pin_messages: true, can_change_info: true }),
        admin("listener", { can_pin_messages: true }),
        admin("visitor", { can_delete_messages: true }),
      ],
      members: [
        people.mo.telegram,
        people.fiona.telegram,
        people.oskar.telegram,
        ...(["concierge", "keymaster", "nightDesk", "wanderer", "eavesdropper", "mystery"] as const).map(
          (name) => telegramBots[name].id,
        ),
      ],
    },
  ],
  started: [{ user: people.olivia.telegram, bot: telegramIds.countersign }],
};
