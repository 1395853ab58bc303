/**
 * A Countersign approval in front of OpenClaw's tools (package export `countersign/openclaw`): a `before_tool_call` hook that
 * asks people, waits, uses the grant up, and hands on exactly the params that were approved. Whatever goes wrong blocks the
 * call with a sentence for the agent; nothing here ever lets a call through by itself.
 */
import { Countersign } from "./client.ts";
import { Denied, Expired, Invalidated, RequestRefused, Unreachable } from "./errors.ts";
import type { HookAnswer, PluginEntry, ToolCall, ToolContext } from "./openclaw-host.ts";

export type { HookAnswer, PluginApi, PluginEntry, ToolCall, ToolContext } from "./openclaw-host.ts";

export interface OpenClawOptions {
  /** Where Countersign runs, such as https://countersign.example.org. */
  url: string;
  /** The agent's key, `csk_…`. */
  key: string;
  /** OpenClaw's tool → the action of the agent's manifest whose params schema describes that tool's params. */
  tools: Record<string, string>;
  /** Who executes, when the manifest doesn't say. */
  audience?: string;
  /** The agent's words for the people who decide, shown as unverified. */
  reason?: (event: ToolCall, context: ToolContext) => string | undefined;
  /**
   * Calls for which OpenClaw can't name a Discord or Telegram account that asked (schedules, web chat). People can't be kept
   * from approving their own wish then, so they are blocked unless this says `ask`.
   */
  withoutRequester?: "block" | "ask";
  /** How long the hook may take, in milliseconds; people get a little less. At most 600,000, which is the default. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}

const LONGEST_MS = 600_000;
const SHORTEST_MS = 30_000;
/** Between the end of people's time and the end of the hook's: for claiming and using the grant. */
const MARGIN_MS = 10_000;
/** Behind every other plugin: none may rewrite the params after they were approved. */
const LAST = -1_000_000;

/** The plugin, to be exported from its file. Throws TypeError when the options can't work. */
export function countersignPlugin(options: OpenClawOptions): PluginEntry {
  const { timeoutMs = LONGEST_MS } = options;
  if (!(timeoutMs >= SHORTEST_MS && timeoutMs <= LONGEST_MS))
    throw new TypeError(
      `timeoutMs: expected ${SHORTEST_MS} to ${LONGEST_MS} milliseconds, not ${timeoutMs}.`,
    );
  const matcher = Object.keys(options.tools);
  if (matcher.length === 0)
    throw new TypeError("tools: name at least one tool and its action, or nothing would be asked.");
  const client = new Countersign({
    url: options.url,
    key: options.key,
    patience: timeoutMs - MARGIN_MS,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  return {
    id: "countersign",
    name: "Countersign",
    register(api) {
      api.on("before_tool_call", gate(client, options, timeoutMs), { matcher, priority: LAST, timeoutMs });
    },
  };
}

function gate(client: Countersign, options: OpenClawOptions, timeoutMs: number) {
  return async (event: ToolCall, context: ToolContext): Promise<HookAnswer | undefined> => {
    if (!Object.hasOwn(options.tools, event.toolName)) return undefined;
    const action = options.tools[event.toolName] ?? "";
    const origin = originOf(context);
    if (!origin && options.withoutRequester !== "ask")
      return block(
        `OpenClaw can't say who asked for this, so nobody could be kept from approving their own wish. ${final}`,
      );
    try {
      // What is sent, approved and run is one value, whatever anybody does to the event meanwhile.
      const params = JSON.parse(JSON.stringify(event.params)) as Record<string, unknown>;
      await approved(
        client,
        { action, params, ...wishOf(options, event, context, timeoutMs), ...origin },
        context,
        timeoutMs,
      );
      return { params };
    } catch (failure) {
      return block(whyBlocked(failure));
    }
  };
}

type Wish = Parameters<Countersign["request"]>[0];

/** Resolves when people have approved and the grant is used up, here and now. The host's timeout doesn't end us, so we do. */
async function approved(
  client: Countersign,
  wish: Wish,
  context: ToolContext,
  timeoutMs: number,
): Promise<void> {
  const over = AbortSignal.timeout(timeoutMs - MARGIN_MS / 2);
  const signal = context.abortSignal ? AbortSignal.any([over, context.abortSignal]) : over;
  // Not broken off with the call: a request that was made must be known, to be withdrawn.
  const asked = await client.request(wish, { signal: over });
  try {
    signal.throwIfAborted();
    const grant = await client.granted(asked, { signal });
    await client.consume(grant, wish, { signal });
  } catch (failure) {
    // Nobody waits any more, so nobody should be asked any more. Too late for that is fine.
    if (signal.aborted)
      await client.cancel(asked.id, { signal: AbortSignal.timeout(MARGIN_MS / 2) }).catch(() => undefined);
    throw failure;
  }
}

function wishOf(
  options: OpenClawOptions,
  event: ToolCall,
  context: ToolContext,
  timeoutMs: number,
): Partial<Wish> {
  const reason = options.reason?.(event, context)?.slice(0, 1000);
  const run = event.runId ?? context.runId;
  return {
    decideWithin: `${Math.floor((timeoutMs - 2 * MARGIN_MS) / 1000)}s`,
    ...(options.audience === undefined ? {} : { audience: options.audience }),
    ...(reason ? { reason } : {}),
    // The host repeats a call under the same ids: then it is the same request.
    ...(run && event.toolCallId
      ? { idempotencyKey: `openclaw ${run} ${event.toolCallId}`.slice(0, 255) }
      : {}),
  };
}

function originOf({ requester }: ToolContext): Pick<Wish, "origin"> | null {
  const { channel, senderId } = requester ?? {};
  if ((channel !== "discord" && channel !== "telegram") || !senderId || !/^[0-9]{1,20}$/.test(senderId))
    return null;
  return { origin: { platform: channel, requestedBy: senderId } };
}

function block(why: string): HookAnswer {
  return { block: true, blockReason: why };
}

const final = "It did not run. Do not retry it and do not work around it.";

/** The sentence that the agent reads. */
function whyBlocked(failure: unknown): string {
  // These say all of it already.
  if (failure instanceof Denied || failure instanceof Expired || failure instanceof Invalidated)
    return failure.message;
  if (failure instanceof RequestRefused)
    return `Countersign refused this (${failure.code}): ${failure.message} ${final}`;
  if (failure instanceof Unreachable)
    return `Countersign can't be reached, so nobody could be asked. ${final}`;
  if (failure instanceof Error && ["AbortError", "TimeoutError"].includes(failure.name))
    return `Nobody decided while the call waited. ${final}`;
  return `The approval could not be had. ${final}`;
}
