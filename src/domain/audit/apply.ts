/** Tries a remedy on a file of raw API objects, as if a person had carried it out. Pure: the file itself is not changed. */
import { agentSchema } from "../manifest.ts";
import type { Agent } from "../manifest.ts";
import type { DiscordSnapshotFile } from "../discord/snapshot.ts";
import type { TelegramSnapshotFile } from "../telegram/snapshot.ts";
import type { Attestation } from "./attestation.ts";
import type { KnownAgent } from "./agents.ts";
import type { Change, Declaration } from "./remedy.ts";

type Raw = Record<string, unknown>;

export interface Audited<File extends DiscordSnapshotFile | TelegramSnapshotFile> {
  file: File;
  agents: KnownAgent[];
  attestations?: Attestation[] | null;
}

export function applyChanges<File extends DiscordSnapshotFile | TelegramSnapshotFile>(
  before: Audited<File>,
  changes: Change[],
): Audited<File> {
  const file = structuredClone(before.file);
  let { agents, attestations = null } = before;
  for (const change of changes) {
    if (change.op === "confirm") attestations = confirm(attestations ?? [], change, Date.parse(file.takenAt));
    else if (change.op === "declare") agents = declare(agents, change.bot, change.what);
    else if (file.platform === "discord") onDiscord(file, change);
    else onTelegram(file, change);
  }
  return { file, agents, attestations };
}

function onDiscord(file: DiscordSnapshotFile, change: Exclude<Change, { op: "declare" | "confirm" }>): void {
  const roles = listOf(file.guild["roles"]);
  const member = (id: string): Raw | undefined => file.members.find((one) => rawOf(one["user"])["id"] === id);
  switch (change.op) {
    case "set-role-permissions":
      for (const role of roles) if (role["id"] === change.role) role["permissions"] = change.permissions;
      return;
    case "take-role": {
      const who = member(change.member);
      if (who && Array.isArray(who["roles"]))
        who["roles"] = who["roles"].filter((role) => role !== change.role);
      return;
    }
    case "set-overwrite":
    case "delete-overwrite": {
      const channel = file.channels.find((one) => one["id"] === change.channel);
      if (channel === undefined) return;
      const others = listOf(channel["permission_overwrites"]).filter((one) => one["id"] !== change.target);
      channel["permission_overwrites"] =
        change.op === "delete-overwrite"
          ? others
          : [
              ...others,
              {
                id: change.target,
                type: change.kind === "role" ? 0 : 1,
                allow: change.allow,
                deny: change.deny,
              },
            ];
      return;
    }
    case "move-role-below":
      moveBelow(roles, change.role, change.below);
      return;
    case "close-role":
      for (const role of roles) if (role["id"] === change.role) closeRole(role);
      return;
    case "set-guild":
      file.guild[change.key] = change.value;
      return;
    case "remove-member":
      file.members = file.members.filter((one) => rawOf(one["user"])["id"] !== change.member);
      file.guild["roles"] = roles.filter((role) => rawOf(role["tags"])["bot_id"] !== change.member);
      return;
    case "delete-webhook":
      file.auditLog = [...(file.auditLog ?? []), { id: "0", action_type: 52, target_id: change.webhook }];
      return;
    case "set-rights":
    case "set-chat-permission":
    case "attest":
      return;
  }
}

const is =
  (id: string) =>
  (one: Raw): boolean =>
    String(rawOf(one["user"])["id"]) === id;

function onTelegram(
  file: TelegramSnapshotFile,
  change: Exclude<Change, { op: "declare" | "confirm" }>,
): void {
  switch (change.op) {
    case "set-rights": {
      const admin = file.administrators.find(is(change.member));
      const listed = [admin, ...file.members.filter(is(change.member))].filter((one) => one !== undefined);
      file.administrators = file.administrators.filter((one) => one !== admin);
      file.members = file.members.filter((one) => !is(change.member)(one));
      if (change.rights.length === 0) file.members.push({ status: "member", user: listed[0]?.["user"] });
      else
        file.administrators.push({
          ...withoutRights(listed[0] ?? {}),
          ...Object.fromEntries(change.rights.map((key) => [key, true])),
        });
      return;
    }
    case "remove-member":
      file.administrators = file.administrators.filter((one) => !is(change.member)(one));
      file.members = file.members.filter((one) => !is(change.member)(one));
      return;
    case "set-chat-permission":
      file.chat["permissions"] = { ...rawOf(file.chat["permissions"]), [change.key]: change.value };
      return;
    case "attest": {
      // New evidence takes the place of the old: who looked once looks again.
      const about = (one: Raw): boolean =>
        String(one["bot"]) === change.bot && change.fact in rawOf(one["facts"]);
      const reports = file.reports ?? [];
      const old = reports.filter(about);
      const rungs = old.length === 0 ? ["human-observed"] : old.map((one) => one["rung"]);
      file.reports = [
        ...reports.filter((one) => !about(one)),
        ...[...new Set(rungs)].map((rung) => ({
          bot: change.bot,
          rung,
          at: file.takenAt,
          facts: { [change.fact]: change.value },
        })),
      ];
      return;
    }
    case "set-role-permissions":
    case "take-role":
    case "set-overwrite":
    case "delete-overwrite":
    case "move-role-below":
    case "close-role":
    case "set-guild":
    case "delete-webhook":
      return;
  }
}

function withoutRights(admin: Raw): Raw {
  return Object.fromEntries(
    Object.entries(admin).map(([key, value]) => [
      key,
      key.startsWith("can_") || key === "is_anonymous" ? false : value,
    ]),
  );
}

/** Positions are made new, lowest first, with the role right under the other. */
function moveBelow(roles: Raw[], id: string, below: string): void {
  const order = [...roles].sort(
    (a, b) =>
      Number(a["position"]) - Number(b["position"]) ||
      (BigInt(String(a["id"])) < BigInt(String(b["id"])) ? 1 : -1),
  );
  const role = order.find((one) => one["id"] === id);
  if (role === undefined) return;
  const rest = order.filter((one) => one !== role);
  rest.splice(
    rest.findIndex((one) => one["id"] === below),
    0,
    role,
  );
  // @everyone stays at the bottom.
  rest.forEach((one, position) => {
    one["position"] = position;
  });
}

function closeRole(role: Raw): void {
  role["flags"] = (Number(role["flags"]) || 0) & ~IN_PROMPT;
  const { guild_connections: _gone, ...tags } = rawOf(role["tags"]);
  role["tags"] = tags;
}

/** Role flag: members can pick it in onboarding. */
const IN_PROMPT = 1 << 0;

const confirmedForMs = 90 * 24 * 60 * 60 * 1000;

function confirm(
  all: Attestation[],
  { control, subject }: Extract<Change, { op: "confirm" }>,
  at: number,
): Attestation[] {
  const is = (one: Attestation): boolean => one.control === control && one.subject === subject;
  const title = all.find(is)?.title ?? control;
  return [...all.filter((one) => !is(one)), { control, title, subject, validUntil: at + confirmedForMs }];
}

/** What is known of the agents once the owner has written this down. */
export function declare(agents: KnownAgent[], bot: string, what: Declaration): KnownAgent[] {
  const known = agents.find((agent) => agent.userId === bot) ?? {
    userId: bot,
    applicationId: null,
    manifest: null,
    purpose: null,
  };
  return [...agents.filter((agent) => agent.userId !== bot), declared(known, what)];
}

function declared(known: KnownAgent, what: Declaration): KnownAgent {
  if ("purpose" in what) {
    const { manifest } = known;
    const { purpose } = what;
    if (manifest === null) return { ...known, purpose };
    return { ...known, manifest: { ...manifest, metadata: { ...manifest.metadata, purpose } } };
  }
  const manifest = known.manifest ?? emptyManifest(known);
  if ("channels" in what)
    return {
      ...known,
      manifest: {
        ...manifest,
        channels: { ...manifest.channels, discord: { allow: what.channels, deny: [] } },
      },
    };
  if ("privacyMode" in what) {
    const telegram = manifest.permissions.telegram ?? {
      admin: true,
      rights: {},
      privacyMode: "disabled" as const,
      dmOnly: false,
      groups: [],
    };
    return {
      ...known,
      manifest: {
        ...manifest,
        permissions: { ...manifest.permissions, telegram: { ...telegram, privacyMode: "disabled" } },
      },
    };
  }
  const discord = manifest.permissions.discord ?? { required: {}, optional: {}, rare: {}, never: [] };
  const without = (grants: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(grants).filter(([name]) => !what.withdraw.includes(name)));
  const required = without(discord.required);
  const optional = without(discord.optional);
  return {
    ...known,
    manifest: {
      ...manifest,
      permissions: { ...manifest.permissions, discord: { ...discord, required, optional } },
    },
  };
}

function emptyManifest(known: KnownAgent): Agent {
  return agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: `agent-${known.userId}`, purpose: known.purpose ?? "custom" },
  });
}

function listOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.map(rawOf) : [];
}

function rawOf(value: unknown): Raw {
  return typeof value === "object" && value !== null ? (value as Raw) : {};
}
