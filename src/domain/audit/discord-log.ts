/** What the audit log proves. Entries are raw: ids and types are checked where they are read. */
const BOT_ADD = 28;
const WEBHOOK_CREATE = 50;
const WEBHOOK_DELETE = 52;
const DISCORD_EPOCH = 1_420_070_400_000;

type Entry = Record<string, unknown>;

export interface Addition {
  by: string;
  entry: string;
  /** Milliseconds since the epoch, from the entry's id. */
  at: number | null;
}

/** Bots that were added, each with the latest time. Discord keeps 45 days. */
export function additions(log: Entry[]): Map<string, Addition> {
  const found = new Map<string, Addition>();
  for (const entry of log) {
    const [bot, by, id] = [entry["target_id"], entry["user_id"], entry["id"]];
    if (entry["action_type"] !== BOT_ADD || typeof bot !== "string" || typeof by !== "string") continue;
    found.set(bot, { by, entry: String(id), at: timeOf(id) });
  }
  return found;
}

/** Webhooks that were made and, as far as the log goes, not deleted. */
export function webhooksLeft(log: Entry[]): { id: string; by: string; entry: string }[] {
  const deleted = new Set(
    log.filter((entry) => entry["action_type"] === WEBHOOK_DELETE).map((entry) => entry["target_id"]),
  );
  return log.flatMap((entry) => {
    const [id, by] = [entry["target_id"], entry["user_id"]];
    if (entry["action_type"] !== WEBHOOK_CREATE || typeof id !== "string" || typeof by !== "string")
      return [];
    return deleted.has(id) ? [] : [{ id, by, entry: String(entry["id"]) }];
  });
}

/** A snowflake holds the moment it was made. Numbers too small for that are made up. */
export function timeOf(id: unknown): number | null {
  if (typeof id !== "string" || !/^[0-9]{15,20}$/.test(id)) return null;
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}
