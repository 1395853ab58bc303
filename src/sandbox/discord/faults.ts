/** Trouble on demand: refusals, rate limits, hanging requests, dropped and half-open connections. */
import { reorder, repeat } from "./gateway/session.ts";
import type { Discord } from "./state.ts";

export interface Fault {
  status: number;
  /** How many requests it hits; default 1. */
  times?: number;
  /** The JSON answer; default what Discord says with that status. */
  body?: unknown;
  /** Seconds, for 429. */
  retryAfter?: number;
  /** A 429 that counts for the whole bot. */
  global?: boolean;
}

export interface Faults {
  /** Refuses requests whose `METHOD /route/{template}` contains the pattern. Returns how to stop. */
  fail(pattern: string | RegExp, fault: Fault): () => void;
  /** Never answers matching requests, until the returned function lets them go. */
  hang(pattern: string | RegExp): () => void;
  /** Closes every gateway connection. 4000 can be resumed. */
  dropGateway(code?: number): void;
  /** Forgets sessions, so that resuming fails; connected ones get op 9. */
  forgetSessions(): void;
  /** Op 7 to everybody. */
  askReconnect(): void;
  /** Every present connection goes half-open: nothing is sent or answered on it, not even a close. New ones work. */
  silence(): void;
  /** Heartbeats are not answered any more, though everything else is. Returns how to end that. */
  ignoreHeartbeats(): () => void;
  /** For the server: whether they are. */
  ignoresHeartbeats(): boolean;
  /** The last so many events come again on every connection, with the numbers they had. */
  repeatEvents(count: number): void;
  /** The next so many events on every connection come in the opposite order, at the latest after half a second. */
  reorderEvents(count: number): void;
  /** The line is cut: connections end, new ones are refused, HTTP answers 503. Returns how to mend it. */
  cut(): () => void;
  /** For the server: whether the line is cut. */
  isCut(): boolean;
  /** Ends all injected HTTP trouble. */
  clear(): void;
  /** For the server: the fault that this request meets, and what it has to wait for first. */
  meet(label: string): { fault: Fault | null; wait: Promise<void> | null };
}

interface Trap {
  pattern: string | RegExp;
  left: number;
  fault: Fault | null;
  wait: Promise<void> | null;
}

export function createFaults(discord: () => Discord): Faults {
  const traps = new Set<Trap>();
  const releases = new Set<() => void>();
  const sessions = () => [...discord().sessions.values()];
  const cuts = new Set<symbol>();
  const mutes = new Set<symbol>();

  return {
    fail(pattern, fault) {
      const trap = { pattern, left: fault.times ?? 1, fault, wait: null };
      traps.add(trap);
      return () => void traps.delete(trap);
    },
    hang(pattern) {
      const gate = Promise.withResolvers<void>();
      const trap: Trap = { pattern, left: Infinity, fault: null, wait: gate.promise };
      traps.add(trap);
      const release = () => {
        traps.delete(trap);
        gate.resolve();
      };
      releases.add(release);
      return release;
    },
    dropGateway(code = 4000) {
      for (const session of sessions()) session.socket?.close(code);
    },
    forgetSessions() {
      for (const session of sessions()) {
        session.socket?.send(JSON.stringify({ op: 9, d: false }));
        discord().sessions.delete(session.id);
      }
    },
    askReconnect() {
      for (const session of sessions()) session.socket?.send(JSON.stringify({ op: 7, d: null }));
    },
    silence() {
      for (const session of sessions()) {
        if (!session.socket) continue;
        session.silent = true;
        session.socket.pause();
      }
    },
    ignoreHeartbeats() {
      const mute = Symbol("mute");
      mutes.add(mute);
      return () => void mutes.delete(mute);
    },
    ignoresHeartbeats: () => mutes.size > 0,
    repeatEvents(count) {
      for (const session of sessions()) repeat(session, count);
    },
    reorderEvents(count) {
      for (const session of sessions()) reorder(session, count);
    },
    cut() {
      const cut = Symbol("cut");
      cuts.add(cut);
      for (const session of sessions()) session.socket?.terminate();
      return () => void cuts.delete(cut);
    },
    isCut: () => cuts.size > 0,
    clear() {
      cuts.clear();
      mutes.clear();
      traps.clear();
      for (const release of releases) release();
    },
    meet(label) {
      if (cuts.size > 0) return { fault: { status: 503 }, wait: null };
      const trap = [...traps].find((each) => matches(each.pattern, label));
      if (!trap) return { fault: null, wait: null };
      trap.left -= 1;
      if (trap.left <= 0) traps.delete(trap);
      return { fault: trap.fault, wait: trap.wait };
    },
  };
}

function matches(pattern: string | RegExp, label: string): boolean {
  return typeof pattern === "string" ? label.includes(pattern) : pattern.test(label);
}
