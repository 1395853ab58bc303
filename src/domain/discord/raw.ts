/** The parts of Discord's raw API v10 objects that Countersign reads. Fields it doesn't name are ignored. */
import { z } from "zod";
import { ID, ID_HINT, readMask, readOverwrites } from "./raw-overwrites.ts";

const id = z.string({ error: ID_HINT }).regex(ID, { error: ID_HINT });

const mask = z.unknown().transform((value, context) => readMask(value, context, []));

const number = z.int({ error: "expected a whole number" });
const text = z.string({ error: "expected text" });
const yesNo = z.boolean({ error: "expected true or false" });
const time = z.iso.datetime({ offset: true, error: "expected a time such as 2026-11-22T12:00:00Z" });
const listOf = <T extends z.ZodType>(item: T) => z.array(item, { error: "expected a list" });
const object = { error: "expected an object" };

const channel = z.object(
  {
    id,
    type: number,
    name: text.nullish(),
    parent_id: id.nullish(),
    position: number.nullish(),
    flags: number.nullish(),
    permission_overwrites: z.unknown().transform(readOverwrites).optional(),
    /** Threads: the viewer's own membership, when it has one. */
    member: z.object({ user_id: id.nullish() }, object).nullish(),
    /** Threads: a few of those who are in it. */
    member_ids_preview: listOf(id).nullish(),
  },
  object,
);

const role = z.object(
  {
    id,
    permissions: mask,
    name: text.nullish(),
    position: number,
    managed: yesNo.nullish(),
    flags: number.nullish(),
    tags: z
      .object(
        { bot_id: id.nullish(), integration_id: id.nullish(), guild_connections: z.unknown().optional() },
        object,
      )
      .nullish(),
  },
  object,
);

const member = z.object(
  {
    user: z.object(
      { id, username: text.nullish(), global_name: text.nullish(), bot: yesNo.nullish() },
      object,
    ),
    nick: text.nullish(),
    roles: listOf(id),
    communication_disabled_until: time.nullish(),
    joined_at: time.nullish(),
    flags: number.nullish(),
  },
  object,
);

export const rawSnapshot = z.object(
  {
    platform: z.literal("discord", { error: 'expected "discord"' }),
    takenAt: time,
    viewer: id,
    guild: z.object(
      { id, owner_id: id, name: text.nullish(), mfa_level: number.nullish(), roles: listOf(role) },
      object,
    ),
    channels: listOf(channel),
    members: listOf(member).default([]),
    auditLog: listOf(z.record(z.string(), z.unknown(), object)).default([]),
  },
  { error: 'expected a snapshot object: {"platform":"discord","takenAt":…,"guild":…,"channels":[…]}' },
);

export type RawRole = z.infer<typeof role>;
export type RawChannel = z.infer<typeof channel>;
export type RawMember = z.infer<typeof member>;
