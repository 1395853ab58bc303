/** A small sandbox server for protocol tests: an owner, a moderator, an outsider, Countersign and a sibling. */
import type { DiscordWorld } from "../../src/sandbox/discord/world.ts";

export const ids = {
  guild: "1000000000000000001",
  owner: "1000000000000000010",
  moderator: "1000000000000000011",
  outsider: "1000000000000000012",
  shy: "1000000000000000013",
  countersign: "1000000000000000020",
  helper: "1000000000000000021",
  modRole: "1000000000000000030",
  csRole: "1000000000000000031",
  helperRole: "1000000000000000032",
  adminRole: "1000000000000000033",
  general: "1000000000000000040",
  approvals: "1000000000000000041",
  secret: "1000000000000000042",
  secrets: "1000000000000000043",
} as const;

export const tokens = { countersign: "token-countersign", helper: "token-helper" } as const;

export function smallWorld(): DiscordWorld {
  const everyone = [
    "VIEW_CHANNEL",
    "SEND_MESSAGES",
    "READ_MESSAGE_HISTORY",
    "USE_APPLICATION_COMMANDS",
  ] as const;
  return {
    users: [
      { id: ids.owner, username: "olga", globalName: "Olga" },
      { id: ids.moderator, username: "mara", globalName: "Mara" },
      { id: ids.outsider, username: "otto", globalName: "Otto" },
      { id: ids.shy, username: "shy", globalName: "Shy", acceptsDms: false },
    ],
    bots: [
      { id: ids.countersign, username: "Countersign", token: tokens.countersign },
      { id: ids.helper, username: "Helper", token: tokens.helper, privilegedIntents: ["MESSAGE_CONTENT"] },
    ],
    guilds: [
      {
        id: ids.guild,
        name: "Little Shop",
        ownerId: ids.owner,
        roles: [
          { id: ids.guild, name: "@everyone", permissions: [...everyone], position: 0 },
          { id: ids.csRole, name: "Countersign", permissions: "3200", position: 1, botId: ids.countersign },
          { id: ids.helperRole, name: "Helper", permissions: "8", position: 2, botId: ids.helper },
          {
            id: ids.modRole,
            name: "Moderator",
            permissions: [
              "MANAGE_GUILD",
              "KICK_MEMBERS",
              "MANAGE_ROLES",
              "MANAGE_MESSAGES",
              "MODERATE_MEMBERS",
            ],
            position: 3,
            mentionable: true,
          },
          { id: ids.adminRole, name: "Admin", permissions: ["ADMINISTRATOR"], position: 4 },
        ],
        channels: [
          { id: ids.general, type: 0, name: "general" },
          { id: ids.approvals, type: 0, name: "approvals" },
          { id: ids.secrets, type: 4, name: "staff" },
          {
            id: ids.secret,
            type: 0,
            name: "secret",
            parentId: ids.secrets,
            overwrites: [
              { id: ids.guild, type: "role", deny: ["VIEW_CHANNEL"] },
              { id: ids.modRole, type: "role", allow: ["VIEW_CHANNEL"] },
            ],
          },
        ],
        members: [
          { userId: ids.owner },
          { userId: ids.moderator, roles: [ids.modRole] },
          { userId: ids.outsider },
          { userId: ids.shy },
          { userId: ids.countersign, roles: [ids.csRole] },
          { userId: ids.helper, roles: [ids.helperRole] },
        ],
      },
    ],
  };
}
