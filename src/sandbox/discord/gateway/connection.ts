/** One gateway connection: hello, identify or resume, heartbeats, member requests. */
import type { WebSocket } from "ws";
import { intents as known, privilegedIntents } from "../flags.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";
import { memberShape } from "../shapes/user.ts";
import type { Application, Discord } from "../state.ts";
import { guildCreateData, guildsOf, readyData } from "./frames.ts";
import { push, replay, type Session } from "./session.ts";

const HEARTBEAT_MS = 41_250;
/** Bytes that a client may send at once. */
const MAX_FRAME = 4096;
const ALL_INTENTS = (1 << 26) - 1;
const PRIVILEGED = Object.values(privilegedIntents).reduce((sum, bit) => sum | bit, 0);

export const closeCodes = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidShard: 4010,
  invalidApiVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

export function serveConnection(discord: Discord, socket: WebSocket, url: URL): void {
  let session: Session | null = null;
  const send = (frame: object) => {
    if (!session?.silent) socket.send(JSON.stringify(frame));
  };
  const close = (why: keyof typeof closeCodes) => socket.close(closeCodes[why]);

  if (url.searchParams.get("v") !== "10") return close("invalidApiVersion");
  send({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS, _trace: [] }, s: null, t: null });

  socket.on("message", (raw: Buffer) => {
    const frame = raw.byteLength > MAX_FRAME ? null : parse(raw);
    if (!frame) return close("decodeError");
    const data = fields(frame["d"]);
    switch (frame["op"]) {
      case 1:
        return discord.faults.ignoresHeartbeats() ? undefined : send({ op: 11, d: null, s: null, t: null });
      case 2: {
        if (session) return close("alreadyAuthenticated");
        const opened = identify(discord, socket, data);
        if (typeof opened === "string") return close(opened);
        session = opened;
        return;
      }
      case 3:
      case 4:
        return session ? undefined : close("notAuthenticated");
      case 6:
        session = resume(discord, socket, data);
        if (!session) send({ op: 9, d: false, s: null, t: null });
        return;
      case 8:
        return session ? sendMembers(discord, session, data) : close("notAuthenticated");
      default:
        return close("unknownOpcode");
    }
  });

  socket.on("close", (code) => {
    if (!session || session.socket !== socket) return;
    session.socket = null;
    session.silent = false;
    // A client that says goodbye gives its session up; everything else can be resumed.
    if (code === 1000 || code === 1001) discord.sessions.delete(session.id);
  });
}

function identify(discord: Discord, socket: WebSocket, data: Fields): Session | keyof typeof closeCodes {
  const application = byToken(discord, text(data["token"]));
  if (!application) return "authenticationFailed";
  const intents = whole(data["intents"]);
  if (intents === undefined || intents < 0 || intents > ALL_INTENTS) return "invalidIntents";
  if (intents & PRIVILEGED & ~application.privileged) return "disallowedIntents";
  const [id, count] = list(data["shard"] ?? [0, 1]).map((each) => whole(each) ?? -1);
  if (id === undefined || count === undefined || id < 0 || id >= count) return "invalidShard";

  application.identifies += 1;
  const session: Session = {
    id: crypto.randomUUID().replaceAll("-", ""),
    applicationId: application.id,
    botId: application.botId,
    token: application.token,
    shard: [id, count],
    intents,
    seq: 0,
    sent: [],
    socket,
    silent: false,
    held: null,
  };
  push(session, "READY", readyData(discord, session, application));
  discord.sessions.set(session.id, session);
  if (intents & known.GUILDS)
    for (const guild of guildsOf(discord, session))
      push(session, "GUILD_CREATE", guildCreateData(discord, guild, session.botId));
  return session;
}

function resume(discord: Discord, socket: WebSocket, data: Fields): Session | null {
  const session = discord.sessions.get(text(data["session_id"]) ?? "");
  if (!session || session.token !== bare(text(data["token"]))) return null;
  session.socket?.terminate();
  session.socket = socket;
  session.silent = false;
  session.held = null;
  if (!replay(session, whole(data["seq"]) ?? 0)) {
    session.socket = null;
    return null;
  }
  push(session, "RESUMED", { _trace: [] });
  return session;
}

/** Op 8. By ids it needs no intent; by query or for everybody it needs GUILD_MEMBERS, and gets nothing without. */
function sendMembers(discord: Discord, session: Session, data: Fields): void {
  const guild = discord.guilds.get(text(data["guild_id"]) ?? "");
  if (!guild?.members.has(session.botId)) return;
  const ids = data["user_ids"] === undefined ? null : [data["user_ids"]].flat().map(String).slice(0, 100);
  if (!ids && !(session.intents & known.GUILD_MEMBERS)) return;
  const found = [...guild.members.values()].filter((member) => !ids || ids.includes(member.userId));
  push(session, "GUILD_MEMBERS_CHUNK", {
    guild_id: guild.id,
    members: found.map((member) => memberShape(discord, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: (ids ?? []).filter((id) => !guild.members.has(id)),
    ...(text(data["nonce"]) === undefined ? {} : { nonce: data["nonce"] }),
  });
}

export function byToken(discord: Discord, token: string | undefined): Application | undefined {
  return [...discord.applications.values()].find((each) => each.token === bare(token));
}

function bare(token: string | undefined): string | undefined {
  return token?.replace(/^Bot /, "");
}

function parse(raw: Buffer): Fields | null {
  try {
    return fields(JSON.parse(raw.toString()));
  } catch {
    return null;
  }
}
