import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The address can't be used. The message is one sentence for the operator. */
export class ListenFailure extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = "ListenFailure";
  }
}

export interface Listening {
  /** The port really used, also when 0 was asked for. */
  port: number;
  url: string;
  /** Stops accepting, gives calls in progress `graceMs`, then closes what is left. */
  close(graceMs?: number): Promise<void>;
}

/** What one caller may take of us, whoever it is. */
export const usualLimits = {
  /** Headers have to come quickly, and then the body, so that slow senders can't hold every connection. */
  headersMs: 10_000,
  requestMs: 30_000,
  /** Nothing sent or taken for so long: it is gone, or doesn't read its answer. More than a long-poll, which takes 50 s. */
  idleMs: 90_000,
  headerBytes: 16 * 1024,
  /** More are refused. */
  headers: 100,
  connections: 10_000,
  /** How often the times are looked at. */
  lookMs: 1_000,
};

/** Throws `ListenFailure`. */
export async function listen(
  app: { fetch: (request: Request) => Response | Promise<Response> },
  address: { host: string; port: number },
  given: Partial<typeof usualLimits> = {},
): Promise<Listening> {
  const limits = { ...usualLimits, ...given };
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.lookMs,
    },
  }) as Server;
  server.maxHeadersCount = limits.headers;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(new ListenFailure(sentence(cause, address), cause)));
    server.listen(address.port, address.host, resolve);
  });
  const { port, family, address: bound } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${family === "IPv6" ? `[${bound}]` : bound}:${port}`,
    close: async (graceMs = 5_000) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const last = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(last);
    },
  };
}

function sentence(cause: Error, { host, port }: { host: string; port: number }): string {
  switch ("code" in cause ? cause.code : "") {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use by another program. Stop that one, or choose another port: PORT=${port === 65_535 ? 8787 : port + 1}.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose one over 1023, such as PORT=8787, and put a proxy in front.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}. Set HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (every network it is in).`;
    default:
      return `Listening on ${host} port ${port} failed (${cause.message}). Check HOST and PORT.`;
  }
}
