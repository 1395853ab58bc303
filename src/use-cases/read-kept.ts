import type { AuditRow } from "../db/audits.ts";
import { type DiscordSnapshot, readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import { readTelegramSnapshot, type TelegramSnapshot } from "../domain/telegram/snapshot.ts";

export type Snapshot = DiscordSnapshot | TelegramSnapshot;

/** A kept look as it was; null when this version can't read it any more. */
export function readKept({ platform, snapshot }: Pick<AuditRow, "platform" | "snapshot">): Snapshot | null {
  const raw: unknown = JSON.parse(snapshot);
  const read = platform === "discord" ? readDiscordSnapshot(raw) : readTelegramSnapshot(raw);
  return read.ok ? read.snapshot : null;
}
