/** One row of a permission table: everything about one member in one channel, expectations written as names. */
import { expect } from "vitest";
import { KNOWN, maskOf, namesOf } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { channel, compiled, file, member, type overwrite, type role } from "./guild.ts";

export const bits = (names: string): bigint => maskOf(names.split(" ").filter(Boolean));
export const names = (mask: bigint): string => namesOf(mask).join(" ");
export const BASE = bits("VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY");
export const ALL = names(KNOWN);

/** The bot is 300 with roles 200 and 201, the channel 400, unless the case says otherwise. `effective` defaults to `raw`. */
export interface Case {
  rule: string;
  everyone?: bigint;
  roles?: ReturnType<typeof role>[];
  channels?: ReturnType<typeof channel>[];
  who?: ReturnType<typeof member>;
  ask?: string | null;
  as?: string;
  at?: string;
  raw: string;
  effective?: string;
}

export const inChannel = (...overwrites: ReturnType<typeof overwrite>[]) => [channel("400", overwrites)];

export function check(one: Case): void {
  const guild = compiled(
    file({
      everyone: one.everyone ?? BASE,
      roles: one.roles ?? [],
      channels: one.channels ?? inChannel(),
      members: [one.who ?? member("300", ["200", "201"])],
    }),
    new Date(one.at ?? "2026-11-22T12:00:00Z"),
  );
  const answer = ask(guild, one.as ?? "300", one.ask === undefined ? "400" : one.ask);
  expect({
    raw: names(answer.raw),
    effective: names(answer.effective),
    unknown: names(answer.unknown),
  }).toEqual({
    raw: one.raw,
    effective: one.effective ?? one.raw,
    unknown: "",
  });
}
