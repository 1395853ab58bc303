/** Lumen Lamps on Telegram: a support bot made admin "to be safe", and a private-chat bot that somebody added to the group. */
import type { TelegramWorld } from "../telegram/world.ts";
import { telegramIds as id, tokens } from "./ids.ts";
import { people } from "./people.ts";

export const telegramWorld: TelegramWorld = {
  users: Object.values(people).map((person) => ({
    id: person.telegram,
    firstName: person.name,
    username: `lumen_${person.name.toLowerCase()}`,
    language: "en",
  })),
  bots: [
    {
      id: id.countersign,
      token: tokens.telegram,
      name: "Countersign",
      username: "countersign_bot",
      owner: people.olivia.telegram,
    },
    {
      id: id.helpdesk,
      token: `${id.helpdesk}:sandbox-telegram-token-of-helpdesk`,
      name: "Helpdesk",
      username: "lumen_helpdesk_bot",
      owner: people.mo.telegram,
    },
    {
      id: id.nightDesk,
      token: `${id.nightDesk}:sandbox-telegram-token-of-nightdesk`,
      name: "Night Desk",
      username: "lumen_night_desk_bot",
      owner: people.mo.telegram,
      privacy: false,
    },
  ],
  chats: [
    {
      id: id.team,
      type: "supergroup",
      title: "Lumen Team",
      owner: people.olivia.telegram,
      admins: [
        { id: id.countersign, rights: { can_manage_chat: true } },
        {
          id: id.helpdesk,
          rights: {
            can_manage_chat: true,
            can_delete_messages: true,
            can_restrict_members: true,
            can_promote_members: true,
            can_invite_users: true,
            can_pin_messages: true,
          },
        },
        {
          id: people.mo.telegram,
          rights: { can_manage_chat: true, can_delete_messages: true, can_restrict_members: true },
        },
      ],
      members: [people.fiona.telegram, people.oskar.telegram, id.nightDesk],
    },
  ],
  started: [{ user: people.olivia.telegram, bot: id.countersign }],
};
