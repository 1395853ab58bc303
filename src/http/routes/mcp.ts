import { z } from "@hono/zod-openapi";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { mcpWords } from "../../words/index.ts";
import { addTools } from "../mcp/tools.ts";
import { route } from "../route.ts";

/**
 * Without sessions: every call stands alone, so that any process can answer it and a restart loses nothing. The body has
 * gone through the JSON gate like every other, before the protocol's own parser could drop a duplicate key.
 */
export const mcp = route({
  method: "post",
  path: "/mcp",
  summary: "The same for MCP clients (streamable HTTP)",
  description:
    "Tools: `list_actions`, `request_approval`, `await_decision`, `cancel_request`. There is no tool that approves.",
  access: "agent",
  body: z
    .unknown()
    .openapi("JsonRpc", { description: "A JSON-RPC 2.0 message of the Model Context Protocol." }),
  answers: {
    200: { description: "The JSON-RPC answer.", schema: z.unknown() },
    202: { description: "Noted." },
  },
  refusals: [],
  handle: async ({ ctx, caller, body, request, signal }) => {
    const server = new McpServer(
      { name: "countersign", version: "0.1.0" },
      { instructions: mcpWords.instructions },
    );
    addTools(server, ctx, caller.agentId, signal);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    try {
      await server.connect(transport);
      return { response: await transport.handleRequest(request, { parsedBody: body }) };
    } finally {
      await server.close();
    }
  },
});
