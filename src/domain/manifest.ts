/** What an agent is declared to need, and where its approvals go: the `countersign/v1` documents (api.md, section 7). */
import { z } from "zod";
import { lintPolicy } from "./approval/lint.ts";
import { duration } from "./duration.ts";
import { languages } from "./languages.ts";
import { byPermission, permissionName } from "./permission-names.ts";

const id = z
  .string({ error: "write the id in quotes: numbers this long lose digits" })
  .regex(/^-?[0-9]{1,20}$/, { error: "an id is digits only, in quotes" });

/** A Telegram or Discord id that may be a category: `9041` or `category:7001`. */
const channelRef = z
  .string({ error: "write the id in quotes: numbers this long lose digits" })
  .regex(/^(category:)?[0-9]{1,20}$/, { error: "expected a channel id or category:ID, in quotes" });

/** `discord:role:ID`, `discord:user:ID`, `telegram:user:ID` or `telegram:admins:CHAT`. */
export const approverRef = z
  .string()
  .regex(/^(discord:(role|user):[0-9]{1,20}|telegram:user:[0-9]{1,20}|telegram:admins:-[0-9]{1,20})$/, {
    error: "expected discord:role:ID, discord:user:ID, telegram:user:ID or telegram:admins:CHAT",
  });

const timeOfDay = z
  .string({ error: 'write a time of day in quotes, such as "22:00"' })
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: "expected a time of day such as 22:00" });

const approvers = z
  .array(approverRef)
  .min(1, { error: "name at least one approver: an empty list would let nobody decide" });

export const policySchema = z.strictObject({
  approvers: approvers.optional(),
  quorum: z.int().min(1).max(20).default(1),
  /** Besides the quorum: so many of each group, and nobody counts for two of them. */
  groups: z
    .array(
      z.strictObject({ name: z.string().min(1).max(40), approvers, need: z.int().min(1).max(10).default(1) }),
    )
    .max(5)
    .default([]),
  veto: z.int().min(1).max(20).default(1),
  decideWithin: duration.default("15m"),
  useWithin: duration.default("5m"),
  requireReason: z.enum(["never", "deny", "always"]).default("never"),
  remember: z.strictObject({ for: duration, uses: z.int().min(1).max(1000) }).optional(),
  escalate: z.array(z.strictObject({ after: duration, to: approvers })).default([]),
  /** Also asks the people named by id in private chats with Countersign, not only where their workspace's approvals are. */
  askPrivately: z.boolean().optional(),
});

/** How often the agent may ask; what is left out has the default of domain/approval/limits.ts. */
const limitsSchema = z.strictObject({
  /** So many wishes at once (10), then one `every` so often (1m). */
  burst: z.int().min(1).max(10_000).optional(),
  every: duration.optional(),
  /** How long it may not ask after people kept saying no (15m). */
  pause: z.union([z.literal("never"), duration]).optional(),
  /** Whether equal wishes that are still undecided are one request (true). */
  join: z.boolean().optional(),
});

const actionSchema = z.strictObject({
  type: z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,5}$/, {
    error: "an action type is dotted lower-case words, such as refund.issue",
  }),
  title: z.string().min(1).max(80).optional(),
  /** JSON Schema of the action's params. Without one, any object is accepted. */
  params: z.record(z.string(), z.unknown()).optional(),
  audience: z.string().min(1).max(100).optional(),
  policy: policySchema.prefault({}),
  limits: limitsSchema.optional(),
});

const why = z.string().min(1, { error: "say why the agent needs this" });
/** Permission → why. */
const grants = (platform: "discord" | "telegram") => byPermission(platform, why).default({});

export const purposes = ["support", "moderation", "announcements", "reader", "custom"] as const;

const agentShape = z.strictObject({
  apiVersion: z.literal("countersign/v1"),
  kind: z.literal("Agent"),
  metadata: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
      error: "lower-case letters, digits and hyphens, such as support-bot",
    }),
    /** `discord:USER` or `telegram:USER`: a person who answers for the agent and may not approve for it. */
    owner: z
      .string()
      .regex(/^(discord|telegram):[0-9]{1,20}$/, { error: "expected discord:USER_ID or telegram:USER_ID" })
      .optional(),
    purpose: z.enum(purposes).default("custom"),
    reviewBy: z.iso.date({ error: "expected a date such as 2027-02-20" }).optional(),
    /** False in a draft that Countersign wrote: nobody has stood up for it yet, so it is not applied and judges nobody. */
    reviewed: z.boolean().optional(),
    /**
     * `discord:GUILD` or `telegram:CHAT`: the people who run that place declared it in chat, so it is that place's agent alone.
     * Nobody else's approvers decide for it, and nobody else's audit goes by it.
     */
    declaredIn: z
      .string()
      .regex(/^(discord|telegram):-?[0-9]{1,20}$/, { error: "expected discord:GUILD_ID or telegram:CHAT_ID" })
      .optional(),
  }),
  identities: z
    .strictObject({
      discord: z.strictObject({ applicationId: id, userId: id }).optional(),
      telegram: z.strictObject({ userId: id }).optional(),
    })
    .default({}),
  permissions: z
    .strictObject({
      discord: z
        .strictObject({
          required: grants("discord"),
          optional: grants("discord"),
          rare: byPermission("discord", z.strictObject({ why, expires: z.iso.date() })).default({}),
          never: z.array(permissionName("discord")).default([]),
        })
        .optional(),
      telegram: z
        .strictObject({
          admin: z.boolean().default(false),
          rights: grants("telegram"),
          privacyMode: z.enum(["enabled", "disabled"]).default("enabled"),
          dmOnly: z.boolean().default(false),
          groups: z.array(id).default([]),
        })
        .optional(),
    })
    .default({}),
  channels: z
    .strictObject({
      discord: z
        .strictObject({ allow: z.array(channelRef).default([]), deny: z.array(channelRef).default([]) })
        .optional(),
    })
    .default({}),
  actions: z
    .array(actionSchema)
    .default([])
    .refine((all) => new Set(all.map((action) => action.type)).size === all.length, {
      error: "two actions have the same type",
    }),
});

export const agentSchema = agentShape.superRefine((agent, context) => {
  agent.actions.forEach(({ policy }, i) => {
    for (const { path, message } of lintPolicy(policy, excludedAccounts(agent)))
      context.addIssue({ code: "custom", path: ["actions", i, "policy", ...path], message });
  });
});

/** Accounts that may never decide for an agent: its owner's, and its own. */
export function excludedAccounts({ metadata, identities }: z.infer<typeof agentShape>): string[] {
  const { discord, telegram } = identities;
  return [
    ...(metadata.owner ? [metadata.owner] : []),
    ...(discord ? [`discord:${discord.userId}`] : []),
    ...(telegram ? [`telegram:${telegram.userId}`] : []),
  ];
}

export const workspaceSchema = z.strictObject({
  apiVersion: z.literal("countersign/v1"),
  kind: z.literal("Workspace"),
  metadata: z.strictObject({
    platform: z.enum(["discord", "telegram"]),
    id,
    /** Set up in chat: its approvers decide for agents that were declared there, and for others only where they are named. */
    declared: z.literal("chat").optional(),
  }),
  timeZone: z.string().default("UTC").refine(isTimeZone, {
    error: "expected a time zone such as Europe/Berlin",
  }),
  /** Of cards that everybody there reads; where it is left out, what the platform says about the place, or English. */
  language: z
    .enum(languages, { error: `expected a language that Countersign speaks: ${languages.join(" or ")}` })
    .optional(),
  places: z.strictObject({ approvals: id.optional(), reports: id.optional() }).default({}),
  approvers: approvers.optional(),
  /**
   * Who lets an agent have more: a second person among those who decide for it (unless this says otherwise), or the operator
   * alone. First manifests and narrower ones never wait.
   */
  widening: z.enum(["second-person", "operator"]).optional(),
  /** When nothing is said unasked that can wait, by the clock there: 22:00 to 07:00, say. Left out: never. */
  quietHours: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from !== to, { error: "quiet hours begin and end at different times" })
    .optional(),
  /** Alerts a day at most; the rest waits for the weekly digest. What is critical always passes. 8 where it is left out. */
  alertBudget: z.int().min(0).max(100).optional(),
});

export const documentSchema = z.discriminatedUnion("kind", [agentSchema, workspaceSchema], {
  error: "expected kind: Agent or kind: Workspace",
});

/** Intl's own list has the old names only: Asia/Calcutta, and not Asia/Kolkata. An offset is no place with a clock. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export type Agent = z.infer<typeof agentSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type Document = z.infer<typeof documentSchema>;
export type AgentAction = z.infer<typeof actionSchema>;
export type Purpose = (typeof purposes)[number];

/** Whether an agent's wishes fall to a workspace's approvers when nobody is named. Who runs a place can't make it everybody's. */
export function decidesByDefault(workspace: Workspace, agent: Agent): boolean {
  const { platform, id, declared } = workspace.metadata;
  const { declaredIn } = agent.metadata;
  return declaredIn === undefined ? declared === undefined : declaredIn === `${platform}:${id}`;
}

/** Written by Countersign from what it saw, and not yet by anybody's word. */
export function isDraft(document: Document): boolean {
  return document.kind === "Agent" && document.metadata.reviewed === false;
}
