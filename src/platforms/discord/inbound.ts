/** Gateway events in, inbox events out. Resolves when an event is handled for good; a handler that fails is asked again. */
import { GatewayDispatchEvents as Event, type GatewayDispatchPayload } from "discord-api-types/v10";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ChangeEvent, Inbox, Log, Shelf } from "../platform.ts";
import { actionsOf } from "./actions.ts";
import { changeOf } from "./changes.ts";
import type { Deliver } from "./deliver.ts";
import { knownGuilds } from "./guilds.ts";
import type { Hidden } from "./hidden.ts";
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

export interface Inbound {
  discord: Discord;
  deliver: Deliver;
  inbox: Inbox;
  hidden: Hidden;
  shelf: Shelf;
  log: Log;
}

export function createInbound(tools: Inbound) {
  const { inbox, hidden, log } = tools;
  const guilds = knownGuilds(tools.shelf);
  const tell = (
    workspace: string,
    what: ChangeEvent["what"],
    more: Partial<Pick<ChangeEvent, "title" | "language">> = {},
  ) =>
    insist(log, what, () =>
      inbox.change({ platform: "discord", workspace, title: null, what, bots: [], ...more }),
    );

  return async ({ t, d }: GatewayDispatchPayload, shard: { id: number; count: number }): Promise<void> => {
    switch (t) {
      case Event.InteractionCreate: {
        const interaction = interactionShape.parse(d);
        // Not asked again: it was acknowledged and its handler answers for itself.
        return answer(tools, interaction);
      }
      case Event.Ready: {
        const here = new Set(readyShape.parse(d).guilds.map(({ id }) => id));
        for (const id of await guilds.all(shard)) if (!here.has(id)) await left(id, shard);
        return undefined;
      }
      case Event.GuildCreate: {
        const guild = guildShape.parse(d);
        if (guild.unavailable) return undefined;
        await hidden.reset(guild.id, guild.channels);
        // A new session starts with every server: those we know may have changed unseen, those we don't are new.
        const known = (await guilds.all(shard)).includes(guild.id);
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
          for (const action of actionsOf(d.guild_id, d)) await insist(log, t, () => inbox.action(action));
        const change = changeOf(t, d);
        return change ? insist(log, t, () => inbox.change(change)) : undefined;
      }
    }
  };

  async function left(id: string, shard: { id: number; count: number }): Promise<void> {
    await tell(id, "left");
    await hidden.forget(id);
    await guilds.remove(shard, id);
  }
}

async function insist(log: Log, what: string, run: () => Promise<void>): Promise<void> {
  for (const pause of RETRY_MS) {
    try {
      return await run();
    } catch (cause) {
      log.warn({ err: cause, what, againInMs: pause }, "a Discord event could not be handled; trying again");
      await sleep(pause, undefined, { ref: false });
    }
  }
  return run();
}
