/** A line between two parties that can be cut, stalled, slowed down, or made to lie dead while it looks alive. */
import { connect, createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface Proxy {
  port: number;
  /** Ends every present connection with a reset. */
  reset(): void;
  /** The next so many answers are cut off by a reset after a few bytes. */
  tear(answers: number): void;
  /** Nothing passes in either direction, on present and new connections, until the returned function is called. */
  stall(): () => void;
  /** Present connections are dead for good though nobody says so; new ones work. */
  deaden(): void;
  /** Every piece of data is this late from now on. */
  slow(ms: number): void;
  /** New connections are refused. Returns how to mend it. */
  refuse(): () => void;
  /** Ends every trouble. */
  mend(): void;
  close(): Promise<void>;
}

interface Line {
  ends: Socket[];
  dead: boolean;
}

/** `targets` are tried one after the other, beginning with another one each time. */
export async function openProxy(targets: () => number[]): Promise<Proxy> {
  const lines = new Set<Line>();
  const stalls = new Set<symbol>();
  const refusals = new Set<symbol>();
  let turn = 0;
  let torn = 0;
  let lateMs = 0;

  const server: Server = createServer((client) => {
    client.on("error", () => undefined);
    if (refusals.size > 0) {
      client.resetAndDestroy();
      return;
    }
    const ports = targets();
    const order = ports.map((_, index) => ports[(index + turn) % ports.length] ?? 0);
    turn += 1;
    reach(order, client);
  });

  function reach([port, ...others]: number[], client: Socket): void {
    if (port === undefined) {
      client.resetAndDestroy();
      return;
    }
    const target = connect(port, "127.0.0.1");
    target.once("error", () => {
      if (!client.destroyed) reach(others, client);
    });
    target.once("connect", () => {
      target.removeAllListeners("error");
      join(client, target);
    });
  }

  function join(client: Socket, target: Socket): void {
    const line: Line = { ends: [client, target], dead: false };
    lines.add(line);
    const end = () => {
      lines.delete(line);
      client.destroy();
      target.destroy();
    };
    for (const socket of line.ends) {
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", () => (line.dead ? undefined : end()));
    }
    const there = inOrder(target);
    const back = inOrder(client);
    client.on("data", (chunk) => carry(line, there, chunk));
    target.on("data", (chunk) => {
      if (torn > 0 && !line.dead) {
        torn -= 1;
        client.write(chunk.subarray(0, Math.min(chunk.length - 1, 40)), () => client.resetAndDestroy());
        return;
      }
      carry(line, back, chunk);
    });
    if (stalls.size > 0) for (const socket of line.ends) socket.pause();
  }

  function carry(line: Line, send: (chunk: Buffer, lateMs: number) => void, chunk: Buffer): void {
    if (!line.dead) send(chunk, lateMs);
  }

  const everySocket = () => [...lines].flatMap(({ ends }) => ends);
  const resume = () => {
    if (stalls.size === 0) for (const socket of everySocket()) socket.resume();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    reset() {
      for (const { ends } of lines) for (const socket of ends) socket.resetAndDestroy();
      lines.clear();
    },
    tear(answers) {
      torn += answers;
    },
    stall() {
      const stall = Symbol("stall");
      stalls.add(stall);
      for (const socket of everySocket()) socket.pause();
      return () => {
        stalls.delete(stall);
        resume();
      };
    },
    deaden() {
      for (const line of lines) line.dead = true;
    },
    slow(ms) {
      lateMs = ms;
    },
    refuse() {
      const refusal = Symbol("refuse");
      refusals.add(refusal);
      return () => void refusals.delete(refusal);
    },
    mend() {
      stalls.clear();
      refusals.clear();
      torn = 0;
      lateMs = 0;
      for (const line of lines) {
        if (!line.dead) continue;
        for (const socket of line.ends) socket.resetAndDestroy();
        lines.delete(line);
      }
      resume();
    },
    async close() {
      for (const socket of everySocket()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Late, but never in another order: that is the one thing a line never does. */
function inOrder(to: Socket): (chunk: Buffer, lateMs: number) => void {
  const waiting: { chunk: Buffer; at: number }[] = [];
  const next = () => {
    const [first] = waiting;
    if (!first) return;
    setTimeout(
      () => {
        waiting.shift();
        if (to.writable) to.write(first.chunk);
        next();
      },
      Math.max(0, first.at - performance.now()),
    );
  };
  return (chunk, lateMs) => {
    if (waiting.length === 0 && lateMs === 0) {
      to.write(chunk);
      return;
    }
    waiting.push({ chunk, at: performance.now() + lateMs });
    if (waiting.length === 1) next();
  };
}
