/**
 * OpenClaw's hook runner in miniature, after its documentation (2026.9.6): hooks run by priority, the highest first; each sees
 * its own copy of the original params; the last `params` that a hook returns are what runs; `block: true` ends it; a hook that
 * throws or takes too long blocks the call, and is not aborted by that.
 */
import type { HookAnswer, PluginApi, PluginEntry, ToolCall, ToolContext } from "../../src/sdk/openclaw.ts";

interface Hook {
  plugin: string;
  handler: Parameters<PluginApi["on"]>[1];
  matcher: string[];
  priority: number;
  timeoutMs: number;
}

export type Ran = { ran: true; params: Record<string, unknown> } | { ran: false; why: string };

export function openclawHost(plugins: PluginEntry[], options: { timeoutMs?: number } = {}) {
  const hooks: Hook[] = [];
  for (const plugin of plugins) {
    if (!/^[a-z][a-z0-9-]*$/.test(plugin.id) || plugin.name === "")
      throw new Error("a plugin needs an id and a name");
    plugin.register({
      on(hook, handler, { matcher, priority, timeoutMs }) {
        if (hook !== "before_tool_call") throw new Error(`there is no hook ${String(hook)}`);
        if (timeoutMs > 600_000) throw new Error("timeoutMs: at most 600000");
        hooks.push({
          plugin: plugin.id,
          handler,
          matcher,
          priority,
          timeoutMs: options.timeoutMs ?? timeoutMs,
        });
      },
    });
  }
  hooks.sort((a, b) => b.priority - a.priority);
  return {
    hooks,
    /** Runs the hooks, then says what the tool would have got. */
    async call(event: ToolCall, context: ToolContext = {}): Promise<Ran> {
      let params = structuredClone(event.params);
      for (const hook of hooks.filter(({ matcher }) => matcher.includes(event.toolName))) {
        const answer = await inTime(hook, { ...event, params: structuredClone(event.params) }, context);
        if (answer?.block) return { ran: false, why: answer.blockReason ?? "blocked" };
        if (answer?.params) params = answer.params;
      }
      return { ran: true, params };
    },
  };
}

async function inTime(hook: Hook, event: ToolCall, context: ToolContext): Promise<HookAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HookAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ block: true, blockReason: "the hook took too long" }), hook.timeoutMs);
  });
  const work = hook
    .handler(event, context)
    .catch((): HookAnswer => ({ block: true, blockReason: "the hook failed" }));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
