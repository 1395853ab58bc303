/** The people of the sandbox: what each of them sees and does, checked against their own rights. */
import { createTalk, type Talk } from "./people/talk.ts";
import type { Discord } from "./state.ts";

export type Person = Talk;

export interface DiscordControl {
  /** Somebody, by user id (a bot's works too). The same person each time. */
  as(userId: string): Person;
  /** Calls back after anything that somebody could see has changed; returns how to stop. */
  onChange(listener: () => void): () => void;
}

export function createControl(discord: Discord): DiscordControl {
  const people = new Map<string, Person>();
  return {
    as(userId) {
      if (!discord.users.has(userId)) throw new Error(`The sandbox has no user ${userId}.`);
      const known = people.get(userId) ?? createTalk(discord, userId);
      people.set(userId, known);
      return known;
    },
    onChange(listener) {
      discord.watchers.add(listener);
      return () => void discord.watchers.delete(listener);
    },
  };
}
