/** Gateway events in, inbox events out. Resolves when an event is handled for good; a handler that fails is asked again. */
import { GatewayDispatchEvents as Event, type GatewayDispatchPayload } from "discord-api-types/v10";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type ChangeEvent, type Inbox, type Log, NotNow, type Shelf } from "../platform.ts";
import { actionsOf } from "./actions.ts";
import { changeOf } from "./changes.ts";
import type { Deliver } from "./deliver.ts";
import { knownGuilds } from "./guilds.ts";
import type { Hidden } from "./hidden.ts";
import { hearMessages } from "./messages.ts";
import { interactionShape } from "./interaction.ts";
import { answer } from "./interactions.ts";
import type { Discord } from "./rest.ts";

const guildShape = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  preferred_locale: z.string().optional(),
  unavailable: z.boolean().optional(),
  channels: z.unknown().optional(),
});
const channelShape = z.looseObject({ id: z.string(), guild_id: z.string().optional() });
const readyShape = z.looseObject({ guilds: z.array(z.looseObject({ id: z.string() })) });

/** How long to wait before a failed handler is asked again. */
const RETRY_MS = [500, 2_000, 8_000];
/** … while it could not even begin. */
const AWAY_MS = 2_000;

interface Shard {
  id: number;
  count: number;
}

export interface Inbound {
  discord: Discord;
  deliver: Deliver;
  inbox: Inbox;
  hidden: Hidden;
  shelf: Shelf;
  /** Our own user id. */
  self: string;
  /** Whether we are told that messages are posted. */
  messages: boolean;
  now: () => number;
  log: Log;
}

export interface Listener {
  take(payload: GatewayDispatchPayload, shard: Shard): Promise<void>;
  /** Nothing that bots post was missed on these shards until then. */
  still(connected: (Shard & { heardAt: number })[]): Promise<void>;
}

export function createInbound(tools: Inbound): Listener {
  const { inbox, hidden, log, messages, now } = tools;
  const guilds = knownGuilds(tools.shelf);
  const hear = hearMessages(tools.discord, tools.self);
  /** Shards whose session we know to follow the one before without a gap, or with one that is noted. */
  const joined = new Set<number>();
  /** Servers in which listening began with the session that is running. */
  const begun = new Set<string>();
  const listening = async (what: "began" | "still", workspaces: string[], at: number) => {
    if (messages && workspaces.length > 0) await inbox.hear({ what, platform: "discord", workspaces, at });
  };
  const tell = (
    workspace: string,
    what: ChangeEvent["what"],
    more: Partial<Pick<ChangeEvent, "title" | "language">> = {},
  ) => inbox.change({ platform: "discord", workspace, title: null, what, bots: [], ...more });

  return {
    async take(payload, shard) {
      // Not asked again: it was acknowledged and its handler answers for itself.
      if (payload.t === Event.InteractionCreate) return answer(tools, interactionShape.parse(payload.d));
      if (payload.t !== Event.MessageCreate) return insist(log, payload.t, () => take(payload, shard));
      const heard = messages ? await hear(payload.d) : null;
      return heard ? insist(log, payload.t, () => inbox.hear(heard)) : undefined;
    },
    async still(connected) {
      for (const { heardAt, ...shard } of connected)
        if (joined.has(shard.id)) await listening("still", await guilds.all(shard), heardAt);
    },
  };

  async function take({ t, d }: GatewayDispatchPayload, shard: Shard): Promise<void> {
    switch (t) {
      case Event.Ready: {
        const here = new Set(readyShape.parse(d).guilds.map(({ id }) => id));
        // What was posted between the last session and this one is lost.
        joined.delete(shard.id);
        await listening("began", [...here], now());
        for (const id of here) begun.add(id);
        joined.add(shard.id);
        for (const id of await guilds.all(shard)) if (!here.has(id)) await left(id, shard);
        return undefined;
      }
      case Event.Resumed:
        joined.add(shard.id);
        return undefined;
      case Event.GuildCreate: {
        const guild = guildShape.parse(d);
        if (guild.unavailable) return undefined;
        await hidden.reset(guild.id, guild.channels);
        // A new session starts with every server: those we know may have changed unseen, those we don't are new.
        const known = (await guilds.all(shard)).includes(guild.id);
        if (!begun.has(guild.id)) await listening("began", [guild.id], now());
        begun.add(guild.id);
        const { name: title = null, preferred_locale: language } = guild;
        await tell(guild.id, known ? "permissions" : "joined", { title, ...(language && { language }) });
        return known ? undefined : guilds.add(shard, guild.id);
      }
      case Event.GuildDelete: {
        const { id, unavailable } = guildShape.parse(d);
        // Unavailable is an outage of Discord's, not a goodbye.
        return unavailable ? undefined : left(id, shard);
      }
      case Event.ChannelCreate:
      case Event.ChannelUpdate:
      case Event.ChannelDelete: {
        const { id, guild_id } = channelShape.parse(d);
        if (guild_id === undefined) return undefined;
        await (t === Event.ChannelDelete ? hidden.gone(guild_id, id) : hidden.saw(guild_id, d));
        return tell(guild_id, "permissions");
      }
      default: {
        // Told before the change that it makes: whoever looks again then knows whose doing it was.
        if (t === Event.GuildAuditLogEntryCreate)
          for (const action of actionsOf(d.guild_id, d)) await inbox.action(action);
        const change = changeOf(t, d);
        return change ? inbox.change(change) : undefined;
      }
    }
  }

  async function left(id: string, shard: Shard): Promise<void> {
    begun.delete(id);
    await tell(id, "left");
    await hidden.forget(id);
    await guilds.remove(shard, id);
  }
}

async function insist(log: Log, what: string, run: () => Promise<void>): Promise<void> {
  for (let failed = 0; ;) {
    try {
      return await run();
    } catch (cause) {
      // What can't be read now can't be read later.
      if (cause instanceof z.ZodError) throw cause;
      // Nothing is known against the event: it waits as long as it takes, and a restart resumes before it.
      if (!(cause instanceof NotNow)) failed += 1;
      const pause = cause instanceof NotNow ? AWAY_MS : RETRY_MS[failed - 1];
      if (pause === undefined) throw cause;
      log.warn({ err: cause, what, againInMs: pause }, "a Discord event could not be handled; trying again");
      await sleep(pause, undefined, { ref: false });
    }
  }
}
