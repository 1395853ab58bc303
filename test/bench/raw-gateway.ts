/** A Discord gateway that says READY and then names many servers, and nothing else: what a client keeps of them is its own affair. */
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { ids } from "../support/discord-world.ts";
import { largeGuild } from "./guild.ts";

export async function startRawGateway(guilds: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const size = { roles: 30, channels: 50, overwrites: 100, bots: 5, rolesPerBot: 2 };
  const { guild, channels } = largeGuild(size);
  const idOf = (index: number) => String(2_000_000_000_000_000_000n + BigInt(index));
  server.on("connection", (socket) => {
    let seq = 0;
    const send = (op: number, d: unknown, t: string | null = null) =>
      socket.send(JSON.stringify({ op, d, s: t === null ? null : ++seq, t }));
    socket.on("message", (data) => {
      const { op } = JSON.parse((data as Buffer).toString()) as { op: number };
      if (op === 1) send(11, null);
      if (op !== 2) return;
      send(
        0,
        {
          v: 10,
          user: { id: ids.countersign, username: "Countersign", discriminator: "0", avatar: null, bot: true },
          guilds: Array.from({ length: guilds }, (_, index) => ({ id: idOf(index), unavailable: true })),
          session_id: "bench",
          resume_gateway_url: url,
          application: { id: ids.countersign, flags: 0 },
          shard: [0, 1],
        },
        "READY",
      );
      for (let index = 0; index < guilds; index++) {
        const id = idOf(index);
        const its = { ...(guild as object), id, name: `Server ${index}`, member_count: 250, large: false };
        const lists = { members: [], threads: [], voice_states: [], presences: [], stage_instances: [] };
        const more = { guild_scheduled_events: [], soundboard_sounds: [], emojis: [], stickers: [] };
        const own = (channels as object[]).map((channel, at) => ({
          ...channel,
          id: String(3_000_000_000_000_000_000n + BigInt(index * 1_000 + at)),
          guild_id: id,
        }));
        const joined = { joined_at: "2026-01-01T00:00:00.000Z", unavailable: false };
        send(0, { ...its, ...lists, ...more, ...joined, channels: own }, "GUILD_CREATE");
      }
    });
    send(10, { heartbeat_interval: 41_250 });
  });
  return {
    url,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
