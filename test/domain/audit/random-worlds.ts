/** Random small servers and groups: roles, overwrites, hidden channels, manifests, bits that do not exist yet. */
import fc from "fast-check";
import type { KnownAgent } from "../../../src/domain/audit/agents.ts";
import { maskOf, namesOf, KNOWN } from "../../../src/domain/discord/flags.ts";
import { agentSchema, purposes } from "../../../src/domain/manifest.ts";
import { adminRights } from "../../../src/domain/telegram/rights.ts";
import { rungs } from "../../../src/domain/telegram/snapshot.ts";
import { attested, chat, takenAt, usedOnce, watched } from "../../fixtures/audit/build.ts";
import type { Case } from "../../fixtures/audit/build.ts";

const names = [...namesOf(KNOWN), "BIT_57"];
const dangerous = [
  "ADMINISTRATOR",
  "MANAGE_ROLES",
  "MANAGE_GUILD",
  "MENTION_EVERYONE",
  "VIEW_CHANNEL",
  "BAN_MEMBERS",
];
const some = fc.uniqueArray(fc.oneof(fc.constantFrom(...names), fc.constantFrom(...dangerous)), {
  maxLength: 6,
});
/** A manifest can only name what has a name. */
const declarable = some.map((chosen) => chosen.filter((name) => name !== "BIT_57"));
const bitMask = some.map((chosen) => maskOf(chosen).toString());

const guildId = "1000";
const roleIds = ["1001", "1002", "1003", "1004", "1005"];
const botIds = ["2001", "2002", "2003"];
const channelIds = ["3001", "3002", "3003", "3004"];

const overwrites = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(guildId, ...roleIds, ...botIds), allow: bitMask, deny: bitMask }),
  { selector: (one) => one.id, maxLength: 4 },
);

const declaration = (bot: string): fc.Arbitrary<KnownAgent[]> =>
  fc.oneof(
    fc.constant<KnownAgent[]>([]),
    fc
      .constantFrom(...purposes)
      .map((purpose) => [{ userId: bot, applicationId: null, manifest: null, purpose }]),
    fc
      .record({
        may: declarable,
        never: declarable,
        allow: fc.subarray([...channelIds, "category:3000"]),
        deny: fc.subarray(channelIds),
        purpose: fc.constantFrom(...purposes),
        declares: fc.boolean(),
      })
      .map(({ may, never, allow, deny, purpose, declares }) => [
        {
          userId: bot,
          applicationId: bot,
          purpose: null,
          manifest: agentSchema.parse({
            apiVersion: "countersign/v1",
            kind: "Agent",
            metadata: { id: `bot-${bot}`, purpose },
            identities: { discord: { applicationId: bot, userId: bot } },
            permissions: declares
              ? { discord: { required: Object.fromEntries(may.map((name) => [name, "why"])), never } }
              : {},
            channels: { discord: { allow, deny } },
          }),
        },
      ]),
  );

/** Three bots: the first is Countersign. */
export const discordCase: fc.Arbitrary<Case> = fc
  .record({
    everyone: bitMask,
    roles: fc.tuple(
      ...roleIds.map(() => fc.record({ permissions: bitMask, position: fc.integer({ min: 1, max: 4 }) })),
    ),
    held: fc.tuple(...botIds.map(() => fc.subarray(roleIds.slice(3)))),
    managed: fc.tuple(...botIds.map(() => fc.boolean())),
    channels: fc.tuple(
      ...channelIds.map(() => fc.record({ overwrites, hidden: fc.boolean(), inside: fc.boolean() })),
    ),
    agents: fc.tuple(...botIds.slice(1).map(declaration)),
    mfa: fc.constantFrom(0, 1),
    open: fc.constantFrom({}, { flags: 1 }, { tags: { guild_connections: null } }),
    days: fc.constantFrom(0, 20, 60),
    used: fc.subarray(["BAN_MEMBERS", "MANAGE_ROLES"]),
    confirmed: fc.option(fc.constantFrom(-1, 30)),
  })
  .map(({ everyone, roles, held, managed, channels, agents, mfa, open, days, used, confirmed }) => ({
    file: {
      platform: "discord" as const,
      takenAt,
      viewer: "2001",
      guild: {
        id: guildId,
        name: "Random",
        owner_id: "9",
        mfa_level: mfa,
        roles: [
          { id: guildId, name: "@everyone", position: 0, permissions: everyone },
          ...roleIds.map((id, index) => ({
            id,
            name: `role ${id}`,
            ...roles[index],
            managed: index < 3 && managed[index] === true,
            ...(index < 3 && managed[index] === true ? { tags: { bot_id: botIds[index] } } : {}),
            ...(index === 3 ? open : {}),
          })),
        ],
      },
      channels: [
        { id: "3000", type: 4, name: "category", permission_overwrites: [] },
        ...channelIds.map((id, index) => {
          const { overwrites = [], hidden = false, inside = false } = channels[index] ?? {};
          const parent = inside ? { parent_id: "3000" } : {};
          if (hidden)
            return {
              id,
              type: 0,
              name: `secret ${id}`,
              flags: 1 << 17,
              ...parent,
              permission_overwrites: [{ id: guildId, type: 0, allow: "0", deny: "1024" }],
            };
          const listed = overwrites.map((one) => ({ ...one, type: botIds.includes(one.id) ? 1 : 0 }));
          return {
            id,
            type: index === 3 ? 2 : 0,
            name: `channel ${id}`,
            ...parent,
            permission_overwrites: listed,
          };
        }),
      ],
      members: botIds.map((id, index) => ({
        user: { id, username: `bot ${id}`, bot: true },
        joined_at: "2025-01-01T00:00:00Z",
        roles: [...(managed[index] === true ? [roleIds[index]] : []), ...(held[index] ?? [])],
      })),
    },
    agents: agents.flat(),
    approvals: { places: ["3002"], approvers: ["discord:role:1004"] },
    ...(days === 0
      ? {}
      : {
          usage: watched(days, {
            used: used.map((name) => usedOnce(name, "2002")),
            lastActive: { "2003": 0 },
          }),
        }),
    attestations:
      confirmed === null
        ? null
        : [attested("backup-tested", confirmed), attested("key-rotation", confirmed, "2002")],
  }));

const rights = [...adminRights.map((right) => right.key), "can_do_the_future"];

export const telegramCase: fc.Arbitrary<Case> = fc
  .record({
    type: fc.constantFrom("group" as const, "supergroup" as const, "channel" as const),
    rights: fc.option(fc.subarray(rights)),
    self: fc.subarray(["can_promote_members", "is_anonymous"]),
    invite: fc.boolean(),
    reports: fc.array(
      fc.record({
        bot: fc.constant(6123),
        rung: fc.constantFrom(...rungs.slice(1, 5)),
        at: fc.constantFrom("2026-11-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-11-22T12:00:00Z"),
        facts: fc.record({ can_read_all_group_messages: fc.boolean() }),
      }),
      { maxLength: 3 },
    ),
    declared: fc.option(
      fc.record({
        admin: fc.boolean(),
        rights: fc
          .subarray(rights.slice(0, -1))
          .map((keys) => Object.fromEntries(keys.map((key) => [key, "why"]))),
        privacyMode: fc.constantFrom("enabled", "disabled"),
        dmOnly: fc.boolean(),
        groups: fc.subarray(["-1002", "-7"]),
      }),
    ),
    purpose: fc.constantFrom(...purposes),
  })
  .map(({ declared, purpose, invite, ...parts }) => ({
    file: chat({ ...parts, permissions: { can_invite_users: invite } }),
    agents:
      declared === null
        ? [{ userId: "6123", applicationId: null, manifest: null, purpose }]
        : [
            {
              userId: "6123",
              applicationId: null,
              purpose: null,
              manifest: agentSchema.parse({
                apiVersion: "countersign/v1",
                kind: "Agent",
                metadata: { id: "bot", purpose },
                identities: { telegram: { userId: "6123" } },
                permissions: { telegram: declared },
              }),
            },
          ],
    approvals: { places: ["-1002"], approvers: ["telegram:user:5550001"] },
  }));
