/** The people of the sandbox: what each of them sees and does, checked against their own rights. */
import { createDeeds, type Deeds } from "./people/deeds.ts";
import { createTalk, type Talk } from "./people/talk.ts";
import { createViews, type Views } from "./people/views.ts";
import { changed, type Discord } from "./state.ts";

/** Refusals are thrown as `DiscordRefusal`, with Discord's code and words. */
export interface Person extends Talk, Deeds, Views {
  id: string;
  name: string;
}

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
      const known = people.get(userId);
      if (known) return known;
      const user = discord.users.get(userId);
      if (!user) throw new Error(`The sandbox has no user ${userId}.`);
      const person: Person = {
        id: userId,
        name: user.globalName ?? user.username,
        ...createTalk(discord, userId),
        ...withNotice(discord, createDeeds(discord, userId)),
        ...createViews(discord, userId),
      };
      people.set(userId, person);
      return person;
    },
    onChange(listener) {
      discord.watchers.add(listener);
      return () => void discord.watchers.delete(listener);
    },
  };
}

/** Every deed changes what somebody sees, whether or not a bot is told. */
function withNotice(discord: Discord, deeds: Deeds): Deeds {
  const entries = Object.entries(deeds).map(([name, deed]: [string, (...given: never[]) => unknown]) => [
    name,
    (...given: never[]) => {
      const result = deed(...given);
      changed(discord);
      return result;
    },
  ]);
  return Object.fromEntries(entries) as Deeds;
}
