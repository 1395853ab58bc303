/** What this plugin uses of OpenClaw 2026.9's plugin interface, written down here so that nothing of OpenClaw is needed to build. */

export interface ToolCall {
  toolName: string;
  params: Record<string, unknown>;
  runId?: string;
  toolCallId?: string;
}

/** Every field is derived by the host; what is missing is unproven. */
export interface ToolContext {
  agentId?: string;
  sessionKey?: string;
  runId?: string;
  abortSignal?: AbortSignal;
  requester?: { channel?: string; accountId?: string; senderId?: string };
}

/** `block` ends it; `params` replaces what the tool gets. */
export interface HookAnswer {
  params?: Record<string, unknown>;
  block?: boolean;
  blockReason?: string;
}

export interface PluginApi {
  on(
    hook: "before_tool_call",
    handler: (event: ToolCall, context: ToolContext) => Promise<HookAnswer | undefined>,
    options: { matcher: string[]; priority: number; timeoutMs: number },
  ): void;
}

/** What a plugin's file exports, as it is or through `definePluginEntry`. */
export interface PluginEntry {
  id: string;
  name: string;
  register(api: PluginApi): void;
}
