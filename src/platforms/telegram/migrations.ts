/** Groups that became supergroups: told once, whichever of Telegram's three ways told us. */
import type { ChangeEvent } from "../platform.ts";

export interface Migrations {
  note(from: string, to: string): Promise<void>;
  /** The id to use now. */
  current(chat: string): string;
}

export function createMigrations(change: (event: ChangeEvent) => Promise<void>): Migrations {
  const moved = new Map<string, string>();
  return {
    async note(from, to) {
      if (moved.get(from) === to) return;
      await change({
        platform: "telegram",
        workspace: from,
        title: null,
        what: "migrated",
        becomes: to,
        bots: [],
      });
      moved.set(from, to);
    },
    current: (chat) => moved.get(chat) ?? chat,
  };
}
