/**
 * A large server as one finds them: channels take over the permissions of their category, bots come with a role of their own,
 * and most mistakes are the usual ones. The same every time. `guild.ts` is the other extreme, where everything is wrong.
 *
 * - Categories of about 20 channels. A third is open to everybody, a third to some community roles, a fifth is for reading only,
 *   the rest for staff. Each lists @everyone, the staff roles that moderate it, and some more roles and bots, `overwrites` in all.
 *   Nine of ten channels are like their category; the tenth has an overwrite or two more.
 * - A third of the bots has a manifest and holds just what it says. A third has a declared purpose, and mostly what was
 *   suggested when it was invited. Of the rest nobody has said what for; one in six of them is an administrator.
 * - One bot in ten can manage roles, one in eight ping everybody, one in six has a second role. Approvals are decided among staff.
 */
import type { KnownAgent } from "../../src/domain/audit/agents.ts";
import { maskOf } from "../../src/domain/discord/flags.ts";
import type { DiscordSnapshotFile } from "../../src/domain/discord/snapshot.ts";
import { type Purpose, agentSchema } from "../../src/domain/manifest.ts";
import { type GuildSize, randomFrom } from "./guild.ts";

export interface UsualGuild {
  file: DiscordSnapshotFile;
  agents: KnownAgent[];
  approvals: { places: string[]; approvers: string[] };
}

const talk = ["VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY", "ADD_REACTIONS", "EMBED_LINKS"];
const everybody = [...talk, "CONNECT", "SPEAK", "USE_VAD", "CHANGE_NICKNAME", "USE_APPLICATION_COMMANDS"];
const staff: string[][] = [
  ["ADMINISTRATOR"],
  ["MANAGE_GUILD", "MANAGE_ROLES", "MANAGE_CHANNELS", "BAN_MEMBERS", "KICK_MEMBERS", "MENTION_EVERYONE"],
  ["BAN_MEMBERS", "KICK_MEMBERS", "MODERATE_MEMBERS", "MANAGE_MESSAGES", "MANAGE_THREADS"],
  ["MODERATE_MEMBERS", "MANAGE_MESSAGES", "MUTE_MEMBERS", "MOVE_MEMBERS"],
  ["MANAGE_EVENTS", "CREATE_EVENTS", "MENTION_EVERYONE"],
];
/** What invite pages suggest and hardly a bot needs. */
const suggested = [
  ["ATTACH_FILES", "USE_EXTERNAL_EMOJIS"],
  ["MANAGE_MESSAGES", "ATTACH_FILES"],
  ["MANAGE_MESSAGES", "MANAGE_THREADS", "CREATE_PUBLIC_THREADS"],
  ["MANAGE_WEBHOOKS", "ATTACH_FILES"],
  ["MANAGE_CHANNELS", "MOVE_MEMBERS"],
  ["KICK_MEMBERS", "BAN_MEMBERS", "MANAGE_MESSAGES"],
];
const bits = (names: string[]): string => maskOf(new Set(names)).toString();

export function usualGuild(size: GuildSize, seed = 1): UsualGuild {
  const random = randomFrom(seed);
  const oneIn = (n: number): boolean => random(n) === 0;
  const pick = <T>(list: T[]): T => list[random(list.length)]!;
  let next = 1180000000000000000n;
  const id = () => (next += BigInt(1 + random(1_000_000))).toString();

  const guildId = id();
  const ownerId = id();
  const bots = Array.from({ length: size.bots }, (_, at) => botOf(at, id(), id()));
  function botOf(at: number, bot: string, role: string) {
    const kind = at === 0 ? "self" : (["tidy", "purpose", "nobody"] as const)[at % 3]!;
    const spare = kind === "tidy" || kind === "self" ? [] : oneIn(4) ? [] : pick(suggested);
    const more = [
      ...(kind === "nobody" && oneIn(6) ? ["ADMINISTRATOR"] : []),
      ...(kind !== "tidy" && kind !== "self" && oneIn(7) ? ["MANAGE_ROLES"] : []),
      ...(kind !== "tidy" && kind !== "self" && oneIn(5) ? ["MENTION_EVERYONE"] : []),
    ];
    const self = ["VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY", "EMBED_LINKS", "VIEW_AUDIT_LOG"];
    return { at, bot, role, kind, holds: kind === "self" ? self : [...talk, ...spare, ...more] };
  }
  type Role = { id: string; permissions: string; managed?: boolean; tags?: object; name: string };
  const staffRoles: Role[] = staff.map((names, at) => ({
    id: id(),
    name: `Staff ${at}`,
    permissions: bits(names),
  }));
  const botRoles: Role[] = bots.map(({ at, bot, role, holds }) => ({
    id: role,
    name: `Bot ${at}`,
    permissions: bits(holds),
    managed: true,
    tags: { bot_id: bot },
  }));
  const shared: Role = { id: id(), name: "Bots", permissions: bits([...talk, "USE_EXTERNAL_EMOJIS"]) };
  const community: Role[] = Array.from(
    { length: Math.max(2, size.roles - size.bots - staff.length - 2) },
    (_, at) => ({ id: id(), name: `Community ${at}`, permissions: oneIn(10) ? bits(["ATTACH_FILES"]) : "0" }),
  );
  // From the bottom: colours and pings, bots, staff; Countersign's own role is the highest but the administrators'.
  const [own, ...others] = botRoles;
  const [admins, ...lower] = staffRoles;
  const order = [
    ...community,
    ...others.slice(5),
    shared,
    ...lower.toReversed(),
    ...others.slice(0, 5),
    own!,
    admins!,
  ];
  const roles = [
    { id: guildId, name: "@everyone", position: 0, permissions: bits(everybody), managed: false, flags: 0 },
    ...order.map((role, at) => ({ managed: false, flags: 0, ...role, position: at + 1 })),
  ];
  const members = bots.map(({ at, bot, role, kind }) => ({
    user: { id: bot, username: `bot-${at}`, bot: true },
    nick: null,
    roles: [
      role,
      ...(kind !== "self" && kind !== "tidy" && oneIn(4) ? [oneIn(2) ? shared.id : pick(community).id] : []),
    ],
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    flags: 0,
    communication_disabled_until: null,
  }));

  const one = (target: string, type: 0 | 1, allow: string[], deny: string[]) => ({
    id: target,
    type,
    allow: bits(allow),
    deny: bits(deny),
  });
  type Listed = ReturnType<typeof one>;
  const categoryOf = (at: number) => {
    const kind = (
      ["open", "open", "open", "gated", "gated", "gated", "reading", "reading", "staff"] as const
    )[at % 9]!;
    const closed = kind === "gated" || kind === "staff";
    const list = new Map<string, Listed>();
    list.set(
      guildId,
      one(guildId, 0, [], closed ? ["VIEW_CHANNEL"] : kind === "reading" ? ["SEND_MESSAGES"] : []),
    );
    for (const role of lower)
      list.set(role.id, one(role.id, 0, ["VIEW_CHANNEL", "SEND_MESSAGES", "MANAGE_MESSAGES"], []));
    while (list.size < size.overwrites) {
      const role = oneIn(4) ? pick(botRoles) : pick(community);
      const opens = role.managed ? !oneIn(3) : kind === "gated";
      list.set(
        role.id,
        one(
          role.id,
          0,
          opens ? ["VIEW_CHANNEL"] : [],
          opens ? [] : [oneIn(8) ? "VIEW_CHANNEL" : "ADD_REACTIONS"],
        ),
      );
    }
    return { id: id(), name: `category-${at}`, position: at, list: [...list.values()] };
  };
  const categories = Array.from({ length: Math.max(1, Math.round(size.channels / 21)) }, (_, at) =>
    categoryOf(at),
  );
  const channel = (at: number) => {
    const parent = categories[at % categories.length]!;
    const extra = oneIn(10)
      ? [one(pick(bots).bot, 1, [pick(talk), ...(oneIn(3) ? pick(suggested) : [])], [])]
      : [];
    return {
      id: id(),
      type: [0, 0, 0, 0, 0, 2, 5, 15][random(8)]!,
      name: `channel-${at}`,
      position: at,
      parent_id: parent.id,
      flags: 0,
      permission_overwrites: [...parent.list, ...extra],
    };
  };
  const channels = [
    ...categories.map(({ list, ...rest }) => ({
      ...rest,
      type: 4,
      parent_id: null,
      flags: 0,
      permission_overwrites: list,
    })),
    ...Array.from({ length: size.channels - categories.length }, (_, at) => channel(at)),
  ];
  // Approvals are decided in a channel of the staff's.
  const staffOnly = categories[Math.min(8, categories.length - 1)]!;
  const place =
    channels.find(({ parent_id, type }) => parent_id === staffOnly.id && type === 0) ?? channels.at(-1)!;
  const agents = bots.flatMap(({ at, bot, kind }): KnownAgent[] => {
    const known = { userId: bot, applicationId: bot };
    if (kind === "purpose")
      return [
        {
          ...known,
          manifest: null,
          purpose: (["support", "moderation", "announcements"] as Purpose[])[at % 3]!,
        },
      ];
    if (kind !== "tidy") return [];
    const required = Object.fromEntries(talk.map((name) => [name, "It answers questions."]));
    const manifest = agentSchema.parse({
      apiVersion: "countersign/v1",
      kind: "Agent",
      metadata: { id: `bot-${at}`, purpose: "support" },
      identities: { discord: { applicationId: bot, userId: bot } },
      permissions: { discord: { required } },
    });
    return [{ ...known, manifest, purpose: null }];
  });
  return {
    file: {
      platform: "discord",
      takenAt: "2026-11-22T12:00:00Z",
      viewer: bots[0]!.bot,
      guild: { id: guildId, name: "Usual", owner_id: ownerId, mfa_level: 1, roles },
      channels,
      members,
    },
    agents,
    approvals: { places: [place.id], approvers: [`discord:role:${lower[1]!.id}`] },
  };
}
