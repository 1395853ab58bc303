/** The sandbox's shop with more people in it, and what its agent may ask for. */
import type { DiscordWorld } from "../../src/sandbox/discord/world.ts";
import type { TelegramWorld } from "../../src/sandbox/telegram/world.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";

/** One human. Those with both accounts have linked them, so that they count as one. */
export interface Human {
  name: string;
  discord: string | null;
  telegram: string | null;
  approver: boolean;
}

const human = (
  name: string,
  number: number,
  on: "both" | "discord" | "telegram",
  approver = true,
): Human => ({
  name,
  discord: on === "telegram" ? null : `2100000000000001${String(number).padStart(2, "0")}`,
  telegram: on === "discord" ? null : `55501${String(number).padStart(2, "0")}`,
  approver,
});

export const humans: readonly Human[] = [
  human("Ada", 1, "both"),
  human("Ben", 2, "both"),
  human("Cem", 3, "discord"),
  human("Dora", 4, "discord"),
  human("Emil", 5, "discord"),
  human("Fay", 6, "telegram"),
  human("Gus", 7, "telegram"),
  human("Hana", 8, "telegram"),
  human("Ines", 9, "discord", false),
  human("Jan", 10, "telegram", false),
];

/** Banned by the agent's own bot without asking, one after the other: each of them has to be noticed. */
export const victims: readonly string[] = Array.from(
  { length: 90 },
  (_, index) => `2200000000000001${String(index).padStart(2, "0")}`,
);

export const places = { discord: discordIds.approvals, telegram: telegramIds.team } as const;
export const agentId = "helpdesk";
export const agentBot = { id: discordIds.helpdesk, token: "sandbox-discord-token.helpdesk" } as const;

const onDiscord = humans.flatMap((each) => (each.discord ? [{ ...each, id: each.discord }] : []));
const onTelegram = humans.flatMap((each) => (each.telegram ? [{ ...each, id: each.telegram }] : []));

export function discordFor(): DiscordWorld {
  const world = structuredClone(discordWorld);
  const [guild] = world.guilds;
  if (!guild) throw new Error("The sandbox's Discord has no server.");
  for (const { id, name, approver } of onDiscord) {
    world.users.push({ id, username: name.toLowerCase(), globalName: name });
    // Outsiders see the room, so that they can press there.
    guild.members.push({ userId: id, roles: [approver ? discordIds.finance : discordIds.moderator] });
  }
  for (const [index, id] of victims.entries()) {
    world.users.push({ id, username: `passer-by-${index}` });
    guild.members.push({ userId: id });
  }
  return world;
}

export function telegramFor(): TelegramWorld {
  const world = structuredClone(telegramWorld);
  const [team] = world.chats;
  if (!team) throw new Error("The sandbox's Telegram has no group.");
  for (const { id, name } of onTelegram) {
    world.users.push({ id, firstName: name, username: `lumen_${name.toLowerCase()}`, language: "en" });
    team.members = [...(team.members ?? []), id];
  }
  world.started = [
    ...(world.started ?? []),
    ...onTelegram.map(({ id }) => ({ user: id, bot: telegramIds.countersign })),
  ];
  return world;
}

export interface Rule {
  type: string;
  quorum: number;
  veto: number;
  /** How long people have, and then the executor, in seconds. */
  decideSeconds: number;
  useSeconds: number;
  audience: "payments" | "vault";
}

/** `payments` asks Countersign whether a grant is still good, `vault` keeps a store of its own. */
export const rules: readonly Rule[] = [
  { type: "refund.issue", quorum: 1, veto: 1, decideSeconds: 7200, useSeconds: 7200, audience: "payments" },
  { type: "payout.send", quorum: 2, veto: 1, decideSeconds: 7200, useSeconds: 7200, audience: "payments" },
  { type: "key.release", quorum: 2, veto: 2, decideSeconds: 7200, useSeconds: 7200, audience: "vault" },
  { type: "safe.open", quorum: 3, veto: 2, decideSeconds: 7200, useSeconds: 7200, audience: "vault" },
  { type: "note.quick", quorum: 1, veto: 1, decideSeconds: 8, useSeconds: 5, audience: "payments" },
];

export function ruleOf(type: string): Rule {
  const found = rules.find((rule) => rule.type === type);
  if (!found) throw new Error(`No rule for ${type}.`);
  return found;
}

/** The documents, as one JSON file that `countersign apply` reads. */
export function manifests(): object[] {
  const named = onTelegram.filter(({ approver }) => approver).map(({ id }) => `telegram:user:${id}`);
  const approvers = [`discord:role:${discordIds.finance}`, ...named];
  return [
    {
      apiVersion: "countersign/v1",
      kind: "Workspace",
      metadata: { platform: "discord", id: discordIds.guild },
      places: { approvals: places.discord, reports: discordIds.reports },
      approvers,
    },
    {
      apiVersion: "countersign/v1",
      kind: "Workspace",
      metadata: { platform: "telegram", id: telegramIds.team },
      places: { approvals: places.telegram },
      approvers,
    },
    {
      apiVersion: "countersign/v1",
      kind: "Agent",
      metadata: { id: agentId, owner: `discord:${people.olivia.discord}`, purpose: "support" },
      identities: {
        discord: { applicationId: discordIds.helpdesk, userId: discordIds.helpdesk },
        telegram: { userId: telegramIds.helpdesk },
      },
      actions: [
        ...rules.map(({ type, quorum, veto, decideSeconds, useSeconds, audience }) => ({
          type,
          audience,
          policy: {
            approvers,
            quorum,
            veto,
            decideWithin: `${decideSeconds}s`,
            useWithin: `${useSeconds}s`,
          },
          limits: { burst: 10_000, every: "1s", pause: "never", join: false },
        })),
        { type: "discord.member.ban", audience: "bot", policy: { approvers } },
      ],
    },
  ];
}
