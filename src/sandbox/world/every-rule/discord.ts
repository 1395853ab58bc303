/** A server with one bot for every rule of the audit: what each of them holds is the mistake that it is here to show. */
import type { PermissionName } from "../../discord/flags.ts";
import type { DiscordWorld, WorldGuild, WorldOverwrite, WorldRole } from "../../discord/world.ts";
import { discordIds as id, tokens } from "../ids.ts";
import { people } from "../people.ts";
import { bots, departed, discordToken, goneRole, leftWebhook, orders, roles } from "./ids.ts";
import type { DiscordBot } from "./ids.ts";

const answers: PermissionName[] = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "READ_MESSAGE_HISTORY",
  "ADD_REACTIONS",
  "SEND_MESSAGES_IN_THREADS",
  "EMBED_LINKS",
];

/** From the lowest to the highest; where people's roles and Countersign's stand among them is part of the mistakes. */
const heldBy: Record<DiscordBot, PermissionName[]> = {
  herald: [...answers, "MENTION_EVERYONE", "MANAGE_WEBHOOKS"],
  greeter: answers,
  pinner: [...answers, "MANAGE_MESSAGES"],
  librarian: answers,
  sheriff: [...answers, "BAN_MEMBERS", "KICK_MEMBERS", "MANAGE_CHANNELS"],
  collector: answers,
  chatter: [...answers, "CREATE_PUBLIC_THREADS"],
  janitor: [...answers, "MANAGE_MESSAGES", "MANAGE_THREADS"],
  landlord: [...answers, "MANAGE_GUILD"],
  courier: [...answers, "ATTACH_FILES", "CREATE_INSTANT_INVITE"],
  stranger: [...answers, "MANAGE_NICKNAMES"],
  sleeper: answers,
  helpdesk: ["ADMINISTRATOR"],
  bouncer: [...answers, "MODERATE_MEMBERS"],
  overseer: [...answers, "KICK_MEMBERS"],
  doorman: [...answers, "MANAGE_ROLES"],
};

/** Whom it ends up above decides what it can do to them. */
const order: (DiscordBot | keyof typeof roles)[] = [
  "herald",
  "greeter",
  "pinner",
  "librarian",
  "sheriff",
  "collector",
  "chatter",
  "janitor",
  "landlord",
  "courier",
  "stranger",
  "sleeper",
  "helpdesk",
  "helpers",
  "lead",
  "approver",
  "moderator",
  "bouncer",
  "countersign",
  "overseer",
  "doorman",
  "insiders",
];

const others: Record<keyof typeof roles, Omit<WorldRole, "id" | "position">> = {
  helpers: { name: "Helpers", permissions: ["KICK_MEMBERS"] },
  lead: { name: "Team Lead", permissions: ["ADMINISTRATOR"] },
  // An app decides who is in finance, and newcomers whether they are insiders.
  approver: { name: "Finance", permissions: [], handedOut: "app" },
  insiders: { name: "Insiders", permissions: ["BAN_MEMBERS"], handedOut: "onboarding" },
  moderator: {
    name: "Moderator",
    permissions: ["KICK_MEMBERS", "BAN_MEMBERS", "MODERATE_MEMBERS", "MANAGE_MESSAGES"],
  },
  // One more than it asks for.
  countersign: {
    name: "Countersign",
    botId: id.countersign,
    permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "VIEW_AUDIT_LOG", "MANAGE_MESSAGES"],
  },
};

const isBot = (name: string): name is DiscordBot => name in bots;

const ranked: WorldRole[] = order.map((name, below) => {
  const position = below + 1;
  if (isBot(name))
    return {
      id: bots[name].role,
      name: bots[name].name,
      position,
      botId: bots[name].id,
      permissions: heldBy[name],
    };
  return { id: roles[name], position, ...others[name] };
});

const staffOnly: WorldOverwrite[] = [
  { id: id.guild, type: "role", deny: ["VIEW_CHANNEL"] },
  { id: roles.moderator, type: "role", allow: ["VIEW_CHANNEL"] },
  { id: roles.approver, type: "role", allow: ["VIEW_CHANNEL"] },
  { id: roles.countersign, type: "role", allow: ["VIEW_CHANNEL", "SEND_MESSAGES"] },
];
const opened = (name: DiscordBot): WorldOverwrite => ({
  id: bots[name].role,
  type: "role",
  allow: ["VIEW_CHANNEL"],
});

const rooms: WorldGuild["channels"] = [
  { id: id.shop, type: 4, name: "Shop" },
  { id: id.general, type: 0, name: "general", parentId: id.shop },
  { id: id.help, type: 0, name: "help", parentId: id.shop },
  {
    id: id.announcements,
    type: 0,
    name: "announcements",
    parentId: id.shop,
    overwrites: [
      { id: id.guild, type: "role", deny: ["SEND_MESSAGES"] },
      { id: bots.herald.role, type: "role", allow: ["SEND_MESSAGES"] },
    ],
  },
  {
    id: orders,
    type: 0,
    name: "orders",
    parentId: id.shop,
    // Nobody has this role any more.
    overwrites: [{ id: goneRole, type: "role", allow: ["VIEW_CHANNEL", "MANAGE_MESSAGES"] }],
  },
  { id: id.staff, type: 4, name: "Staff", overwrites: staffOnly },
  {
    id: id.staffRoom,
    type: 0,
    name: "staff-room",
    parentId: id.staff,
    overwrites: staffOnly,
  },
  {
    id: id.approvals,
    type: 0,
    name: "approvals",
    parentId: id.staff,
    overwrites: [...staffOnly, opened("chatter"), opened("janitor")],
  },
  { id: id.reports, type: 0, name: "bot-reports", parentId: id.staff, overwrites: staffOnly },
  // Countersign can't see it, and has to say so.
  {
    id: id.payroll,
    type: 0,
    name: "payroll",
    overwrites: [{ id: id.guild, type: "role", deny: ["VIEW_CHANNEL"] }],
  },
];

const DAY = 24 * 60;
const longAgo = "2025-01-01T00:00:00Z";
const names = Object.keys(bots) as DiscordBot[];

export const everyRuleDiscord: DiscordWorld = {
  users: Object.values(people).map((person) => ({
    id: person.discord,
    username: person.name.toLowerCase(),
    globalName: person.name,
  })),
  bots: [
    {
      id: id.countersign,
      username: "Countersign",
      token: tokens.discord,
      ownerId: people.olivia.discord,
    },
    ...names.map((name) => ({
      id: bots[name].id,
      username: bots[name].name,
      token: discordToken(name),
      ownerId: people.mo.discord,
    })),
  ],
  guilds: [
    {
      id: id.guild,
      name: "Lumen Lamps",
      ownerId: people.olivia.discord,
      mfaLevel: 0,
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
            "SEND_MESSAGES_IN_THREADS",
            "MANAGE_EVENTS",
          ],
        },
        ...ranked,
      ],
      channels: rooms,
      members: [
        { userId: people.olivia.discord, joinedAt: longAgo },
        { userId: people.mo.discord, roles: [roles.helpers, roles.moderator], joinedAt: longAgo },
        { userId: people.fiona.discord, roles: [roles.approver], joinedAt: longAgo },
        { userId: people.oskar.discord, joinedAt: longAgo },
        { userId: id.countersign, roles: [roles.countersign], joinedAt: longAgo },
        ...names.map((name) => ({
          userId: bots[name].id,
          roles: [bots[name].role, ...(name === "collector" ? [roles.helpers] : [])],
          joinedAt: longAgo,
        })),
      ],
      webhooks: [{ id: leftWebhook, name: "Deploys", channelId: id.general, creatorId: people.mo.discord }],
      auditLog: [
        { actionType: 28, userId: people.mo.discord, targetId: departed, minutesAgo: 44 * DAY },
        { actionType: 50, userId: departed, targetId: leftWebhook, minutesAgo: 43 * DAY },
        { actionType: 28, userId: people.mo.discord, targetId: bots.stranger.id, minutesAgo: 9 * DAY },
        // The Sheriff bans now and then; it never managed a channel.
        { actionType: 22, userId: bots.sheriff.id, targetId: people.oskar.discord, minutesAgo: 20 * DAY },
        {
          actionType: 23,
          userId: people.olivia.discord,
          targetId: people.oskar.discord,
          minutesAgo: 19 * DAY,
        },
      ],
    },
  ],
};
