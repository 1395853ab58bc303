/** A Telegram chat as seen at one moment: the file of raw API objects, and its parsed form. */
import { z } from "zod";
import { adminRight, adminRights, memberPermissions } from "./rights.ts";
import type { TelegramChatType } from "./rights.ts";

/** Raw Bot API objects, as anyone can save them with curl (api.md, section 6). Unknown fields are kept. */
export interface TelegramSnapshotFile {
  platform: "telegram";
  takenAt: string;
  /** User id of the bot that looked. */
  viewer: string;
  chat: Record<string, unknown>;
  /** `getChatAdministrators` with `return_bots: true`. */
  administrators: Record<string, unknown>[];
  /** `getChatMember` of every known sibling. */
  members: Record<string, unknown>[];
  /** Evidence about a bot that the chat itself can't show (privacy mode …), each with its rung and age. */
  reports?: Record<string, unknown>[];
}

/** How we know something about a bot that the chat does not show, most trustworthy first. */
export const rungs = [
  "telegram-derived",
  "mtproto-observed",
  "local-probe",
  "human-observed",
  "self-reported",
  "unknown",
] as const;

export type Rung = (typeof rungs)[number];

/** What getMe says about a bot to the bot itself. A missing key is not known. */
export interface BotFacts {
  can_join_groups?: boolean | undefined;
  /** True means that privacy mode is off: it reads everything. */
  can_read_all_group_messages?: boolean | undefined;
  supports_guest_queries?: boolean | undefined;
  can_connect_to_business?: boolean | undefined;
  can_manage_bots?: boolean | undefined;
}

export interface TelegramReport {
  bot: string;
  rung: Exclude<Rung, "telegram-derived" | "unknown">;
  /** Milliseconds since the epoch. */
  at: number;
  facts: BotFacts;
}

export interface TelegramMember {
  id: string;
  name: string;
  username: string | null;
  bot: boolean;
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  /** In the chat now. */
  present: boolean;
  /** Administrator rights it holds, sorted; empty for everybody else. The creator's are all of them. */
  rights: string[];
  /** Rights it holds that this version has no entry for. */
  unknownRights: string[];
  /** Rights the file says neither yes nor no about. */
  untold: string[];
}

export interface TelegramSnapshot {
  platform: "telegram";
  /** Milliseconds since the epoch. */
  takenAt: number;
  viewer: string;
  chat: {
    id: string;
    type: TelegramChatType;
    title: string;
    username: string | null;
    /** What ordinary members may do, when the chat says; sorted by key. */
    permissions: Record<string, boolean> | null;
    unknownPermissions: string[];
  };
  /** Everybody the file names, by id. */
  members: TelegramMember[];
  reports: TelegramReport[];
}

export interface Problem {
  /** Where in the file, such as `administrators[2].user.id`. */
  path: string;
  message: string;
}

export type ReadTelegramSnapshot =
  | { ok: true; snapshot: TelegramSnapshot }
  | { ok: false; problems: Problem[] };

const id = z
  .union([z.int(), z.string().regex(/^-?[0-9]{1,20}$/)], {
    error: "expected a Telegram id: digits, as a number or in quotes",
  })
  .transform(String);

const time = z.iso
  .datetime({ offset: true, error: "expected a time such as 2026-11-22T15:00:00Z" })
  .transform((text) => Date.parse(text));

const user = z.looseObject({
  id,
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});

const rightKey = /^(can_[a-z_]+|is_anonymous)$/;

const known = new Set(adminRights.map((right) => right.key));

const member = z
  .looseObject({
    status: z.enum(["creator", "administrator", "member", "restricted", "left", "kicked"], {
      error: "expected a ChatMember status: creator, administrator, member, restricted, left or kicked",
    }),
    user,
    is_member: z.boolean().optional(),
  })
  .superRefine((raw, context) => {
    for (const key of known)
      if (raw[key] !== undefined && typeof raw[key] !== "boolean")
        context.addIssue({ code: "custom", path: [key], message: "expected true or false" });
  });

const fact = z.boolean().optional();

const report = z.looseObject({
  bot: id,
  rung: z.enum(["mtproto-observed", "local-probe", "human-observed", "self-reported"], {
    error: "expected how it is known: mtproto-observed, local-probe, human-observed or self-reported",
  }),
  at: time,
  facts: z.object({
    can_join_groups: fact,
    can_read_all_group_messages: fact,
    supports_guest_queries: fact,
    can_connect_to_business: fact,
    can_manage_bots: fact,
  }),
});

const file = z.looseObject({
  platform: z.literal("telegram"),
  takenAt: time,
  viewer: id,
  chat: z.looseObject({
    id,
    type: z.enum(["group", "supergroup", "channel"], {
      error: "expected a group, supergroup or channel: a private chat has nothing to audit",
    }),
    title: z.string().default(""),
    username: z.string().optional(),
    permissions: z.record(z.string(), z.unknown()).optional(),
  }),
  administrators: z.array(member),
  members: z.array(member),
  reports: z.array(report).default([]),
});

/** Checks a file of raw Bot API objects and turns it into what the rules look at. Fields it does not know are tolerated. */
export function readTelegramSnapshot(input: unknown): ReadTelegramSnapshot {
  const parsed = file.safeParse(input);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message })),
    };
  const raw = parsed.data;
  const problems = [
    ...duplicates("administrators", raw.administrators),
    ...duplicates("members", raw.members),
  ];
  raw.administrators.forEach((entry, index) => {
    if (entry.status !== "creator" && entry.status !== "administrator")
      problems.push({
        path: `administrators[${index}].status`,
        message: `expected creator or administrator, found ${entry.status}`,
      });
  });
  if (problems.length > 0) return { ok: false, problems };

  const type = raw.chat.type;
  const people = new Map<string, TelegramMember>();
  for (const entry of [...raw.administrators, ...raw.members]) {
    const seen = memberOf(entry, type);
    const before = people.get(seen.id);
    people.set(seen.id, before === undefined ? seen : wider(before, seen));
  }
  const permissions = raw.chat.permissions ?? null;
  return {
    ok: true,
    snapshot: {
      platform: "telegram",
      takenAt: raw.takenAt,
      viewer: raw.viewer,
      chat: {
        id: raw.chat.id,
        type,
        title: raw.chat.title,
        username: raw.chat.username ?? null,
        permissions:
          permissions === null
            ? null
            : Object.fromEntries(
                Object.keys(permissions)
                  .sort()
                  .map((key) => [key, permissions[key] === true]),
              ),
        unknownPermissions: Object.keys(permissions ?? {})
          .filter((key) => key.startsWith("can_") && memberPermissions[key] === undefined)
          .sort(),
      },
      members: [...people.values()].sort((a, b) => compare(a.id, b.id)),
      reports: raw.reports
        .map(({ bot, rung, at, facts }) => ({ bot, rung, at, facts }))
        .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
    },
  };
}

function memberOf(raw: z.infer<typeof member>, type: TelegramChatType): TelegramMember {
  const admin = raw.status === "administrator";
  const held = Object.keys(raw).filter(
    (key) => rightKey.test(key) && key !== "can_be_edited" && raw[key] !== false && raw[key] !== undefined,
  );
  const applicable = adminRights.filter((right) => right.chats.includes(type));
  const all = applicable
    .map((right) => right.key)
    .filter((key) => key !== "is_anonymous" || raw["is_anonymous"] === true);
  return {
    id: raw.user.id,
    name: [raw.user.first_name, raw.user.last_name].filter(Boolean).join(" "),
    username: raw.user.username ?? null,
    bot: raw.user.is_bot,
    status: raw.status,
    present:
      raw.status === "restricted" ? raw.is_member === true : raw.status !== "left" && raw.status !== "kicked",
    rights: admin ? held.sort() : raw.status === "creator" ? all.sort() : [],
    unknownRights: admin ? held.filter((key) => adminRight(key) === null).sort() : [],
    untold: admin
      ? applicable.filter((right) => right.always && raw[right.key] === undefined).map((right) => right.key)
      : [],
  };
}

const power = ["kicked", "left", "restricted", "member", "administrator", "creator"];

/** Two calls a moment apart may disagree about one bot. The answer that gives it more is kept, so that a race never hides a right. */
function wider(a: TelegramMember, b: TelegramMember): TelegramMember {
  const [less, more] = power.indexOf(a.status) > power.indexOf(b.status) ? [b, a] : [a, b];
  const rights = [...new Set([...less.rights, ...more.rights])].sort();
  return {
    ...more,
    present: a.present || b.present,
    rights,
    unknownRights: rights.filter((key) => adminRight(key) === null),
    untold: more.untold.filter((key) => less.status !== more.status || less.untold.includes(key)),
  };
}

function duplicates(list: string, entries: z.infer<typeof member>[]): Problem[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const before = first.get(entry.user.id);
    first.set(entry.user.id, before ?? index);
    return before === undefined
      ? []
      : [
          {
            path: `${list}[${index}].user.id`,
            message: `${entry.user.id} is already listed at ${list}[${before}]`,
          },
        ];
  });
}

function pathOf(path: PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
