import { type DiscordSnapshot, readDiscordSnapshot } from "../../domain/discord/snapshot.ts";
import { readTelegramSnapshot, type TelegramSnapshot } from "../../domain/telegram/snapshot.ts";
import { readJson } from "../read-json.ts";
import { CliFailure } from "../verb.ts";

/** A file of raw API objects of either platform; exit code 3 with one sentence when it is none. */
export async function readSnapshot(file: string): Promise<DiscordSnapshot | TelegramSnapshot> {
  const raw = await readJson(file);
  const platform = typeof raw === "object" && raw !== null && "platform" in raw ? raw.platform : undefined;
  if (platform !== "discord" && platform !== "telegram")
    throw new CliFailure(3, `${file}: platform: expected "discord" or "telegram". Is this a snapshot file?`);
  const read = platform === "discord" ? readDiscordSnapshot(raw) : readTelegramSnapshot(raw);
  if (!read.ok) throw new CliFailure(3, refusal(file, read.problems));
  return read.snapshot;
}

/** The first problem of a file, and how many more there are. */
export function refusal(file: string, problems: { path: string; message: string }[]): string {
  const [first, ...rest] = problems;
  const where = first?.path ? `${first.path}: ` : "";
  const more = rest.length > 0 ? ` (and ${rest.length} more like it)` : "";
  return `${file}: ${where}${first?.message ?? "this is not what was expected"}${more}.`;
}
