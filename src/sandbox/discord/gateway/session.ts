/** One gateway session: what was sent, so that a resume can replay it, and the socket it is sent on. */
import type { WebSocket } from "ws";

export interface Session {
  id: string;
  applicationId: string;
  botId: string;
  token: string;
  shard: [id: number, count: number];
  intents: number;
  seq: number;
  /** Dispatches as sent, oldest first. */
  sent: { seq: number; frame: string }[];
  socket: WebSocket | null;
  /** A half-open connection: nothing gets out, nothing is answered. */
  silent: boolean;
  /** Events that are kept back to be sent in the opposite order, once there are so many. */
  held: { frames: string[]; until: number } | null;
}

const KEPT = 2_000;

export function push(session: Session, type: string, data: unknown): void {
  session.seq += 1;
  const frame = JSON.stringify({ op: 0, t: type, s: session.seq, d: data });
  session.sent.push({ seq: session.seq, frame });
  if (session.sent.length > KEPT) session.sent.shift();
  if (!session.held) return transmit(session, frame);
  session.held.frames.push(frame);
  if (session.held.frames.length >= session.held.until) letGo(session);
}

/** The last events once more, as after a resume from an earlier number. */
export function repeat(session: Session, count: number): void {
  for (const { frame } of session.sent.slice(-count)) transmit(session, frame);
}

const HOLD_MS = 500;

export function reorder(session: Session, count: number): void {
  session.held ??= { frames: [], until: count };
  setTimeout(() => letGo(session), HOLD_MS).unref();
}

function letGo(session: Session): void {
  const frames = session.held?.frames ?? [];
  session.held = null;
  for (const frame of frames.reverse()) transmit(session, frame);
}

/** Replays what came after `seq`; false when that is no longer known. */
export function replay(session: Session, seq: number): boolean {
  const oldest = session.sent[0]?.seq ?? session.seq + 1;
  if (seq > session.seq || seq + 1 < oldest) return false;
  for (const { seq: at, frame } of session.sent) if (at > seq) transmit(session, frame);
  return true;
}

function transmit(session: Session, frame: string): void {
  if (session.socket && !session.silent) session.socket.send(frame);
}
