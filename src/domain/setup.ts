/** What the people who run a place choose in chat: pure, so that what needs a second person is decided in one spot. */
import { discordNeed } from "./audit/discord-need.ts";
import { agentSchema, workspaceSchema, type Agent, type Purpose, type Workspace } from "./manifest.ts";
import { telegramNeed } from "./telegram/minimal.ts";

type PlatformId = Workspace["metadata"]["platform"];

export interface Settings {
  /** `discord:role:301`, `telegram:admins:-100` … */
  approvers: string[];
  /** Ids of channels or chats; null: nowhere. */
  approvals: string | null;
  reports: string | null;
  /** By the bot's user id. */
  purposes: Record<string, Purpose>;
}

/** What somebody has chosen and not finished yet; what is missing stays as it is in force. */
export interface SetupDraft {
  approvers?: string[];
  approvals?: string | null;
  reports?: string | null;
  purposes?: Record<string, Purpose>;
}

/** Something that lets somebody decide, or a bot hold, more than before. */
export type Wider =
  | { what: "approvers"; before: string[]; after: string[] }
  | { what: "purpose"; bot: string; before: Purpose; after: Purpose };

export function settingsOf(document: Workspace | null, purposes: Record<string, Purpose> | null): Settings {
  return {
    approvers: document?.approvers ?? [],
    approvals: document?.places.approvals ?? null,
    reports: document?.places.reports ?? null,
    purposes: purposes ?? {},
  };
}

export function withDraft(settings: Settings, draft: SetupDraft | null): Settings {
  return {
    approvers: draft?.approvers ?? settings.approvers,
    approvals: draft?.approvals === undefined ? settings.approvals : draft.approvals,
    reports: draft?.reports === undefined ? settings.reports : draft.reports,
    purposes: { ...settings.purposes, ...draft?.purposes },
  };
}

/**
 * What holds at once, and what somebody else has to agree to first. A first declaration widens nothing, and neither does
 * anything where `inForce` (the approvers that still exist) is empty: then there is nobody to ask. Where cards go widens
 * nothing either: the same people decide.
 */
export function splitSettings(
  platform: PlatformId,
  before: Settings,
  wanted: Settings,
  inForce: string[],
): { now: Settings; wider: Wider[] } {
  if (inForce.length === 0) return { now: wanted, wider: [] };
  const wider: Wider[] = [];
  const now = { ...wanted, purposes: { ...wanted.purposes } };
  if (wanted.approvers.some((one) => !before.approvers.includes(one))) {
    wider.push({ what: "approvers", before: before.approvers, after: wanted.approvers });
    now.approvers = before.approvers;
  }
  for (const [bot, after] of Object.entries(wanted.purposes)) {
    const was = before.purposes[bot];
    if (was === undefined || !needsMore(platform, was, after)) continue;
    wider.push({ what: "purpose", bot, before: was, after });
    now.purposes[bot] = was;
  }
  return { now, wider };
}

/** Whether a bot for this may hold anything that one for that may not. */
function needsMore(platform: PlatformId, before: Purpose, after: Purpose): boolean {
  if (platform === "discord") {
    const may = (purpose: Purpose) => discordNeed(null, purpose, 0).may;
    return (may(after) & ~may(before)) !== 0n;
  }
  const of = (purpose: Purpose) => telegramNeed(null, purpose, "supergroup");
  return (
    (of(after).readsAll && !of(before).readsAll) ||
    of(after).rights.some((right) => !of(before).rights.includes(right))
  );
}

/** What was declared in a file and can't be chosen in chat stays as it is there. */
export function workspaceDocument(
  before: Workspace | null,
  where: { platform: PlatformId; id: string },
  { approvers, approvals, reports }: Settings,
): Workspace {
  const {
    approvers: had = [],
    places: _,
    ...rest
  } = before ?? {
    apiVersion: "countersign/v1" as const,
    kind: "Workspace" as const,
    metadata: where,
  };
  return workspaceSchema.parse({
    ...rest,
    // Approvers that only this place's people chose are no other place's.
    metadata: had.length === 0 ? { ...rest.metadata, declared: "chat" } : rest.metadata,
    places: { ...(approvals && { approvals }), ...(reports && { reports }) },
    ...(approvers.length > 0 && { approvers }),
  });
}

/** What a bot that was declared in chat may ask people for: whatever it can put into words. They decide each time. */
const anything = {
  type: "custom.action",
  title: "Something it describes itself",
  params: {
    type: "object",
    required: ["what"],
    properties: { what: { type: "string", minLength: 1, maxLength: 500 }, details: { type: "object" } },
    additionalProperties: false,
  },
};

export function agentDocument(
  bot: { userId: string; applicationId: string | null; name: string },
  purpose: Purpose,
  where: { platform: PlatformId; id: string },
  taken: ReadonlySet<string>,
): Agent {
  const { userId, applicationId } = bot;
  return agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: agentId(bot, taken), purpose, declaredIn: `${where.platform}:${where.id}` },
    identities:
      where.platform === "discord"
        ? { discord: { applicationId: applicationId ?? userId, userId } }
        : { telegram: { userId } },
    actions: [anything],
  });
}

/** Its own name as far as that makes an id. */
function agentId({ name, userId }: { name: string; userId: string }, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const base = plain === "" ? `bot-${userId.slice(-6)}` : plain;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
