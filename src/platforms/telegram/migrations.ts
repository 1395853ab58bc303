/** Groups that became supergroups: told once, whichever of Telegram's three ways told us, and however many at a time. */
import type { ChangeEvent } from "../platform.ts";

export interface Migrations {
  /** Resolves when the inbox knows; rejects when it could not take it, and then it may be told again. */
  note(from: string, to: string): Promise<void>;
  /** The id to use now. */
  current(chat: string): string;
}

export function createMigrations(change: (event: ChangeEvent) => Promise<void>): Migrations {
  const moved = new Map<string, { to: string; told: Promise<void> }>();
  return {
    note(from, to) {
      const known = moved.get(from);
      if (known?.to === to) return known.told;
      const event = {
        platform: "telegram",
        workspace: from,
        title: null,
        what: "migrated",
        becomes: to,
      } as const;
      const told = change({ ...event, bots: [] }).catch((error: unknown) => {
        moved.delete(from);
        throw error;
      });
      moved.set(from, { to, told });
      return told;
    },
    current: (chat) => moved.get(chat)?.to ?? chat,
  };
}
