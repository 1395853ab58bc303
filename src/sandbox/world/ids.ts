/** Ids that the world's seeds, its manifests and the tour share. */

export const discordIds = {
  guild: "110000000000000001",
  countersign: "310000000000000001",
  helpdesk: "310000000000000002",
  herald: "310000000000000003",
  curator: "310000000000000004",
  finance: "120000000000000001",
  moderator: "120000000000000002",
  countersignRole: "120000000000000003",
  helpdeskRole: "120000000000000004",
  heraldRole: "120000000000000005",
  curatorRole: "120000000000000006",
  shop: "130000000000000001",
  general: "130000000000000002",
  help: "130000000000000003",
  announcements: "130000000000000004",
  staff: "130000000000000005",
  staffRoom: "130000000000000006",
  approvals: "130000000000000007",
  reports: "130000000000000008",
  owners: "130000000000000009",
  payroll: "130000000000000010",
} as const;

export const telegramIds = {
  countersign: "7000000001",
  helpdesk: "7000000002",
  nightDesk: "7000000003",
  team: "-1002000000001",
} as const;

/** Tokens are good for the sandbox only. */
export const tokens = {
  discord: "sandbox-discord-token.countersign",
  telegram: `${telegramIds.countersign}:sandbox-telegram-token-of-countersign`,
} as const;
