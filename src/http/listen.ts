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

/** Throws `ListenFailure`. */
export async function listen(
  app: { fetch: (request: Request) => Response | Promise<Response> },
  address: { host: string; port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // Long-polls take 50 s; headers have to come quickly, so that slow senders can't hold every connection.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
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
