import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { Refusal } from "../../use-cases/outcome.ts";

/** A sentence for the model, and the same as data for programs. */
export function said(words: string, data: object): CallToolResult {
  return {
    content: [
      { type: "text", text: words },
      { type: "text", text: JSON.stringify(data) },
    ],
    structuredContent: { ...data },
  };
}

export function refused({ code, words, errors }: Refusal): CallToolResult {
  const lines = [words, ...(errors ?? []).map(({ path, message }) => `${path}: ${message}`)];
  return { ...said(lines.join("\n"), { code, detail: words, ...(errors ? { errors } : {}) }), isError: true };
}
