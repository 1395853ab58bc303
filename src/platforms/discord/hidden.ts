/** Channels that only the gateway tells us about, as stubs; kept on the shelf, because a resumed session does not hear of them again. */
import { z } from "zod";
import type { Shelf } from "../platform.ts";

/** CHANNEL_OBFUSCATED. The flag decides, never the name: a real channel may be called `___hidden___`. */
const OBFUSCATED = 1n << 17n;

/** What a stub tells truthfully is its id, type, position and parent; the rest is kept as Discord sent it. */
const stubShape = z.looseObject({ id: z.string(), flags: z.number().optional() });
export type Stub = z.infer<typeof stubShape>;
const shelfShape = z.array(stubShape).catch([]);

export interface Hidden {
  of(guild: string): Promise<Stub[]>;
  /** All channels of a server, as the gateway listed them. */
  reset(guild: string, channels: unknown): Promise<void>;
  /** A channel appeared or changed: it is hidden now, or it is not any more. */
  saw(guild: string, channel: unknown): Promise<void>;
  gone(guild: string, channel: string): Promise<void>;
  forget(guild: string): Promise<void>;
}

const key = (guild: string) => `hidden:${guild}`;

export function rememberHidden(shelf: Shelf): Hidden {
  /** The last change of each server, so that they come one after the other. Nothing is cached: other processes read this too. */
  const last = new Map<string, Promise<unknown>>();
  const read = async (guild: string) => byId(shelfShape.parse((await shelf.get(key(guild))) ?? []));
  const change = async (guild: string, make: (stubs: Map<string, Stub>) => Map<string, Stub> | null) => {
    const next = (last.get(guild) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => {
        const changed = make(await read(guild));
        if (changed) await shelf.put(key(guild), [...changed.values()]);
      });
    last.set(guild, next);
    try {
      await next;
    } finally {
      if (last.get(guild) === next) last.delete(guild);
    }
  };
  return {
    of: async (guild) => [...(await read(guild)).values()],
    reset: (guild, channels) =>
      change(guild, () => byId(z.array(stubShape).catch([]).parse(channels).filter(isStub))),
    saw: (guild, channel) =>
      change(guild, (stubs) => {
        const seen = stubShape.parse(channel);
        return isStub(seen) ? new Map(stubs).set(seen.id, seen) : without(stubs, seen.id);
      }),
    gone: (guild, channel) => change(guild, (stubs) => without(stubs, channel)),
    async forget(guild) {
      await shelf.delete(key(guild));
    },
  };
}

function isStub({ flags }: Stub): boolean {
  return (BigInt(flags ?? 0) & OBFUSCATED) !== 0n;
}

function byId(stubs: Stub[]): Map<string, Stub> {
  return new Map(stubs.map((stub) => [stub.id, stub]));
}

/** null when nothing changes, so that nothing is written. */
function without(stubs: Map<string, Stub>, id: string): Map<string, Stub> | null {
  if (!stubs.has(id)) return null;
  const left = new Map(stubs);
  left.delete(id);
  return left;
}
