/** The servers that a shard knew when it last heard of them: what a new session is compared with. */
import { z } from "zod";
import type { Shelf } from "../platform.ts";

interface Shard {
  id: number;
  count: number;
}

const idsShape = z.array(z.string()).catch([]);

export interface KnownGuilds {
  all(shard: Shard): Promise<string[]>;
  add(shard: Shard, guild: string): Promise<void>;
  remove(shard: Shard, guild: string): Promise<void>;
}

export function knownGuilds(shelf: Shelf): KnownGuilds {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two servers may arrive at once. */
  const change = (shard: Shard, make: (ids: string[]) => string[]): Promise<void> => {
    const next = last.then(async () => shelf.put(key(shard), make(await read(shelf, shard))));
    last = next.catch(() => undefined);
    return next;
  };
  return {
    async all(shard) {
      await last;
      return read(shelf, shard);
    },
    add: (shard, guild) => change(shard, (ids) => (ids.includes(guild) ? ids : [...ids, guild])),
    remove: (shard, guild) => change(shard, (ids) => ids.filter((id) => id !== guild)),
  };
}

function key({ id, count }: Shard): string {
  return `guilds:${id}/${count}`;
}

async function read(shelf: Shelf, shard: Shard): Promise<string[]> {
  return idsShape.parse((await shelf.get(key(shard))) ?? []);
}
