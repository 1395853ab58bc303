/**
 * Gateway sessions that survive the process. In memory the sequence follows what arrived; on the shelf it follows what was
 * *handled*, so that a process that dies in the middle of an event resumes before it and gets it again.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Log, Shelf } from "../platform.ts";

const sessionShape = z.object({
  sessionId: z.string(),
  resumeURL: z.string(),
  sequence: z.number(),
  shardId: z.number(),
  shardCount: z.number(),
});
export type Session = z.infer<typeof sessionShape>;

export interface Sessions {
  load(shards: number[]): Promise<void>;
  current(shard: number): Session | null;
  change(shard: number, session: Session | null): void;
  /** An event is being handled; call the result when that is done. */
  begin(shard: number, sequence: number): () => void;
  /** Somebody else runs this shard now: nothing more of it is stored. */
  forget(shard: number): void;
  /** Resolves when what was handled is on the shelf. */
  flush(): Promise<void>;
}

const WRITE_PAUSE_MS = 20;

interface Shard {
  session: Session | null;
  /** Sequences that arrived and are not handled yet. */
  open: Set<number>;
  handled: number;
  writing: Promise<void> | null;
  dirty: boolean;
  forgotten: boolean;
}

/** `name` keeps the sessions of different bots apart. Failing writes are logged and made up for by the next one. */
export function keepSessions(shelf: Shelf, name: string, log: Log): Sessions {
  const shards = new Map<number, Shard>();
  const key = (shard: number) => `session:${name}:${shard}`;
  const shardOf = (id: number): Shard => {
    let shard = shards.get(id);
    if (!shard)
      shards.set(
        id,
        (shard = {
          session: null,
          open: new Set(),
          handled: 0,
          writing: null,
          dirty: false,
          forgotten: false,
        }),
      );
    return shard;
  };

  const write = async (id: number, shard: Shard) => {
    while (shard.dirty && !shard.forgotten) {
      shard.dirty = false;
      try {
        if (shard.session) await shelf.put(key(id), { ...shard.session, sequence: durable(shard) });
        else await shelf.delete(key(id));
      } catch (cause) {
        log.warn({ err: cause, shard: id }, "could not store the Discord session");
      }
      // In a storm of events every write covers many of them.
      await sleep(WRITE_PAUSE_MS, undefined, { ref: false });
    }
    shard.writing = null;
  };
  const store = (id: number, shard: Shard) => {
    shard.dirty = true;
    shard.writing ??= write(id, shard);
  };

  return {
    async load(ids) {
      for (const id of ids) {
        const stored = sessionShape.safeParse(await shelf.get(key(id)));
        if (!stored.success) continue;
        const shard = shardOf(id);
        shard.session = stored.data;
        shard.handled = stored.data.sequence;
      }
    },
    current: (id) => shardOf(id).session,
    change(id, session) {
      const shard = shardOf(id);
      const another = session?.sessionId !== shard.session?.sessionId;
      shard.session = session;
      if (!another) return;
      // A new session counts from the start. It is stored with its first handled event (READY): until then nothing is lost with it.
      shard.open.clear();
      shard.handled = 0;
      if (session === null) store(id, shard);
    },
    begin(id, sequence) {
      const shard = shardOf(id);
      const session = shard.session?.sessionId;
      shard.open.add(sequence);
      return () => {
        if (shard.forgotten) return;
        // An event of an earlier session says nothing about this one.
        if (session !== shard.session?.sessionId) return;
        shard.open.delete(sequence);
        shard.handled = Math.max(shard.handled, sequence);
        store(id, shard);
      };
    },
    forget(id) {
      const shard = shards.get(id);
      if (shard) shard.forgotten = true;
      shards.delete(id);
    },
    async flush() {
      for (const { writing } of shards.values()) await writing;
    },
  };
}

/** Everything up to here was handled. */
function durable({ open, handled }: Shard): number {
  return open.size === 0 ? handled : Math.min(handled, Math.min(...open) - 1);
}
