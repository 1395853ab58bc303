/** Lumen Lamps on Discord, with the usual mistakes: an admin bot, a bot that can ping everyone, a bot nobody remembers. */
import type { DiscordWorld, WorldOverwrite } from "../discord/world.ts";
import { discordIds as id, tokens } from "./ids.ts";
import { people } from "./people.ts";

const staffOnly: WorldOverwrite[] = [
  { id: id.guild, type: "role", deny: ["VIEW_CHANNEL"] },
  { id: id.moderator, type: "role", allow: ["VIEW_CHANNEL"] },
  { id: id.finance, type: "role", allow: ["VIEW_CHANNEL"] },
  { id: id.countersignRole, type: "role", allow: ["VIEW_CHANNEL", "SEND_MESSAGES"] },
];
const ownersOnly: WorldOverwrite[] = [{ id: id.guild, type: "role", deny: ["VIEW_CHANNEL"] }];

export const discordWorld: DiscordWorld = {
  users: Object.values(people).map((person) => ({
    id: person.discord,
    username: person.name.toLowerCase(),
    globalName: person.name,
  })),
  bots: [
    { id: id.countersign, username: "Countersign", token: tokens.discord, ownerId: people.olivia.discord },
    {
      id: id.helpdesk,
      username: "Helpdesk",
      token: "sandbox-discord-token.helpdesk",
      ownerId: people.mo.discord,
    },
    {
      id: id.herald,
      username: "Herald",
      token: "sandbox-discord-token.herald",
      ownerId: people.olivia.discord,
    },
    {
      id: id.curator,
      username: "Curator",
      token: "sandbox-discord-token.curator",
      ownerId: people.olivia.discord,
    },
  ],
  guilds: [
    {
      id: id.guild,
      name: "Lumen Lamps",
      ownerId: people.olivia.discord,
      roles: [
        {
          id: id.guild,
          name: "@everyone",
          position: 0,
          permissions: [
            "VIEW_CHANNEL",
            "SEND_MESSAGES",
            "READ_MESSAGE_HISTORY",
            "ADD_REACTIONS",
            "USE_APPLICATION_COMMANDS",
            "CREATE_PUBLIC_THREADS",
            "SEND_MESSAGES_IN_THREADS",
            "CONNECT",
            "SPEAK",
          ],
        },
        {
          id: id.heraldRole,
          name: "Herald",
          position: 1,
          botId: id.herald,
          permissions: [
            "VIEW_CHANNEL",
            "SEND_MESSAGES",
            "EMBED_LINKS",
            "MENTION_EVERYONE",
            "MANAGE_WEBHOOKS",
          ],
        },
        {
          id: id.curatorRole,
          name: "Curator",
          position: 2,
          botId: id.curator,
          permissions: ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY", "BAN_MEMBERS", "MANAGE_ROLES"],
        },
        {
          id: id.helpdeskRole,
          name: "Helpdesk",
          position: 3,
          botId: id.helpdesk,
          permissions: ["ADMINISTRATOR"],
        },
        {
          id: id.finance,
          name: "Finance",
          position: 4,
          permissions: [],
          mentionable: true,
          hoist: true,
          color: 0x2e8b57,
        },
        {
          id: id.moderator,
          name: "Moderator",
          position: 5,
          hoist: true,
          color: 0x4169e1,
          permissions: ["KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS", "MANAGE_MESSAGES", "MANAGE_GUILD"],
        },
        {
          id: id.countersignRole,
          name: "Countersign",
          position: 6,
          botId: id.countersign,
          permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "VIEW_AUDIT_LOG"],
        },
      ],
      channels: [
        { id: id.shop, type: 4, name: "Shop", position: 0 },
        {
          id: id.general,
          type: 0,
          name: "general",
          position: 1,
          parentId: id.shop,
          messages: [
            {
              authorId: people.oskar.discord,
              content: "Morning! Does the Arc lamp come in green?",
              minutesAgo: 42,
            },
          ],
        },
        {
          id: id.help,
          type: 0,
          name: "help",
          position: 2,
          parentId: id.shop,
          messages: [
            { authorId: people.oskar.discord, content: "My parcel A-1041 never came.", minutesAgo: 12 },
            {
              authorId: id.helpdesk,
              content: "I'm sorry, Oskar. I am asking for a refund of 49.00 EUR.",
              minutesAgo: 11,
            },
          ],
        },
        {
          id: id.announcements,
          type: 0,
          name: "announcements",
          position: 3,
          parentId: id.shop,
          overwrites: [
            { id: id.guild, type: "role", deny: ["SEND_MESSAGES"] },
            { id: id.heraldRole, type: "role", allow: ["SEND_MESSAGES"] },
          ],
        },
        { id: id.staff, type: 4, name: "Staff", position: 4, overwrites: staffOnly },
        {
          id: id.staffRoom,
          type: 0,
          name: "staff-room",
          position: 5,
          parentId: id.staff,
          overwrites: staffOnly,
        },
        {
          id: id.approvals,
          type: 0,
          name: "approvals",
          position: 6,
          parentId: id.staff,
          overwrites: staffOnly,
        },
        {
          id: id.reports,
          type: 0,
          name: "bot-reports",
          position: 7,
          parentId: id.staff,
          overwrites: staffOnly,
        },
        { id: id.owners, type: 4, name: "Owners", position: 8, overwrites: ownersOnly },
        {
          id: id.payroll,
          type: 0,
          name: "payroll",
          position: 9,
          parentId: id.owners,
          overwrites: ownersOnly,
        },
      ],
      members: [
        { userId: people.olivia.discord },
        { userId: people.mo.discord, roles: [id.moderator] },
        { userId: people.fiona.discord, roles: [id.finance] },
        { userId: people.oskar.discord },
        { userId: id.countersign, roles: [id.countersignRole] },
        { userId: id.helpdesk, roles: [id.helpdeskRole] },
        { userId: id.herald, roles: [id.heraldRole] },
        { userId: id.curator, roles: [id.curatorRole] },
      ],
      auditLog: [
        { actionType: 28, userId: people.mo.discord, targetId: id.helpdesk, minutesAgo: 30 * 24 * 60 },
        { actionType: 28, userId: people.olivia.discord, targetId: id.herald, minutesAgo: 40 * 24 * 60 },
      ],
    },
  ],
};
