import { lookup as resolve, type LookupAddress, type LookupAllOptions } from "node:dns";
import { request as plain } from "node:http";
import { request as encrypted } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Callbacks } from "../../use-cases/context.ts";
import { isLoopback, isPublic } from "./addresses.ts";

const PATIENCE_MS = 10_000;

/** How names become addresses: all of them, as the system says. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (failure: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Calls to addresses that agents chose, so nothing here may reach what an agent could not reach itself: public addresses
 * only, checked on the very addresses that are connected to (a name can resolve differently a moment later), no redirects.
 * `hosts` are names that the operator allows although they are private. Loopback is for an instance that is itself only
 * reachable there: one on somebody's own machine.
 */
export function callbacksTo(
  allowed: { hosts: readonly string[]; loopback: boolean },
  names: Resolve = resolve,
): Callbacks {
  const mayUse = (address: string) => isPublic(address) || (allowed.loopback && isLoopback(address));

  const refuses = (text: string): string | null => {
    const url = URL.parse(text);
    if (!url || !/^https?:$/.test(url.protocol)) return "expected an https address";
    if (url.username || url.password) return "leave user and password out of the address";
    const host = bare(url.hostname);
    if (allowed.hosts.includes(host)) return null;
    const local = host === "localhost" || host.endsWith(".localhost") || isLoopback(host);
    if (local)
      return allowed.loopback ? null : "this machine can't be called back; use a public https address";
    if (isIP(host) && !isPublic(host)) return "this address is not on the public internet";
    return url.protocol === "https:" ? null : "expected an https address";
  };

  return {
    refuses,
    post: async (text, headers, body) => {
      const refusal = refuses(text);
      if (refusal) throw new Error(`the callback address is refused: ${refusal}`);
      const url = new URL(text);
      const free = allowed.hosts.includes(bare(url.hostname));
      return await send(url, headers, body, free ? undefined : checkedLookup(mayUse, names));
    },
  };
}

/** Resolves to the status. The answer's body is nobody's business. */
async function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  lookup: LookupFunction | undefined,
): Promise<number> {
  const request = url.protocol === "https:" ? encrypted : plain;
  return await new Promise<number>((resolveStatus, reject) => {
    const call = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        // No pooled connection: it might have been opened before the address was checked.
        agent: false,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(lookup ? { lookup } : {}),
      },
      (response) => {
        resolveStatus(response.statusCode ?? 0);
        response.destroy();
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

/** Looks a name up, and fails when any of its addresses may not be used: a mixed answer is an attack or a mistake. */
function checkedLookup(mayUse: (address: string) => boolean, names: Resolve): LookupFunction {
  return (hostname, options, done) => {
    names(hostname, { ...options, all: true }, (failure, found) => {
      if (failure) return done(failure, "");
      const [first] = found;
      const wrong = found.find(({ address }) => !mayUse(address));
      if (!first || wrong) return done(new Error(`${hostname} is not on the public internet`), "");
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
